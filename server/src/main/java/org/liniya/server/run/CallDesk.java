package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.liniya.call.CallId;
import org.liniya.call.Diversion;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Signal;
import org.liniya.flow.Answering;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowRunner;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.port.FrontDesk;
import org.liniya.port.StoreException;
import org.liniya.recovery.FaultPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every call that a front end brings and gives it its identifier, its inbox and its own
 * virtual thread, on which the flow then runs. {@link #arrived} is called on a front end's thread
 * and returns at once.
 */
final class CallDesk implements FrontDesk {

  private static final Logger LOG = LoggerFactory.getLogger(CallDesk.class);

  /**
   * After our 200 a telephone has this long to acknowledge; the front end gives up sooner (RFC 3261
   * section 13.3.1.4).
   */
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(40);

  private final Editions editions;
  private final Function<Edition, Ports> portsOf;
  private final Ports ports;
  private final Limits limits;
  private final ActiveCalls active;
  private final RandomGenerator random;

  /**
   * @param editions those that calls get
   * @param portsOf what the flows of an edition need from outside
   */
  CallDesk(
      Editions editions,
      Function<Edition, Ports> portsOf,
      Limits limits,
      ActiveCalls active,
      RandomGenerator random) {
    this.editions = editions;
    this.portsOf = portsOf;
    this.ports = portsOf.apply(editions.current());
    this.limits = limits;
    this.active = active;
    this.random = random;
  }

  @Override
  public Accepted arrived(Arrival arrival) {
    Instant at = ports.time().now();
    CallId call = CallId.create(at, random);
    Optional<Edition> edition = editions.having(arrival.flow());
    BlockingInbox inbox = new BlockingInbox();
    if (edition.isEmpty() || !active.add(call, inbox)) {
      LOG.atWarn()
          .addKeyValue("call", call)
          .log(
              "refused: {}",
              edition.isEmpty()
                  ? "no flow " + arrival.flow()
                  : active.draining() ? "the line is draining" : "too many calls at once");
      Thread.startVirtualThread(() -> arrival.leg().hangUp(EndCause.UNAVAILABLE));
      return new Accepted(call, _ -> {});
    }
    Thread.ofVirtual()
        .name("call-" + call)
        .start(() -> serve(new Caller(call, at, arrival, edition.get(), inbox)));
    return new Accepted(call, inbox::post);
  }

  /** One call as it came in. */
  private record Caller(
      CallId call, Instant at, Arrival arrival, Edition edition, BlockingInbox inbox) {

    Flow flow() {
      return Objects.requireNonNull(edition.line().flows().get(arrival.flow()), "no such flow");
    }
  }

  private void serve(Caller caller) {
    try {
      accept(caller);
      if (answer(caller)) {
        FlowRunner.Ended ended = run(caller);
        LOG.atInfo()
            .addKeyValue("call", caller.call())
            .addKeyValue("ending", ended.ending().word())
            .log("call over: {}", ended.reason());
      } else {
        closeUnanswered(caller);
      }
    } catch (InterruptedException e) {
      LOG.atWarn().addKeyValue("call", caller.call()).log("stopped before the answer");
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", caller.call())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a call broke outside its flow");
    } finally {
      ports.waitingRoom().leave(caller.call(), "call over");
      caller.arrival().leg().hangUp(EndCause.NORMAL);
      active.remove(caller.call());
    }
  }

  /**
   * Committed before the caller can notice; with the database away the call is taken all the same.
   */
  private void accept(Caller caller) {
    Arrival arrival = caller.arrival();
    LOG.atInfo()
        .addKeyValue("call", caller.call())
        .addKeyValue("leg", arrival.leg().id())
        .log("call from {} to {}", arrival.from().masked(), arrival.called());
    boolean stored =
        stored(
            caller,
            () ->
                ports
                    .calls()
                    .arrived(
                        caller.call(),
                        arrival.from(),
                        arrival.called(),
                        caller.flow().name(),
                        caller.flow().version(),
                        caller.at()));
    JournalEvent.CallArrived event =
        new JournalEvent.CallArrived(
            arrival.from().masked(),
            arrival.from().trust(),
            arrival.called(),
            arrival.trunk(),
            caller.flow().name(),
            caller.flow().version());
    if (stored) {
      journal(caller, caller.at(), event);
    } else {
      // the caller has waited once, and is not made to wait again
      ports.journal().commitLater(caller.call(), caller.at(), event);
    }
    FaultPoint.CALL_ARRIVED.pass();
    ports
        .journal()
        .note(
            caller.call(),
            caller.at(),
            new JournalEvent.EditionGiven(
                caller.edition().id(), caller.edition().since().toString()));
    for (Diversion diversion : arrival.diverted()) {
      ports
          .journal()
          .note(
              caller.call(),
              caller.at(),
              new JournalEvent.CallDiverted(
                  diversion.from().masked(), diversion.from().trust(), diversion.reason()));
    }
  }

  /** Takes the call as the flow says; false when the caller is gone by then. */
  private boolean answer(Caller caller) throws InterruptedException {
    return switch (caller.flow().answer()) {
      case Answering.After(Duration ringing) -> answerAfter(caller, ringing);
      case Answering.EarlyMedia _ -> speakUnanswered(caller);
    };
  }

  private boolean answerAfter(Caller caller, Duration ringing) throws InterruptedException {
    if (ringing.isPositive()) {
      caller.arrival().leg().ring();
      if (!stays(caller, ringing)) {
        return false;
      }
    }
    caller.arrival().leg().answer();
    if (!comes(caller, Signal.LegAnswered.class)) {
      return false;
    }
    Instant now = ports.time().now();
    stored(caller, () -> ports.calls().answered(caller.call(), now));
    ports.journal().note(caller.call(), now, new JournalEvent.CallAnswered());
    return true;
  }

  private boolean speakUnanswered(Caller caller) throws InterruptedException {
    caller.arrival().leg().progress();
    if (!comes(caller, Signal.LegProgressing.class)) {
      return false;
    }
    ports.journal().note(caller.call(), ports.time().now(), new JournalEvent.CallProgressed());
    return true;
  }

  private boolean stays(Caller caller, Duration wait) throws InterruptedException {
    Duration end = ports.time().elapsed().plus(wait);
    while (true) {
      Optional<Signal> signal = caller.inbox().next(end.minus(ports.time().elapsed()));
      if (signal.isEmpty()) {
        return true;
      }
      if (over(signal.get())) {
        return false;
      }
    }
  }

  private boolean comes(Caller caller, Class<? extends Signal> wanted) throws InterruptedException {
    Duration end = ports.time().elapsed().plus(ACKNOWLEDGED);
    while (true) {
      Optional<Signal> signal = caller.inbox().next(end.minus(ports.time().elapsed()));
      if (signal.isEmpty() || over(signal.get())) {
        return false;
      }
      if (wanted.isInstance(signal.get())) {
        return true;
      }
    }
  }

  private static boolean over(Signal signal) {
    return signal instanceof Signal.LegEnded || signal instanceof Signal.EndRequested;
  }

  private FlowRunner.Ended run(Caller caller) {
    Arrival arrival = caller.arrival();
    return new FlowRunner(
            caller.flow(),
            portsOf.apply(caller.edition()),
            limits,
            Settings.lastResort(caller.edition().line().configuration().skillGroups()),
            new org.liniya.flow.call.Arrival(
                caller.call(), arrival.from(), arrival.called(), caller.at()),
            arrival.leg(),
            caller.inbox())
        .run();
  }

  private void closeUnanswered(Caller caller) {
    Instant now = ports.time().now();
    journal(caller, now, new JournalEvent.CallEnded(Ending.REJECTED, "not connected"));
    stored(caller, () -> ports.calls().ended(caller.call(), Ending.REJECTED, now));
  }

  /** Commits, or lets the journal have it as soon as it can. */
  private void journal(Caller caller, Instant at, JournalEvent.Durable event) {
    try {
      ports.journal().commit(caller.call(), at, event);
    } catch (StoreException e) {
      LOG.atError().addKeyValue("call", caller.call()).log("not stored yet: {}", e.getMessage());
      ports.journal().commitLater(caller.call(), at, event);
    }
  }

  /** Stores now, which is told, or later. */
  private boolean stored(Caller caller, Runnable storing) {
    try {
      storing.run();
      return true;
    } catch (StoreException e) {
      LOG.atError().addKeyValue("call", caller.call()).log("not stored yet: {}", e.getMessage());
      ports.retries().keep(caller.call(), storing);
      return false;
    }
  }
}
