package org.liniya.server.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.callback.CallbackPlan;
import org.liniya.callback.DiallingRule;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.Task;
import org.liniya.port.Leg;
import org.liniya.port.StoreException;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One callback from the moment when it may be dialled: where operators come first it stands in the
 * queue at its old place until one takes it, then {@link CallbackTry} rings the caller. Runs on a
 * virtual thread of its own; {@link #withdraw} and what is asked may come from any thread.
 */
final class CallbackAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackAttempt.class);

  /** Said to the operator while the telephone rings. */
  private static final String DIALLING = "callback-dialling";

  private static final Duration LONG = Duration.ofDays(1);

  private final CallbackParts parts;
  private final Standing callback;
  private final BlockingInbox inbox = new BlockingInbox();
  private volatile Stand stand = Stand.WAITING;

  /** How far it has come. */
  enum Stand {
    WAITING("waits for an operator"),
    RINGING("being rung"),
    SERVED("talks");

    private final String words;

    Stand(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  CallbackAttempt(CallbackParts parts, Standing callback) {
    this.parts = parts;
    this.callback = callback;
  }

  PhoneNumber number() {
    return task().number();
  }

  String group() {
    return parts.group(task());
  }

  Stand stand() {
    return stand;
  }

  private Task task() {
    return callback.task();
  }

  private WaitingRoom room() {
    return parts.ports().waitingRoom();
  }

  /** It is not to be dialled any more, or not now; one that rings already goes on. */
  void withdraw() {
    inbox.post(new Signal.EndRequested(EndCause.WITHDRAWN));
  }

  void run() {
    try {
      switch (parts.plan().first()) {
        case CallbackPlan.First.OPERATOR -> operatorFirst();
        case CallbackPlan.First.CALLER ->
            ring(new CallbackRoom(room(), this::served), Optional.empty());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", task().call())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a callback broke");
    }
  }

  private void served() {
    stand = Stand.SERVED;
  }

  private void operatorFirst() throws InterruptedException {
    room().enter(request());
    Optional<Signal.OperatorAnswered> answered = awaitOperator();
    if (answered.isEmpty()) {
      room().leave(task().call(), "callback withdrawn");
      letLateOperatorGo();
      return;
    }
    Signal.OperatorAnswered operator = answered.get();
    CallbackRoom held = new CallbackRoom(room(), this::served, task().call(), operator, inbox);
    try {
      // the operator is taken from here on, though the caller is still to come
      room().bridged(task().call(), operator.offer());
      operator.leg().play(new Utterance(List.of(dialling(), new Clip.Music("default"))));
      ring(held, Optional.of(operator.leg()));
    } finally {
      held.letGo(EndCause.NO_ANSWER);
    }
  }

  private Clip dialling() {
    return new Clip.Prompt(
        CallbackTry.flow(parts).map(flow -> flow.languages().getFirst()).orElse(task().language()),
        DIALLING);
  }

  /** What the operator's telephone shows says that it is a callback, and why it is owed. */
  private WaitingRoom.Request request() {
    String ticket = task().ticket().map(TicketNumber::digits).orElse("");
    String display =
        String.join(
            ", ",
            group(),
            task().language().tag(),
            ticket.isEmpty() ? "-" : ticket,
            "callback " + task().reason());
    return new WaitingRoom.Request(
        task().call(),
        group(),
        task().language(),
        IdentityLevel.NONE,
        task().rank(),
        Duration.ZERO,
        Optional.empty(),
        display,
        ticket,
        inbox::post,
        lastServed());
  }

  /** Whom the caller knows from an earlier call about the ticket; it goes without as well. */
  private Optional<OperatorId> lastServed() {
    try {
      return task().ticket().flatMap(parts.ports().tickets()::find).flatMap(Ticket::operator);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private Optional<Signal.OperatorAnswered> awaitOperator() throws InterruptedException {
    while (true) {
      Optional<Signal> signal = inbox.next(LONG);
      if (signal.isEmpty()) {
        return Optional.empty();
      }
      switch (signal.get()) {
        case Signal.OperatorAnswered answered -> {
          return Optional.of(answered);
        }
        case Signal.WaitingEnded _, Signal.EndRequested _ -> {
          return Optional.empty();
        }
        default -> CallbackRoom.decline(signal.get());
      }
    }
  }

  private void letLateOperatorGo() throws InterruptedException {
    Optional<Signal> late = inbox.next(Duration.ZERO);
    while (late.isPresent()) {
      if (late.get() instanceof Signal.OperatorAnswered answered) {
        room().callerLeft(task().call(), answered.offer(), EndCause.WITHDRAWN);
      }
      late = inbox.next(Duration.ZERO);
    }
  }

  /** Asked once more: the caller may have rung in while the operator's telephone rang. */
  private void ring(CallbackRoom room, Optional<Leg> operator) throws InterruptedException {
    if (parts.decide(callback, false) instanceof DiallingRule.Decision.Now) {
      stand = Stand.RINGING;
      new CallbackTry(parts, callback, inbox, room, operator).run();
    }
  }
}
