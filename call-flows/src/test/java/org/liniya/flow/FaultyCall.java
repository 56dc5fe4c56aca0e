package org.liniya.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.StepEntered;
import org.liniya.call.JournalEvent.StepFailed;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.flow.call.Ports;
import org.liniya.identity.Identity;
import org.liniya.port.Journal;
import org.liniya.port.WaitingRoom.Request;
import org.liniya.ticket.CheckDigit;

/**
 * One call in which something breaks, with an operator who answers after three seconds and talks
 * for ten. In virtual time, on the test's thread.
 */
final class FaultyCall {

  /** Of the right form, and never given. */
  private static final String UNKNOWN = "5555555" + CheckDigit.of("5555555");

  private static final Duration TICK = Duration.ofMillis(100);

  final Scenario scenario = new Scenario();
  final Set<String> steps = new LinkedHashSet<>();
  private final Flow flow;
  private final Caller caller;
  private final Optional<Break> breaks;
  private Duration quiet = Duration.ZERO;
  private Duration longestQuiet = Duration.ZERO;
  private boolean broken;
  private int talks;
  private int failedBeforeTalk;
  private int offers;

  /** What breaks, from which step on, and whether it is well again when that step is over. */
  record Break(Fault fault, String step, boolean onlyThere) {
    @Override
    public String toString() {
      return fault + (onlyThere ? " only in " : " from ") + step + (onlyThere ? "" : " on");
    }
  }

  FaultyCall(Flow flow, Caller caller, Optional<Break> breaks) {
    this.flow = flow;
    this.caller = caller;
    this.breaks = breaks;
  }

  FlowRunner.Ended run() {
    String earlier = earlierTicket();
    scenario.leg.onHeard(heard -> heard(heard.name(), earlier));
    scenario.room.onEnter(this::entered);
    caller.meets(scenario);
    if (caller.unluckyBefore()) {
      scenario.tickets.failing(true);
    }
    scenario.inbox.after(TICK, this::listen);
    return scenario.run(flow, this::ports);
  }

  private Ports ports(Ports real) {
    return new Ports(
        real.tickets(),
        real.ticketDesk(),
        new Watched(real.journal()),
        real.calls(),
        real.callbacks(),
        real.retries(),
        real.waitingRoom(),
        real.estimates(),
        real.dialer(),
        real.consultations(),
        real.prompts(),
        real.recordings(),
        real.calendars(),
        real.services(),
        real.verification(),
        real.recognizer(),
        real.time());
  }

  private String earlierTicket() {
    CallId before = CallId.create(scenario.time.now(), new Random(2));
    return scenario
        .tickets
        .open(before, "payment", Identity.NONE, Language.RU, scenario.time.now())
        .digits();
  }

  private void heard(String prompt, String earlier) {
    Duration speaks = caller.speaksAfter(prompt);
    if (speaks.isPositive()) {
      scenario.inbox.after(Duration.ofMillis(500), () -> scenario.leg.speaks(speaks));
    }
    press(caller.keysAfter(prompt), earlier);
  }

  private void press(String keys, String earlier) {
    String all =
        keys.replace("EARLIER", earlier).replace("UNKNOWN", UNKNOWN).replace("CODE", sentCode());
    for (int i = 0; i < all.length(); i++) {
      Key key = new Key(all.charAt(i));
      scenario.inbox.after(Duration.ofMillis(50L + 200L * i), () -> scenario.leg.presses(key));
    }
  }

  private String sentCode() {
    return scenario.messages.taken().isEmpty()
        ? ""
        : scenario.messages.taken().getLast().code().reveal();
  }

  private void entered(Request request) {
    String offer = "o" + ++offers;
    if (caller.atTheQueue() == Caller.AtTheQueue.FULL) {
      tell(request, Duration.ZERO, new Signal.WaitingEnded(Signal.WaitingEnded.Reason.FULL));
    }
    if (caller.atTheQueue() != Caller.AtTheQueue.AN_OPERATOR) {
      return;
    }
    OperatorId operator = new OperatorId("1001");
    tell(
        request,
        Duration.ofSeconds(3),
        new Signal.OperatorAnswered(new OfferId(offer), operator, scenario.operatorLeg));
    tell(
        request,
        Duration.ofSeconds(13),
        new Signal.OperatorLeft(new OfferId(offer), operator, EndCause.NORMAL));
  }

  private void tell(Request request, Duration after, Signal signal) {
    scenario.inbox.after(after, () -> scenario.room.tell(request.call(), signal));
  }

  /** Every tenth of a second: does the caller hear anything? */
  private void listen() {
    boolean silent = scenario.leg.ended().isEmpty() && !scenario.leg.hearsSomething();
    quiet = silent ? quiet.plus(TICK) : Duration.ZERO;
    longestQuiet = quiet.compareTo(longestQuiet) > 0 ? quiet : longestQuiet;
    talks += talks == 0 && scenario.leg.peer().isPresent() ? 1 : 0;
    scenario.inbox.after(TICK, this::listen);
  }

  private void entered(String step) {
    steps.add(step);
    if (caller.unluckyBefore() && step.equals("trouble") && !broken) {
      scenario.tickets.failing(false);
    }
    breaks.ifPresent(
        b -> {
          if (!broken && step.equals(b.step())) {
            broken = true;
            b.fault().turn(scenario, true);
          } else if (broken && b.onlyThere() && !step.equals(b.step())) {
            b.fault().turn(scenario, false);
          }
        });
  }

  private void failed() {
    failedBeforeTalk += talks == 0 ? 1 : 0;
    breaks.filter(b -> broken && b.onlyThere()).ifPresent(b -> b.fault().turn(scenario, false));
  }

  boolean reachedAnOperator() {
    return talks > 0;
  }

  /** The steps that broke before anyone had been reached. */
  int failedBeforeTalk() {
    return failedBeforeTalk;
  }

  Duration longestQuiet() {
    return longestQuiet;
  }

  List<String> heard() {
    return scenario.leg.heardNames();
  }

  /** The endings that were written down; one for the whole call, unless the journal is away. */
  List<Ending> endings() {
    return scenario.events(JournalEvent.CallEnded.class).stream()
        .map(JournalEvent.CallEnded::ending)
        .toList();
  }

  /** A journal that tells which step is entered, whether or not that can be written down. */
  private final class Watched implements Journal {
    private final Journal real;

    Watched(Journal real) {
      this.real = real;
    }

    @Override
    public void commit(CallId call, Instant at, JournalEvent.Durable event) {
      real.commit(call, at, event);
    }

    @Override
    public void commitLater(CallId call, Instant at, JournalEvent.Durable event) {
      real.commitLater(call, at, event);
    }

    @Override
    public void mention(CallId call, Instant at, JournalEvent.Fleeting event) {
      real.mention(call, at, event);
    }

    @Override
    public void note(CallId call, Instant at, JournalEvent.Batched event) {
      real.note(call, at, event);
      if (event instanceof StepEntered entered) {
        FaultyCall.this.entered(entered.step());
      } else if (event instanceof StepFailed fault && !fault.step().isEmpty()) {
        failed();
      }
    }

    @Override
    public List<Entry> read(CallId call) {
      return real.read(call);
    }
  }
}
