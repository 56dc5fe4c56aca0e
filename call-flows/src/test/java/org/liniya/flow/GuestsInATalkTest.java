package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.ConferenceBegan;
import org.liniya.call.JournalEvent.ConferenceEnded;
import org.liniya.call.JournalEvent.SupervisionBegan;
import org.liniya.call.JournalEvent.SupervisionChanged;
import org.liniya.call.JournalEvent.SupervisionEnded;
import org.liniya.call.LegId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.call.Supervision;
import org.liniya.port.Consultations;
import org.liniya.port.Guest;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakeWaitingRoom.Move;

/**
 * Supervisors, and whom an operator consulted, in a talk: who hears whom at every moment, what the
 * journal says, and that a caller is never left alone by their coming and going.
 */
class GuestsInATalkTest {

  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final OperatorId HEAD = new OperatorId("1009");
  private static final OfferId SECOND = new OfferId("o2");
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Scenario caller = new Scenario();
  private final FakeLeg heads = leg("head");

  /** The operator's other line, and whom they reached by it. */
  private final FakeLeg line = leg("line");

  private final FakeLeg boris = leg("boris");
  private final List<String> told = new ArrayList<>();

  private FakeLeg leg(String name) {
    return new FakeLeg(name, caller.inbox, caller.time, caller.prompts);
  }

  private Scenario talking() {
    return caller.toQueue().operatorAnswers().waits(Duration.ofSeconds(5));
  }

  private Signal comes(long number, Guest.Part part) {
    return new Signal.Beside(
        number,
        new Signal.Beside.Came(new Guest(number, part, news -> told.add(number + " " + news))));
  }

  private Signal headComes(Supervision mode) {
    return comes(1, new Guest.Supervisor(HEAD, heads, mode));
  }

  private Signal borisComes() {
    return comes(2, new Guest.Consulted(line, boris, BORIS.value()));
  }

  private static Signal goes(long number) {
    return new Signal.Beside(number, new Signal.Beside.Gone());
  }

  private static Signal inMode(Supervision mode) {
    return new Signal.Beside(1, new Signal.Beside.InMode(mode));
  }

  private Signal operatorHolds(boolean held) {
    return new Signal.HoldChanged(caller.operatorLeg.id(), held);
  }

  private void twoHearEachOther() {
    assertThat(caller.leg.peer()).contains(caller.operatorLeg);
    assertThat(caller.leg.mixed()).isEmpty();
    assertThat(caller.operatorLeg.mixed()).isEmpty();
  }

  private void hear(Set<FakeLeg> callerHears, Set<FakeLeg> operatorHears, Set<FakeLeg> headHears) {
    assertThat(caller.leg.mixed()).isEqualTo(callerHears);
    assertThat(caller.operatorLeg.mixed()).isEqualTo(operatorHears);
    assertThat(heads.mixed()).isEqualTo(headHears);
  }

  private void supervised(Supervision mode) {
    FakeLeg operator = caller.operatorLeg;
    Set<FakeLeg> both = Set.of(caller.leg, operator);
    switch (mode) {
      case LISTEN -> hear(Set.of(operator), Set.of(caller.leg), both);
      case WHISPER -> hear(Set.of(operator), Set.of(caller.leg, heads), both);
      case BARGE -> hear(Set.of(operator, heads), Set.of(caller.leg, heads), both);
    }
  }

  private List<JournalEvent> guests() {
    return caller.events().stream()
        .filter(event -> event.kind().matches("(supervision|conference)-.*"))
        .toList();
  }

  // ---- supervisors

  @ParameterizedTest
  @EnumSource(Supervision.class)
  void aSupervisorComesAndGoes(Supervision mode) {
    talking()
        .tells(headComes(mode))
        .then(_ -> supervised(mode))
        .tells(goes(1))
        .then(_ -> twoHearEachOther())
        .hangsUp()
        .run();
    assertThat(told).containsExactly("1 ADMITTED", "1 OVER");
    assertThat(guests())
        .containsExactly(
            new SupervisionBegan("1009", mode.word()), new SupervisionEnded("1009", "left"));
  }

  @Test
  void theModeChangesAsOftenAsWanted() {
    talking()
        .tells(headComes(Supervision.LISTEN))
        .tells(inMode(Supervision.BARGE))
        .then(_ -> supervised(Supervision.BARGE))
        .tells(inMode(Supervision.BARGE))
        .tells(inMode(Supervision.WHISPER))
        .then(_ -> supervised(Supervision.WHISPER))
        .tells(inMode(Supervision.LISTEN))
        .then(_ -> supervised(Supervision.LISTEN))
        .hangsUp()
        .run();
    assertThat(guests())
        .containsExactly(
            new SupervisionBegan("1009", "listen"),
            new SupervisionChanged("1009", "barge"),
            new SupervisionChanged("1009", "whisper"),
            new SupervisionChanged("1009", "listen"),
            new SupervisionEnded("1009", "talk-over"));
    assertThat(told).containsExactly("1 ADMITTED", "1 OVER");
  }

  @Test
  void whoHasHungUpIsNotListenedTo() {
    talking()
        .tells(headComes(Supervision.LISTEN))
        .operatorLeaves(EndCause.NORMAL)
        .hears("rate-the-operator")
        .then(_ -> assertThat(told).containsExactly("1 ADMITTED", "1 OVER"))
        .tells(comes(7, new Guest.Supervisor(HEAD, heads, Supervision.LISTEN)))
        .waits(MOMENT)
        .hangsUp()
        .run();
    assertThat(told).containsExactly("1 ADMITTED", "1 OVER", "7 OVER");
  }

  @Test
  void inTheQueueNobodyIsListenedTo() {
    caller.toQueue().tells(headComes(Supervision.LISTEN)).waits(MOMENT).hangsUp().run();
    assertThat(told).containsExactly("1 OVER");
    assertThat(guests()).isEmpty();
  }

  @Test
  void aSecondSupervisorIsSentAway() {
    talking()
        .tells(headComes(Supervision.LISTEN))
        .tells(comes(3, new Guest.Supervisor(BORIS, boris, Supervision.BARGE)))
        .then(_ -> supervised(Supervision.LISTEN))
        .hangsUp()
        .run();
    assertThat(told).startsWith("1 ADMITTED", "3 OVER");
  }

  @Test
  void theCallerHearsMusicOfAHoldAndTheSupervisorStays() {
    talking()
        .tells(headComes(Supervision.BARGE))
        .tells(operatorHolds(true))
        .hears("music")
        .then(_ -> assertThat(caller.leg.mixed()).isEmpty())
        .tells(operatorHolds(false))
        .then(_ -> supervised(Supervision.BARGE))
        .hangsUp()
        .run();
  }

  @Test
  void aMixThatFailsPartsNobody() {
    talking()
        .then(_ -> caller.leg.failing(Set.of(FakeLeg.Verb.MIX)))
        .tells(headComes(Supervision.LISTEN))
        .then(_ -> twoHearEachOther())
        .hangsUp()
        .run();
    assertThat(told).containsExactly("1 ADMITTED", "1 OVER");
    assertThat(guests()).last().isEqualTo(new SupervisionEnded("1009", "fault"));
  }

  // ---- conferences

  private void conference() {
    FakeLeg operator = caller.operatorLeg;
    assertThat(caller.leg.mixed()).isEqualTo(Set.of(operator, line, boris));
    assertThat(operator.mixed()).isEqualTo(Set.of(caller.leg, boris));
    assertThat(line.mixed()).isEqualTo(Set.of(caller.leg, boris));
    assertThat(boris.mixed()).isEqualTo(Set.of(caller.leg, operator, line));
  }

  private Scenario inConference() {
    return talking()
        .tells(operatorHolds(true))
        .hears("music")
        .tells(borisComes())
        .then(_ -> conference());
  }

  private void borisCanBeTaken() {
    caller.consultations =
        (leg, _) ->
            leg.equals(new LegId("line"))
                ? Optional.of(
                    new Consultations.Taken(
                        boris, Optional.of(new Consultations.Serving(SECOND, BORIS))))
                : Optional.empty();
  }

  @Test
  void theConsultedOneJoinsAndLeaves() {
    inConference()
        .tells(operatorHolds(false))
        .then(_ -> conference())
        .tells(goes(2))
        .then(_ -> twoHearEachOther())
        .hangsUp()
        .run();
    assertThat(told).containsExactly("2 ADMITTED", "2 OVER");
    assertThat(guests())
        .containsExactly(
            new ConferenceBegan(ANNA.value(), "1002"), new ConferenceEnded("1002", "left"));
  }

  @Test
  void whoIsStillOnHoldWhenTheConsultedOneLeavesIsWaitedForWithMusic() {
    inConference().tells(goes(2)).hears("music").hangsUp().run();
  }

  @Test
  void theOperatorLeavesAndTheTwoTalkOn() {
    borisCanBeTaken();
    inConference()
        .operatorLeaves(EndCause.NORMAL)
        .waits(MOMENT)
        .then(_ -> assertThat(caller.leg.peer()).contains(boris))
        .tells(new Signal.OperatorLeft(SECOND, BORIS, EndCause.NORMAL))
        .hears("rate-the-operator")
        .hangsUp()
        .run();
    assertThat(caller.ticket().operator()).contains(BORIS);
    assertThat(caller.room.moves()).hasAtLeastOneElementOfType(Move.Moved.class);
    assertThat(guests()).contains(new ConferenceEnded("1002", "operator-left"));
  }

  @Test
  void whenBothAreGoneTheCallerWasServed() {
    inConference().operatorLeaves(EndCause.NORMAL).hears("rate-the-operator").hangsUp().run();
    assertThat(guests()).contains(new ConferenceEnded("1002", "talk-over"));
  }

  @Test
  void theCallerLeavesAndTheTwoAreTold() {
    inConference().hangsUp().run();
    assertThat(told).containsExactly("2 ADMITTED", "2 OVER");
  }

  @Test
  void aSupervisorWhispersToTheOperatorOfAConference() {
    FakeLeg operator = caller.operatorLeg;
    inConference()
        .tells(headComes(Supervision.WHISPER))
        .then(_ -> assertThat(heads.mixed()).isEqualTo(Set.of(caller.leg, operator, line, boris)))
        .then(_ -> assertThat(line.mixed()).isEqualTo(Set.of(caller.leg, boris, heads)))
        .then(_ -> assertThat(operator.mixed()).isEqualTo(Set.of(caller.leg, boris, heads)))
        .then(_ -> assertThat(caller.leg.mixed()).isEqualTo(Set.of(operator, line, boris)))
        .then(_ -> assertThat(boris.mixed()).isEqualTo(Set.of(caller.leg, operator, line)))
        .hangsUp()
        .run();
  }

  /** The supervisor hears the colleague who has taken over. */
  @Test
  void aSupervisorStaysWhenTheCallerIsPassedOn() {
    borisCanBeTaken();
    inConference()
        .tells(headComes(Supervision.BARGE))
        .operatorLeaves(EndCause.NORMAL)
        .waits(MOMENT)
        .then(_ -> assertThat(caller.leg.mixed()).isEqualTo(Set.of(boris, heads)))
        .then(_ -> assertThat(boris.mixed()).isEqualTo(Set.of(caller.leg, heads)))
        .then(_ -> assertThat(heads.mixed()).isEqualTo(Set.of(caller.leg, boris)))
        .hangsUp()
        .run();
  }
}
