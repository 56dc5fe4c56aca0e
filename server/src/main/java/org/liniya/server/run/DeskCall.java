package org.liniya.server.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Consultations;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.port.WaitingRoom;
import org.liniya.server.run.DeskInbox.Event;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call that an operator makes from their own telephone: to a colleague, or to a number outside.
 * Runs on its own virtual thread, top to bottom; only {@link #giveUp} and the far leg's signals
 * come from elsewhere.
 */
final class DeskCall {

  private static final Logger LOG = LoggerFactory.getLogger(DeskCall.class);

  static final String NO_EMERGENCY_CALLS = "no-emergency-calls";

  private static final Duration RINGING = Duration.ofSeconds(90);
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(40);
  private static final Duration SENTENCE = Duration.ofSeconds(30);

  /** As the whole call of a caller: a telephone left off the hook does not stay for ever. */
  private static final Duration LONGEST = Duration.ofHours(2);

  /** Why it ended, and for how long the two talked. */
  private record End(String reason, Duration talk) {
    static End of(EndCause cause) {
      return new End(cause.name().toLowerCase(Locale.ROOT).replace('_', '-'), Duration.ZERO);
    }
  }

  private final CallId id;
  private final Leg leg;
  private final OperatorId operator;
  private final Dialled dialled;
  private final DeskCalls.Ports ports;
  private final DeskInbox inbox;
  private final Handover handover;

  DeskCall(CallId id, OperatorDesk.Call call, DeskCalls.Ports ports, DeskInbox inbox) {
    this.id = id;
    this.leg = call.leg();
    this.operator = call.operator();
    this.dialled = call.dialled();
    this.ports = ports;
    this.inbox = inbox;
    this.handover = new Handover(inbox);
  }

  void run() {
    ports.journal().commitLater(id, ports.time().now(), started());
    End end = End.of(EndCause.FAULT);
    try {
      ports.waitingRoom().callingOut(operator, id);
      end = call();
    } catch (InterruptedException e) {
      LOG.atWarn().addKeyValue("call", id).log("an operator's call was stopped");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("call", id).setCause(e).log("an operator's call broke");
    } finally {
      leg.hangUp(EndCause.NORMAL);
      ports.waitingRoom().hungUp(operator, id);
      ports
          .journal()
          .commitLater(
              id,
              ports.time().now(),
              new JournalEvent.DeskCallEnded(end.reason(), end.talk().toMillis()));
      LOG.atInfo()
          .addKeyValue("call", id)
          .addKeyValue("operator", operator)
          .log("operator's call over: {}", end.reason());
    }
  }

  private JournalEvent.DeskCallStarted started() {
    return switch (dialled) {
      case Dialled.Colleague(OperatorId colleague) -> started("colleague", colleague.value());
      case Dialled.Outside(PhoneNumber number) -> started("outside", number.masked());
      case Dialled.Emergency(PhoneNumber number, var _) ->
          started("emergency", number.full().reveal());
      case Dialled.Group _, Dialled.Unknown _ -> started("nobody", "");
    };
  }

  private JournalEvent.DeskCallStarted started(String party, String to) {
    return new JournalEvent.DeskCallStarted(operator.value(), party, to);
  }

  private End call() throws InterruptedException {
    return switch (dialled) {
      case Dialled.Colleague(OperatorId colleague) -> colleague(colleague);
      case Dialled.Outside(PhoneNumber number) -> outside(number, DeskCall::refuse);
      case Dialled.Emergency(PhoneNumber number, boolean connected) ->
          connected ? outside(number, (call, _) -> call.sentence()) : sentence();
      case Dialled.Group _, Dialled.Unknown _ -> refuse(this, EndCause.UNREACHABLE);
    };
  }

  /** What is done when a number cannot be had. */
  private interface Failure {
    End happened(DeskCall call, EndCause cause) throws InterruptedException;
  }

  private static End refuse(DeskCall call, EndCause cause) {
    call.leg.hangUp(cause);
    return End.of(cause);
  }

  // ── a colleague ───────────────────────────────────────────────────────────────────────────────

  private End colleague(OperatorId colleague) throws InterruptedException {
    ports.waitingRoom().direct(request(), colleague);
    Duration until = ports.time().elapsed().plus(RINGING);
    while (true) {
      switch (inbox.take(until.minus(ports.time().elapsed()))) {
        case Event.Happened(Signal.DirectRinging _) -> leg.ring();
        case Event.Happened(Signal.OperatorAnswered(var offer, var who, Leg far)) -> {
          return connect(new FarParty.Colleague(far, new Consultations.Serving(offer, who)));
        }
        case Event.Happened(Signal.DirectFailed failed) -> {
          return refuse(this, failed.cause());
        }
        case Event.Happened(Signal signal) -> {
          Optional<EndCause> over = over(signal);
          if (over.isPresent()) {
            ports.waitingRoom().leaveDirect(id, colleague, "caller gone");
            return refuse(this, over.get());
          }
        }
        case Event.Nothing() -> {
          ports.waitingRoom().leaveDirect(id, colleague, "rung long enough");
          return refuse(this, EndCause.NO_ANSWER);
        }
        case Event.Dialled _, Event.TakenOver _ -> {}
      }
    }
  }

  private WaitingRoom.Request request() {
    return new WaitingRoom.Request(
        id,
        "",
        Language.RU,
        IdentityLevel.NONE,
        ports.time().now(),
        Duration.ZERO,
        Optional.of(leg),
        operator.value(),
        "",
        handover::ofFar);
  }

  // ── a number outside ──────────────────────────────────────────────────────────────────────────

  private End outside(PhoneNumber number, Failure failure) throws InterruptedException {
    Dialer.Dialling dialling =
        ports
            .dialer()
            .dial(
                new Dialer.Request(
                    new Dialer.Destination.Outside(number),
                    id,
                    Optional.of(leg),
                    "",
                    Map.of(),
                    handover::ofFar),
                result -> inbox.post(new Event.Dialled(result)));
    Optional<EndCause> givenUp = Optional.empty();
    Duration until = ports.time().elapsed().plus(RINGING);
    while (true) {
      Duration wait = givenUp.isPresent() ? ACKNOWLEDGED : until.minus(ports.time().elapsed());
      switch (inbox.take(wait)) {
        case Event.Dialled(Dialer.Result.Ringing()) -> leg.ring();
        case Event.Dialled(Dialer.Result.Answered(Leg far)) -> {
          if (givenUp.isEmpty()) {
            return connect(new FarParty.Outside(far));
          }
          far.hangUp(EndCause.NORMAL);
          return refuse(this, givenUp.get());
        }
        case Event.Dialled(Dialer.Result.Failed(EndCause cause)) -> {
          return givenUp.isPresent() ? refuse(this, givenUp.get()) : failure.happened(this, cause);
        }
        case Event.Happened(Signal signal) -> {
          Optional<EndCause> over = over(signal);
          if (over.isPresent() && givenUp.isEmpty()) {
            givenUp = over;
            dialling.cancel(); // Failed follows, or an answer that was quicker
          }
        }
        case Event.Nothing() -> {
          if (givenUp.isPresent()) {
            return refuse(this, givenUp.get());
          }
          givenUp = Optional.of(EndCause.NO_ANSWER);
          dialling.cancel();
        }
        case Event.TakenOver _ -> {}
      }
    }
  }

  // ── the talk ──────────────────────────────────────────────────────────────────────────────────

  private End connect(FarParty far) throws InterruptedException {
    leg.answer();
    Duration until = ports.time().elapsed().plus(ACKNOWLEDGED);
    while (true) {
      switch (inbox.take(until.minus(ports.time().elapsed()))) {
        case Event.Happened(Signal.LegAnswered _) -> {
          return talk(far);
        }
        case Event.Happened(Signal signal) -> {
          Optional<EndCause> over = over(signal).or(() -> far.left(signal));
          if (over.isPresent()) {
            release(far, over.get());
            return End.of(over.get());
          }
        }
        case Event.Nothing() -> {
          release(far, EndCause.LOST);
          return End.of(EndCause.LOST);
        }
        case Event.Dialled _, Event.TakenOver _ -> {}
      }
    }
  }

  private End talk(FarParty far) throws InterruptedException {
    Duration began = ports.time().elapsed();
    handover.talk(leg, far);
    if (far instanceof FarParty.Colleague(Leg _, Consultations.Serving serving)) {
      ports.waitingRoom().bridged(id, serving.offer());
    }
    Optional<EndCause> over = Optional.empty();
    while (over.isEmpty() && !handover.given()) {
      over =
          switch (inbox.take(began.plus(LONGEST).minus(ports.time().elapsed()))) {
            case Event.Happened(Signal signal) -> {
              Optional<EndCause> why = over(signal).or(() -> far.left(signal));
              why.ifPresent(_ -> handover.passOn(far, signal));
              yield why;
            }
            case Event.Nothing() -> Optional.of(EndCause.NO_ANSWER);
            case Event.Dialled _, Event.TakenOver _ -> Optional.empty();
          };
    }
    Duration talk = ports.time().elapsed().minus(began);
    if (!handover.finish()) {
      inbox.rest().forEach(signal -> handover.passOn(far, signal));
      return new End("passed-on", talk);
    }
    release(far, over.orElse(EndCause.NORMAL));
    return new End(End.of(over.orElse(EndCause.NORMAL)).reason(), talk);
  }

  /** Whether the operator's own side is over, and why. */
  private Optional<EndCause> over(Signal signal) {
    return switch (signal) {
      case Signal.LegEnded ended when ended.leg().equals(leg.id()) -> Optional.of(ended.cause());
      case Signal.EndRequested wanted -> Optional.of(wanted.cause());
      case Signal.TransferAsked asked -> {
        // What an operator passes on is the call of a caller, and is asked for on that leg.
        asked.transfer().failed(EndCause.DECLINED);
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private void release(FarParty far, EndCause cause) {
    switch (far) {
      case FarParty.Colleague(Leg _, Consultations.Serving serving) ->
          ports.waitingRoom().callerLeft(id, serving.offer(), cause);
      case FarParty.Outside(Leg outside) -> outside.hangUp(EndCause.NORMAL);
    }
  }

  /** A transfer wants the far party; empty when there is none (any more). From any thread. */
  Optional<Consultations.Taken> giveUp(Consumer<Signal> signals) {
    return handover.giveUp(signals);
  }

  // ── no trunk for emergency numbers ────────────────────────────────────────────────────────────

  /** Says in every language of the line what to do instead. */
  private End sentence() throws InterruptedException {
    leg.answer();
    Duration until = ports.time().elapsed().plus(SENTENCE);
    while (true) {
      switch (inbox.take(until.minus(ports.time().elapsed()))) {
        case Event.Happened(Signal.LegAnswered _) -> leg.play(noEmergencyCalls());
        case Event.Happened(Signal.PlayingEnded _) -> {
          return new End("no-trunk", Duration.ZERO);
        }
        case Event.Happened(Signal signal) -> {
          if (over(signal).isPresent()) {
            return new End("no-trunk", Duration.ZERO);
          }
        }
        case Event.Nothing() -> {
          return new End("no-trunk", Duration.ZERO);
        }
        case Event.Dialled _, Event.TakenOver _ -> {}
      }
    }
  }

  private Utterance noEmergencyCalls() {
    List<Clip> clips =
        ports.prompts().languages().stream()
            .sorted(Comparator.comparing(Language::tag).reversed()) // Russian before English
            .<Clip>map(language -> new Clip.Prompt(language, NO_EMERGENCY_CALLS))
            .collect(Collectors.toList());
    return new Utterance(clips);
  }
}
