package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.acd.OperatorProfile;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.flow.call.Ports;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.CallStore;
import org.liniya.port.Consultations;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.Leg;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.port.Transfer;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeLeg;

/**
 * A caller is passed on in every way while, once, each call of a port that this touches throws,
 * with the real ACD: the caller is never in silence and never dropped, the asking telephone hears
 * one end, and afterwards no leg is up and no operator is held.
 */
class TransferFaultsTest {

  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final OperatorId CLARA = new OperatorId("1003");
  private static final CallId OWN = new CallId(new UUID(7, 7));
  private static final Duration TICK = Duration.ofMillis(100);

  /** After a fault the hotline tells the ticket's number again, and waits so long for a key. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final Duration RINGING = Duration.ofSeconds(2);

  /** Whereto the caller is passed on. */
  enum Way {
    OPERATOR,
    GROUP,
    OUTSIDE,
    CONSULTED_COLLEAGUE,
    CONSULTED_OUTSIDE
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Way.values())
        .flatMap(
            way ->
                IntStream.range(-1, new Story(way, new Breaker(-1, Breaker.When.BEFORE)).run())
                    .boxed()
                    .flatMap(
                        call ->
                            Arrays.stream(Breaker.When.values())
                                .map(when -> Arguments.of(way, call, when))));
  }

  @ParameterizedTest(name = "{0}: call {1} throws {2}")
  @MethodSource("matrix")
  void nobodyIsLostAndNothingIsLeft(Way way, int call, Breaker.When when) {
    Breaker breaker = new Breaker(call, when);
    Story story = new Story(way, breaker);
    story.run();

    String which = "with " + breaker.broken() + " broken; told " + story.told;
    assertThat(breaker.broken().isPresent()).isEqualTo(call >= 0);
    assertThat(story.droppedEarly).as("dropped " + which).isFalse();
    assertThat(story.longestQuiet).as("silence " + which).isLessThanOrEqualTo(QUIET);
    if (breaker.broken().filter(port -> port.startsWith("Transfer.")).isEmpty()) {
      assertThat(story.told.stream().filter(word -> !word.equals("ringing"))).as(which).hasSize(1);
    }
    assertThat(story.acd.legsUp()).as("operators' legs " + which).isEmpty();
    assertThat(!story.outsideAnswered || story.outside.ended().isPresent())
        .as("the leg outside is over, " + which)
        .isTrue();
    assertThat(story.acd.states().values()).as(which).containsOnly("ready");
    if (call < 0) {
      assertThat(story.told).last().isEqualTo("done");
    }
  }

  /** One call: Anna answers and passes the caller on; half a minute later the caller hangs up. */
  private static final class Story {
    private final Scenario scenario = new Scenario();
    private final SmallAcd acd =
        new SmallAcd(
            scenario,
            List.of(
                new OperatorProfile(ANNA, "Anna", Set.of("access", "other"), Set.of(), true),
                new OperatorProfile(BORIS, "Boris", Set.of("nothing"), Set.of(), true),
                new OperatorProfile(CLARA, "Clara", Set.of("payment"), Set.of(), true)));
    private final FakeLeg outside =
        new FakeLeg("outside", scenario.inbox, scenario.time, scenario.prompts);
    private final List<String> told = new ArrayList<>();
    private final Way way;
    private final Breaker breaker;
    private boolean outsideAnswered;
    private boolean listening;
    private boolean droppedEarly;
    private Duration quiet = Duration.ZERO;
    private Duration longestQuiet = Duration.ZERO;
    private Consumer<Signal> ofConsulted = _ -> {};
    private Optional<Signal.OperatorAnswered> colleague = Optional.empty();

    Story(Way way, Breaker breaker) {
      this.way = way;
      this.breaker = breaker;
    }

    /** How many calls of ports there were from the wish on. */
    int run() {
      scenario.aroundLeg = leg -> breaker.around(Leg.class, leg);
      scenario.dialer.onDial(attempt -> scenario.inbox.after(RINGING, () -> answer(attempt)));
      scenario.inbox.after(TICK, this::listen);
      scenario
          .toQueue()
          .waits(Duration.ofSeconds(8))
          .then(_ -> consult())
          .waits(Duration.ofSeconds(5))
          .then(_ -> wish())
          .waits(Duration.ofSeconds(10))
          .then(_ -> wellAgain())
          .waits(Duration.ofSeconds(30))
          .then(_ -> lookAtTheEnd())
          .hangsUp()
          .run(Config.hotline(), this::ports);
      acd.leave(scenario.call, "call over"); // as the desk says at the end of every call
      passTime(Duration.ofMinutes(1));
      return breaker.calls();
    }

    private void passTime(Duration span) {
      try {
        Duration until = scenario.time.elapsed().plus(span);
        while (scenario.time.elapsed().compareTo(until) < 0) {
          scenario.inbox.next(until.minus(scenario.time.elapsed()));
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private Ports ports(Ports real) {
      return new Ports(
          breaker.around(TicketStore.class, real.tickets()),
          breaker.around(TicketDesk.class, real.ticketDesk()),
          breaker.around(Journal.class, real.journal()),
          breaker.around(CallStore.class, real.calls()),
          real.callbacks(),
          real.retries(),
          breaker.around(WaitingRoom.class, acd),
          real.estimates(),
          breaker.around(Dialer.class, real.dialer()),
          breaker.around(Consultations.class, this::take),
          real.prompts(),
          real.recordings(),
          real.calendars(),
          real.services(),
          real.verification(),
          real.recognizer(),
          real.time());
    }

    private void answer(FakeDialer.Attempt attempt) {
      outsideAnswered = true;
      attempt.result(new Dialer.Result.Answered(outside));
    }

    /** Before the wish: Anna talks with Boris, or with the number outside, on another line. */
    private void consult() {
      switch (way) {
        case CONSULTED_COLLEAGUE -> {
          acd.callingOut(ANNA, OWN);
          acd.direct(own(), BORIS);
        }
        case CONSULTED_OUTSIDE -> {
          acd.callingOut(ANNA, OWN);
          outsideAnswered = true;
        }
        case OPERATOR, GROUP, OUTSIDE -> {}
      }
    }

    private WaitingRoom.Request own() {
      return new WaitingRoom.Request(
          OWN,
          "",
          Language.RU,
          IdentityLevel.NONE,
          scenario.time.now(),
          Duration.ZERO,
          Optional.empty(),
          "",
          "",
          this::ofOwn);
    }

    private void ofOwn(Signal signal) {
      if (signal instanceof Signal.OperatorAnswered answered) {
        colleague = Optional.of(answered);
        acd.bridged(OWN, answered.offer());
      } else {
        ofConsulted.accept(signal);
      }
    }

    /** Afterwards the consultation ends quietly. */
    private Optional<Consultations.Taken> take(LegId leg, Consumer<Signal> signals) {
      ofConsulted = signals;
      scenario.inbox.after(TICK, () -> acd.hungUp(ANNA, OWN));
      return way == Way.CONSULTED_OUTSIDE
          ? Optional.of(new Consultations.Taken(outside, Optional.empty()))
          : colleague.map(
              far ->
                  new Consultations.Taken(
                      far.leg(),
                      Optional.of(new Consultations.Serving(far.offer(), far.operator()))));
    }

    private void wish() {
      FakeLeg anna = (FakeLeg) scenario.leg.peer().orElseThrow();
      Transfer.Target target =
          switch (way) {
            case OPERATOR -> new Transfer.Target.Operator(BORIS);
            case GROUP -> new Transfer.Target.Group("payment");
            case OUTSIDE -> new Transfer.Target.Outside(PhoneNumber.of("+79990000002"));
            case CONSULTED_COLLEAGUE, CONSULTED_OUTSIDE -> new Transfer.Target.Consulted(anna.id());
          };
      breaker.count(true);
      listening = true;
      scenario.inbox.post(
          new Signal.TransferAsked(
              anna.id(), breaker.around(Transfer.class, new Told(target, told))));
    }

    private void listen() {
      boolean deadPeer =
          scenario.leg.peer().filter(leg -> ((FakeLeg) leg).ended().isPresent()).isPresent();
      boolean silent = listening && (deadPeer || !scenario.leg.hearsSomething());
      quiet = silent ? quiet.plus(TICK) : Duration.ZERO;
      longestQuiet = quiet.compareTo(longestQuiet) > 0 ? quiet : longestQuiet;
      scenario.inbox.after(TICK, this::listen);
    }

    /** A consultation that could not be taken over is ended by those two. */
    private void wellAgain() {
      breaker.count(false);
      if (breaker.broken().equals(Optional.of("Consultations.take"))) {
        colleague.ifPresent(far -> acd.callerLeft(OWN, far.offer(), EndCause.NORMAL));
        acd.hungUp(ANNA, OWN);
        outside.hangUp(EndCause.NORMAL);
      }
    }

    private void lookAtTheEnd() {
      listening = false;
      droppedEarly = scenario.leg.ended().isPresent();
    }
  }

  private record Told(Target target, List<String> words) implements Transfer {
    @Override
    public void ringing() {
      words.add("ringing");
    }

    @Override
    public void done() {
      words.add("done");
    }

    @Override
    public void failed(EndCause cause) {
      words.add("failed " + cause);
    }
  }
}
