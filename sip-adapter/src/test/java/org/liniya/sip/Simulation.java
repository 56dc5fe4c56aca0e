package org.liniya.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.FrontDesk;
import org.liniya.port.OperatorLines;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.SimNet;
import org.liniya.sip.wire.SimTime;

/**
 * One seed's world: the endpoint on a bad network, callers and operators' telephones with whims, a
 * desk that rings, answers and hangs up when it likes. {@link #run} gives back what went wrong. For
 * one thread.
 */
final class Simulation {

  private static final int SERVER = 5060;
  private static final OperatorId OPERATOR = new OperatorId("1001");
  private static final long HORIZON_MS = Duration.ofHours(3).toMillis();

  /** A lost BYE is found by the silence probe; the slack is the way there and back. */
  private static final long LONGEST_MS =
      SipLimits.standard().unacknowledged().toMillis()
          + SipLimits.standard().unheard().toMillis()
          + SipLimits.standard().probeAgain().toMillis()
          + SipLimits.standard().probe().toMillis()
          + 10_000;

  /** What was signalled about one leg. */
  private final class Watched {
    private final String who;
    private final List<Signal> signals = new ArrayList<>();
    private OptionalLong endedAt = OptionalLong.empty();

    Watched(String who) {
      this.who = who;
    }

    void signalled(Signal signal) {
      net.note(who + ": " + signal.getClass().getSimpleName());
      if (endedAt.isPresent()) {
        faults.add(who + ": " + signal + " after LegEnded");
      }
      signals.add(signal);
      if (signal instanceof Signal.LegEnded) {
        endedAt = OptionalLong.of(time.millis());
      }
    }
  }

  private final Random random;
  private final SimTime time = new SimTime();
  private final SimNet net;
  private final SimTimers timers = new SimTimers(time);
  private final FakeStreams streams = new FakeStreams();
  private final Bench.Dialogs dialogs = new Bench.Dialogs();
  private final Bench.Registrations registrations = new Bench.Registrations();
  private final Admission admission;
  private final SipEndpoint endpoint;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Watched> arrivals = new java.util.LinkedHashMap<>();
  private final List<SimCaller> callers = new ArrayList<>();
  private final List<Watched> dialled = new ArrayList<>();

  Simulation(long seed) {
    random = new Random(seed);
    net = new SimNet(time, random);
    int telephones = 1 + random.nextInt(2);
    for (int i = 0; i < telephones; i++) {
      register(6001 + i);
    }
    admission = new Admission(AdmissionLimits.onlyCalls(100), time, random);
    endpoint =
        new SipEndpoint(
            new Machinery(
                net.place(SERVER),
                task -> time.after(0, task),
                task -> time.after(0, task),
                timers,
                () -> {}),
            new SipSettings(
                Bench.LOOPBACK,
                SERVER,
                "liniya",
                "sim",
                Map.of("hotline", "hotline"),
                List.of(new Trunk("loopback", List.of(AddressRange.parse("127.0.0.0/8")), true)),
                SipLimits.standard()),
            streams,
            this::arrived,
            new FakeOperatorDesk(),
            new OperatorLines() {
              @Override
              public void registered(OperatorId operator) {}

              @Override
              public void unregistered(OperatorId operator) {}
            },
            _ -> Optional.empty(),
            registrations,
            dialogs,
            (_, _) -> {},
            admission,
            time);
  }

  private void register(int port) {
    registrations.save(
        new Binding(
            OPERATOR,
            "sip:1001@127.0.0.1:" + port,
            "udp:127.0.0.1:" + port,
            Instant.EPOCH.plus(Duration.ofHours(1)),
            "registration",
            1,
            "sim"));
    new SimOperator(net, port, random);
  }

  // ---- the desk

  private FrontDesk.Accepted arrived(FrontDesk.Arrival arrival) {
    String leg = arrival.leg().id().toString();
    if (random.nextInt(30) == 0) {
      net.note("the desk breaks over " + leg);
      throw new IllegalStateException("planned");
    }
    Watched watched = new Watched(leg);
    arrivals.put(((SipLeg) arrival.leg()).callId(), watched);
    if (random.nextInt(4) > 0) {
      time.after(random.nextInt(2_000), arrival.leg()::ring);
    }
    if (random.nextInt(6) > 0) {
      time.after(random.nextInt(8_000), arrival.leg()::answer);
    }
    // The flow's own limit is the last to end a call.
    int life = random.nextInt(3) == 0 ? 600_000 : random.nextInt(60_000);
    time.after(
        life,
        () -> {
          net.note("the desk hangs up " + leg);
          arrival.leg().hangUp(EndCause.NORMAL);
        });
    return new FrontDesk.Accepted(FakeDesk.CALL, watched::signalled);
  }

  private void dial() {
    Watched operator = new Watched("operator's leg " + dialled.size());
    dialled.add(operator);
    List<Dialer.Result> results = new ArrayList<>();
    net.note("dials the operator");
    Dialer.Dialling dialling =
        endpoint.dial(
            new Dialer.Request(
                new Dialer.Destination.Operator(OPERATOR),
                CallId.create(Instant.EPOCH, random),
                Optional.empty(),
                "sim",
                Map.of(),
                operator::signalled),
            result -> dialled(operator, results, result));
    if (random.nextInt(3) == 0) {
      time.after(random.nextInt(25_000), dialling::cancel);
    }
    time.after(100_000, dialling::cancel);
    time.after(
        HORIZON_MS / 2,
        () -> {
          long last = results.stream().filter(r -> !(r instanceof Dialer.Result.Ringing)).count();
          if (last != 1 || results.size() > 2) {
            faults.add("dialling gave " + results);
          }
        });
  }

  private void dialled(Watched operator, List<Dialer.Result> results, Dialer.Result result) {
    net.note("dialling: " + result.getClass().getSimpleName());
    results.add(result);
    switch (result) {
      case Dialer.Result.Answered(var leg) ->
          time.after(random.nextInt(200_000), () -> leg.hangUp(EndCause.NORMAL));
      case Dialer.Result.Failed _ -> operator.endedAt = OptionalLong.of(time.millis());
      case Dialer.Result.Ringing _ -> {}
    }
  }

  // ---- the run

  /** Lives the seed to its end; gives back what is wrong, with the story. */
  Optional<String> run() {
    int calls = 1 + random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      SimCaller caller = new SimCaller(net, 7001 + i, SERVER, random);
      callers.add(caller);
      time.after(random.nextInt(5_000), caller::start);
    }
    if (random.nextBoolean()) {
      time.after(random.nextInt(10_000), this::dial);
    }
    if (!time.runUntil(HORIZON_MS)) {
      faults.add("something goes on for ever");
    }
    check();
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("\n", faults) + "\n" + net.story());
  }

  private void check() {
    arrivals.forEach(this::endedInTime);
    for (Watched operator : dialled) {
      if (operator.endedAt.isEmpty()) {
        faults.add(operator.who + " never ended");
      }
    }
    expect(endpoint.legs(), "legs in the book");
    expect(admission.count(), "places taken");
    expect(dialogs.all().size(), "dialogs stored");
    expect(timers.pending(), "timers pending");
    expect(endpoint.backlog(), "requests waiting");
    expect((int) streams.opened.stream().filter(s -> !s.closed).count(), "streams open");
  }

  private void endedInTime(String callId, Watched leg) {
    if (leg.endedAt.isEmpty()) {
      faults.add(leg.who + " never ended");
      return;
    }
    int port = Integer.parseInt(callId.substring(callId.indexOf('-') + 1));
    SimCaller caller = callers.get(port - 7001);
    if (caller.overAt().isEmpty()) {
      return; // the desk has hung up and its BYE was lost for good
    }
    long end = leg.endedAt.getAsLong();
    if (caller.byeAnsweredAt().isPresent() && end > caller.byeAnsweredAt().getAsLong()) {
      faults.add(leg.who + " outlived the answer to its BYE");
    }
    long late = end - caller.overAt().getAsLong();
    boolean answered = leg.signals.stream().anyMatch(Signal.LegAnswered.class::isInstance);
    // Who dies while it rings is not missed before the answer; on hold nobody expects sound.
    if (late > LONGEST_MS && answered && !caller.held()) {
      faults.add(leg.who + " was in call " + late + " ms after its telephone");
    }
  }

  private void expect(int left, String what) {
    if (left != 0) {
      faults.add(left + " " + what);
    }
  }
}
