package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Signal;
import org.liniya.callback.DiallingRule;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowRunner;
import org.liniya.flow.call.Arrival;
import org.liniya.flow.call.Ports;
import org.liniya.flow.call.Returned;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.Task;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.StoreException;
import org.liniya.recovery.CallbackRule;
import org.liniya.recovery.FaultPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try to reach the caller of a callback, and the call that it becomes. The try is in the store
 * before the telephone rings, so that a crash makes none twice. Runs on the attempt's thread.
 */
final class CallbackTry {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackTry.class);

  /** The dialler owes the last word of a cancelled attempt within this time. */
  private static final Duration LAST_WORD = Duration.ofSeconds(40);

  /** Instead of a called number, in the call's row. */
  private static final String CALLED = CallbackRule.CALLED_BACK;

  private final CallbackParts parts;
  private final Standing callback;
  private final BlockingInbox inbox;
  private final CallbackRoom room;
  private final Optional<Leg> operator;
  private final Ports ports;
  private final BlockingInbox callers = new BlockingInbox();

  /** What came of dialling. */
  private sealed interface Reached {
    record Answered(Leg leg) implements Reached {}

    record Missed(String reason) implements Reached {}
  }

  /**
   * @param inbox the operator's signals come here, and the dialler's
   * @param room where the caller will find the operator
   * @param operator who waits already
   */
  CallbackTry(
      CallbackParts parts,
      Standing callback,
      BlockingInbox inbox,
      CallbackRoom room,
      Optional<Leg> operator) {
    this.parts = parts;
    this.callback = callback;
    this.inbox = inbox;
    this.room = room;
    this.operator = operator;
    this.ports = parts.ports();
  }

  /** What callers hear; empty when a reload has taken it away. */
  static Optional<Flow> flow(CallbackParts parts) {
    return Optional.ofNullable(parts.editions().current().line().flows().get(parts.plan().flow()));
  }

  private Task task() {
    return callback.task();
  }

  private int attempt() {
    return callback.tries() + 1;
  }

  void run() throws InterruptedException {
    Optional<Flow> flow = flow(parts);
    CallId call = CallId.create(parts.now(), parts.random());
    if (flow.isEmpty() || !parts.active().add(call, callers)) {
      return;
    }
    try {
      Instant now = parts.now();
      Instant day = DiallingRule.dayBegan(parts.hours(), now);
      if (ports.callbacks().begin(task(), callback.tries(), now, parts.plan().aDay(), day)) {
        FaultPoint.CALLBACK_BEGUN.pass();
        begun(call, flow.get());
      }
    } finally {
      parts.active().remove(call);
    }
  }

  private void begun(CallId call, Flow flow) throws InterruptedException {
    commit(new JournalEvent.CallbackDialled(attempt(), call.toString()));
    LOG.atInfo()
        .addKeyValue("call", task().call())
        .addKeyValue("attempt", attempt())
        .log("calling back {}", task().number().masked());
    switch (dial(call)) {
      case Reached.Answered(Leg leg) -> {
        FaultPoint.CALLBACK_ANSWERED.pass();
        serve(call, flow, leg);
      }
      case Reached.Missed(String reason) -> missed(reason);
    }
  }

  private void missed(String reason) {
    parts.count(reason);
    Instant next = parts.now().plus(parts.plan().spacing());
    stored(() -> ports.callbacks().missed(task().call(), next));
    commit(new JournalEvent.CallbackMissed(attempt(), reason));
  }

  // ---- dialling

  private Reached dial(CallId call) throws InterruptedException {
    Dialer.Dialling dialling =
        ports
            .dialer()
            .dial(
                new Dialer.Request(
                    new Dialer.Destination.Outside(task().number()),
                    call,
                    operator,
                    "",
                    Map.of(),
                    callers::post),
                this::post);
    Duration ends = elapsed().plus(parts.plan().ringing());
    while (true) {
      Optional<Signal> signal = inbox.next(ends.minus(elapsed()));
      switch (signal.orElse(new Signal.EndRequested(EndCause.NO_ANSWER))) {
        case Signal.Outside(long _, Signal.Outside.Answered(Leg leg)) -> {
          return new Reached.Answered(leg);
        }
        case Signal.Outside(long _, Signal.Outside.Failed(EndCause cause)) -> {
          return new Reached.Missed(CallbackParts.word(cause));
        }
        case Signal.OperatorLeft _ -> {
          return giveUp(dialling, "operator hung up");
        }
        case Signal.EndRequested(EndCause cause) -> {
          return giveUp(dialling, CallbackParts.word(cause));
        }
        case Signal other -> CallbackRoom.decline(other);
      }
    }
  }

  /** An answer may have been quicker than the end. */
  private Reached giveUp(Dialer.Dialling dialling, String reason) throws InterruptedException {
    dialling.cancel();
    Duration ends = elapsed().plus(LAST_WORD);
    while (true) {
      Optional<Signal> signal = inbox.next(ends.minus(elapsed()));
      if (signal.isEmpty()
          || signal.get() instanceof Signal.Outside(long _, Signal.Outside.Failed _)) {
        return new Reached.Missed(reason);
      }
      if (signal.get() instanceof Signal.Outside(long _, Signal.Outside.Answered(Leg leg))) {
        return new Reached.Answered(leg);
      }
      CallbackRoom.decline(signal.get());
    }
  }

  private void post(Dialer.Result result) {
    Signal.Outside.News news =
        switch (result) {
          case Dialer.Result.Ringing _ -> new Signal.Outside.Ringing();
          case Dialer.Result.Answered(Leg leg) -> new Signal.Outside.Answered(leg);
          case Dialer.Result.Failed(EndCause cause) -> new Signal.Outside.Failed(cause);
        };
    inbox.post(new Signal.Outside(attempt(), news));
  }

  private Duration elapsed() {
    return ports.time().elapsed();
  }

  // ---- the call

  /** The number is only claimed: it is ours to know, and no call in of that number. */
  private void serve(CallId call, Flow flow, Leg leg) {
    Instant now = parts.now();
    Edition edition = parts.editions().current();
    CallerNumber number = new CallerNumber.Claimed(task().number());
    try {
      parts.count("reached");
      // until the callback is over, a crash leaves it owed; from then on it leaves the call so
      stored(() -> began(call, number, flow, now));
      stored(() -> ports.callbacks().close(task().call(), "reached", now));
      commit(new JournalEvent.CallbackReached(attempt(), call.toString()));
      ports
          .journal()
          .commitLater(
              call,
              now,
              new JournalEvent.CalledBack(
                  task().number().masked(),
                  task().call().toString(),
                  attempt(),
                  flow.name(),
                  flow.version()));
      FlowRunner runner =
          new FlowRunner(
              flow,
              parts.portsOf().apply(edition).with(room),
              parts.limits(),
              Settings.lastResort(edition.line().configuration().skillGroups()),
              new Arrival(call, number, CALLED, now),
              leg,
              callers);
      runner.resume(
          new Returned(task().language(), task().ticket(), parts.group(task()), task().rank()));
      runner.run();
    } finally {
      ports.waitingRoom().leave(call, "call over");
      leg.hangUp(EndCause.NORMAL);
    }
  }

  /** All that a start after a crash must know of the call to owe its caller another callback. */
  private void began(CallId call, CallerNumber number, Flow flow, Instant now) {
    ports.calls().arrived(call, number, CALLED, flow.name(), flow.version(), now);
    ports.calls().answered(call, now);
    ports.calls().languageChosen(call, task().language());
    ports.calls().queued(call, parts.group(task()), task().rank());
    task().ticket().ifPresent(ticket -> ports.tickets().link(ticket, call, now));
  }

  private void commit(JournalEvent.Durable event) {
    Instant now = parts.now();
    try {
      ports.journal().commit(task().call(), now, event);
    } catch (StoreException e) {
      ports.journal().commitLater(task().call(), now, event);
    }
  }

  /** Now, or as soon as the store is there again. */
  private void stored(Runnable storing) {
    try {
      storing.run();
    } catch (StoreException e) {
      LOG.atError().addKeyValue("call", task().call()).log("not stored yet: {}", e.getMessage());
      ports.retries().keep(task().call(), storing);
    }
  }
}
