package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.StepFailed;
import org.liniya.call.OfferId;
import org.liniya.port.StoreException;
import org.liniya.testkit.call.FakeWaitingRoom;

/** Whatever breaks, wherever: the caller hears of it and comes to a person, never into silence. */
class TroubleTest {

  private final Scenario caller = new Scenario();

  static Stream<Arguments> faults() {
    Consumer<Scenario> tickets = s -> s.tickets.failing(true);
    Consumer<Scenario> journal = s -> s.journal.failing(true);
    Consumer<Scenario> calls = s -> s.calls.failing(true);
    return Stream.of("welcome", "press-for-russian", "choose-category", "enter-snils")
        .flatMap(
            prompt ->
                Stream.of(
                    Arguments.of(prompt, "tickets", tickets),
                    Arguments.of(prompt, "journal", journal),
                    Arguments.of(prompt, "calls", calls)));
  }

  @ParameterizedTest(name = "{1} failing from {0} on")
  @MethodSource("faults")
  void aStoreThatStaysAwayLeadsToTroubleAndAnOperator(
      String from, String port, Consumer<Scenario> fault) {
    Scenario told = new Scenario();
    told.hears(from).then(fault);
    if (from.equals("welcome") || from.equals("press-for-russian")) {
      told.presses("1");
    }
    if (from.equals("choose-category")) {
      told.presses("1").hears("enter-snils").presses("#");
    }
    if (from.equals("enter-snils")) {
      told = new Scenario();
      told.hears("press-for-russian").presses("1").hears("choose-category").presses("1");
      told.hears("enter-snils").then(fault).presses("#");
    }
    // a ticket that is kept is told, and its caller served, whether or not the journal keeps up
    (port.equals("journal") ? told : told.hears("trouble"))
        .hears("music")
        .operatorAnswers()
        .waits(Duration.ofSeconds(5))
        .then(s -> assertThat(s.leg.peer()).contains(s.operatorLeg))
        .operatorLeaves(EndCause.NORMAL);

    FlowRunner.Ended ended = told.run();

    assertThat(ended.ending()).as(port).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void aStoreThatRecoversGivesATicketAfterAll() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .then(s -> s.tickets.failing(true))
        .presses("#")
        .hears("trouble")
        .then(s -> s.tickets.failing(false))
        .hears("your-ticket-number-is", "music")
        .hangsUp()
        .run();

    assertThat(caller.events(StepFailed.class))
        .containsExactly(new StepFailed("open-ticket", "StoreException", "trouble"));
    assertThat(caller.ticket().ending()).contains(Ending.ABANDONED);
  }

  @Test
  void withoutAWaitingRoomTheCallerIsToldAndLetGo() {
    caller.room.failWith(Optional.of(new StoreException("gone")));

    FlowRunner.Ended ended =
        caller.toQueueWithoutMusic().hears("trouble", "trouble", "no-service").run();

    assertThat(ended.ending()).isEqualTo(Ending.CUT_OFF);
    assertThat(caller.events(StepFailed.class)).hasSize(2);
    assertThat(caller.leg.ended()).isPresent();
  }

  @Test
  void aFaultDuringTheTalkDoesNotPartTheTwo() {
    caller
        .toQueue()
        .then(
            s -> {
              s.tickets.failing(true);
              s.journal.failing(true);
              s.calls.failing(true);
            })
        .operatorAnswers()
        .waits(Duration.ofSeconds(60))
        .then(s -> assertThat(s.leg.peer()).contains(s.operatorLeg))
        .operatorLeaves(EndCause.NORMAL)
        .hears("rate-the-operator")
        .presses("5")
        .hears("goodbye")
        .run();

    assertThat(caller.leg.heardNames()).doesNotContain("trouble");
  }

  @Test
  void aRatingThatCannotBeKeptIsNoReasonToQueueAgain() {
    caller
        .toQueue()
        .operatorAnswers()
        .waits(Duration.ofSeconds(5))
        .operatorLeaves(EndCause.NORMAL)
        .hears("rate-the-operator")
        .then(s -> s.tickets.failing(true))
        .presses("5")
        .hears("goodbye")
        .run();

    assertThat(caller.room.requests()).hasSize(1);
    assertThat(caller.events(StepFailed.class)).hasSize(1);
  }

  @Test
  void aBridgeThatFailsLetsTheOperatorGoAndTheCallerQueueAgain() {
    caller
        .toQueue()
        .then(s -> s.leg.failNextBridge())
        .operatorAnswers()
        .hears("trouble", "music")
        .hangsUp()
        .run();

    assertThat(caller.room.moves())
        .contains(
            new FakeWaitingRoom.Move.CallerLeft(caller.call, new OfferId("o1"), EndCause.FAULT));
    assertThat(caller.room.requests()).hasSize(2);
    assertThat(caller.events(JournalEvent.CallEnded.class)).hasSize(1);
  }
}
