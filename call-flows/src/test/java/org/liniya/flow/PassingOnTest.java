package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Consultations;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.Transfer;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakeWaitingRoom.Move;

/**
 * An operator passes the caller on: what the caller hears, where the call goes when nobody comes,
 * and that the asking telephone always hears how it ended.
 */
class PassingOnTest {

  private static final OperatorId BORIS = new OperatorId("1002");
  private static final OfferId SECOND = new OfferId("o2");
  private static final Transfer.Target TO_BORIS = new Transfer.Target.Operator(BORIS);
  private static final Transfer.Target TO_PAYMENT = new Transfer.Target.Group("payment");
  private static final Transfer.Target OUTSIDE =
      new Transfer.Target.Outside(PhoneNumber.of("+79990000002"));
  private static final Duration LONG_TALK = Duration.ofMinutes(20);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Scenario caller = new Scenario();
  private final FakeLeg second = new FakeLeg("second", caller.inbox, caller.time, caller.prompts);
  private final List<String> told = new ArrayList<>();

  private final class Told implements Transfer {
    private final Target target;

    Told(Target target) {
      this.target = target;
    }

    @Override
    public Target target() {
      return target;
    }

    @Override
    public void ringing() {
      told.add("ringing");
    }

    @Override
    public void done() {
      told.add("done");
    }

    @Override
    public void failed(EndCause cause) {
      told.add("failed " + cause);
    }
  }

  private Signal asked(FakeLeg by, Transfer.Target target) {
    return new Signal.TransferAsked(by.id(), new Told(target));
  }

  private Signal operatorAsks(Transfer.Target target) {
    return asked(caller.operatorLeg, target);
  }

  private Signal operatorHolds(boolean held) {
    return new Signal.HoldChanged(caller.operatorLeg.id(), held);
  }

  private Signal borisAnswers() {
    return new Signal.OperatorAnswered(SECOND, BORIS, second);
  }

  private Scenario talking(Duration talk) {
    return caller.toQueue().operatorAnswers().waits(talk);
  }

  private Scenario talking() {
    return talking(Duration.ofSeconds(5));
  }

  private void outsideAnswersAfter(Duration ringing) {
    caller.dialer.onDial(
        attempt ->
            caller.inbox.after(ringing, () -> attempt.result(new Dialer.Result.Answered(second))));
  }

  private void hears(Leg whom) {
    assertThat(caller.leg.peer()).contains(whom);
  }

  private void hearsMusic() {
    assertThat(caller.leg.peer()).isEmpty();
    assertThat(caller.leg.heardNames()).last().isEqualTo("music");
    assertThat(caller.leg.hearsSomething()).isTrue();
  }

  /** The last move; asking it whether the call waits. */
  private void waitsAgain() {
    assertThat(caller.room.requests()).hasSize(2);
    assertThat(caller.room.moves().getLast()).isInstanceOf(Move.Entered.class);
    assertThat(caller.steps()).doesNotContain("sorry");
  }

  private CallRow row() {
    return caller.calls.find(caller.call).orElseThrow();
  }

  // ---- as it should go

  @Test
  void anOperatorTakesTheCallerOver() {
    talking()
        .tells(operatorAsks(TO_BORIS))
        .hears("music")
        .tells(new Signal.DirectRinging(BORIS))
        .tells(borisAnswers())
        .waits(MOMENT)
        .then(_ -> hears(second))
        .then(_ -> assertThat(row().operator()).contains(BORIS))
        .waits(Duration.ofSeconds(9))
        .hangsUp()
        .run();
    assertThat(told).containsExactly("ringing", "done");
    assertThat(caller.ticket().operator()).contains(BORIS);
    assertThat(row().talkMs())
        .as("with both")
        .hasValueSatisfying(ms -> assertThat(ms).isBetween(15_000L, 16_000L));
  }

  @Test
  void aGroupsQueueTakesTheCallerOver() {
    talking().tells(operatorAsks(TO_PAYMENT)).waits(MOMENT).then(_ -> waitsAgain()).hangsUp().run();
    assertThat(told).containsExactly("done");
    assertThat(caller.room.moves()).contains(new Move.PassedOn(caller.call, new OfferId("o1")));
  }

  @Test
  void aNumberOutsideTakesTheCallerOverAndHangsUp() {
    outsideAnswersAfter(MOMENT);
    talking()
        .tells(operatorAsks(OUTSIDE))
        .waits(Duration.ofSeconds(3))
        .then(_ -> hears(second))
        .then(
            s ->
                s.dialer
                    .attempts()
                    .getFirst()
                    .request()
                    .sink()
                    .accept(new Signal.LegEnded(second.id(), EndCause.NORMAL)))
        .hears("rate-the-operator")
        .hangsUp()
        .run();
    assertThat(told).containsExactly("done");
    assertThat(row().served()).isTrue();
    assertThat(caller.events(JournalEvent.Transferred.class))
        .singleElement()
        .returns("outside", JournalEvent.Transferred::target);
  }

  @Test
  void callersPassNobodyOn() {
    talking()
        .tells(asked(caller.leg, TO_BORIS))
        .waits(MOMENT)
        .then(s -> hears(s.operatorLeg))
        .hangsUp()
        .run();
    assertThat(told).containsExactly("failed DECLINED");
  }

  // ---- how long it may take

  @Test
  void afterATalkLongerThanTheWaitTheGroupsQueueIsWaitedInAnew() {
    talking(LONG_TALK)
        .tells(operatorAsks(TO_PAYMENT))
        .waits(Duration.ofSeconds(5))
        .then(_ -> waitsAgain())
        .waits(Duration.ofMinutes(2))
        .then(s -> s.room.answers(s.call, "o2", "1002", second))
        .waits(MOMENT)
        .then(_ -> hears(second))
        .hangsUp()
        .run();
    assertThat(row().waitMs())
        .as("what was waited, without the talk between")
        .hasValueSatisfying(ms -> assertThat(ms).isBetween(120_000L, 140_000L));
  }

  @Test
  void whoIsLeftAloneAfterALongTalkWaitsAgain() {
    talking(LONG_TALK)
        .tells(operatorAsks(TO_BORIS))
        .operatorLeaves(EndCause.NORMAL)
        .tells(new Signal.DirectFailed(BORIS, EndCause.BUSY))
        .waits(Duration.ofSeconds(5))
        .then(_ -> waitsAgain())
        .hangsUp()
        .run();
    assertThat(told).containsExactly("failed BUSY");
  }

  @Test
  void aNewOperatorWhoIsLostAtOnceHasServedNobody() {
    talking(LONG_TALK)
        .tells(operatorAsks(TO_BORIS))
        .hears("music")
        .tells(borisAnswers())
        .waits(MOMENT)
        .tells(new Signal.OperatorLeft(SECOND, BORIS, EndCause.LOST))
        .waits(MOMENT)
        .then(_ -> waitsAgain())
        .hangsUp()
        .run();
  }

  @Test
  void aConsultedOperatorWhoHasGoneHasServedNobody() {
    caller.consultations =
        (_, _) ->
            Optional.of(
                new Consultations.Taken(
                    second, Optional.of(new Consultations.Serving(SECOND, BORIS))));
    talking()
        .tells(operatorAsks(new Transfer.Target.Consulted(second.id())))
        .waits(MOMENT)
        .tells(new Signal.OperatorLeft(SECOND, BORIS, EndCause.LOST))
        .waits(MOMENT)
        .then(_ -> waitsAgain())
        .hangsUp()
        .run();
  }

  // ---- holding

  @Test
  void whoHoldsAndIsNotRidOfTheCallerHoldsOn() {
    talking()
        .tells(operatorHolds(true))
        .hears("music")
        .tells(operatorAsks(TO_BORIS))
        .hears("music")
        .tells(new Signal.DirectFailed(BORIS, EndCause.BUSY))
        .waits(MOMENT)
        .then(_ -> hearsMusic())
        .tells(operatorHolds(false))
        .waits(MOMENT)
        .then(s -> hears(s.operatorLeg))
        .hangsUp()
        .run();
  }

  @Test
  void whoComesBackWhileAColleagueRingsHearsTheCallerAfterwards() {
    talking()
        .tells(operatorHolds(true))
        .hears("music")
        .tells(operatorAsks(TO_BORIS))
        .hears("music")
        .tells(operatorHolds(false))
        .tells(new Signal.DirectFailed(BORIS, EndCause.BUSY))
        .waits(MOMENT)
        .then(s -> hears(s.operatorLeg))
        .hangsUp()
        .run();
    assertThat(caller.events(JournalEvent.HoldChanged.class)).hasSize(2);
  }

  @Test
  void aCallersWishDoesNotStopTheMusic() {
    talking()
        .tells(operatorHolds(true))
        .hears("music")
        .tells(asked(caller.leg, TO_BORIS))
        .waits(MOMENT)
        .then(_ -> hearsMusic())
        .hangsUp()
        .run();
    assertThat(told).containsExactly("failed DECLINED");
  }

  @Test
  void theTelephoneOfWhoHasPassedTheCallerOnPartsNobody() {
    talking()
        .tells(operatorAsks(TO_BORIS))
        .hears("music")
        .tells(borisAnswers())
        .waits(MOMENT)
        .tells(operatorHolds(true))
        .tells(operatorAsks(TO_PAYMENT))
        .waits(MOMENT)
        .then(_ -> hears(second))
        .hangsUp()
        .run();
    assertThat(told).containsExactly("done", "failed DECLINED");
  }

  // ---- legs that nobody wants

  @Test
  void anAnswerThatCrossesTheCallersHangUpIsHungUp() {
    caller.dialer.onDial(
        attempt ->
            caller.inbox.after(
                MOMENT,
                () -> {
                  caller.leg.partyEnds(EndCause.NORMAL);
                  attempt.result(new Dialer.Result.Answered(second));
                }));
    talking().tells(operatorAsks(OUTSIDE)).run();
    assertThat(told).containsExactly("failed CANCELLED");
    assertThat(second.ended()).as("answered before it was cancelled").isPresent();
  }

  @Test
  void anAnswerAfterTheCallIsOverIsHungUp() {
    talking().tells(operatorAsks(OUTSIDE)).waits(MOMENT).hangsUp().run();
    assertThat(caller.dialer.attempts().getFirst().cancelled()).isTrue();
    caller.dialer.attempts().getFirst().result(new Dialer.Result.Answered(second));
    assertThat(second.ended()).isPresent();
  }

  @Test
  void anAnswerToAnEarlierAttemptIsNotThatToTheNext() {
    talking()
        .tells(operatorAsks(OUTSIDE))
        .waits(Duration.ofSeconds(95)) // rung for long enough
        .tells(operatorAsks(OUTSIDE))
        .waits(MOMENT)
        .then(s -> s.dialer.attempts().getFirst().result(new Dialer.Result.Answered(second)))
        .waits(MOMENT)
        .then(_ -> hearsMusic())
        .hangsUp()
        .run();
    assertThat(told).containsExactly("failed NO_ANSWER", "failed CANCELLED");
    assertThat(second.ended()).isPresent();
  }

  @Test
  void aNumberOutsideThatCannotBeJoinedIsHungUpAndTheTwoTalkOn() {
    caller.dialer.onDial(
        attempt ->
            caller.inbox.after(
                MOMENT,
                () -> {
                  caller.leg.failNextBridge();
                  attempt.result(new Dialer.Result.Answered(second));
                }));
    talking()
        .tells(operatorAsks(OUTSIDE))
        .waits(Duration.ofSeconds(5))
        .then(s -> hears(s.operatorLeg))
        .hangsUp()
        .run();
    assertThat(told).containsExactly("failed FAULT");
    assertThat(second.ended()).isPresent();
  }

  // ---- wishes that come at a bad time

  @Test
  void aWishDuringATalkOutsideIsDeclined() {
    outsideAnswersAfter(MOMENT);
    talking()
        .tells(operatorAsks(OUTSIDE))
        .waits(Duration.ofSeconds(3))
        .tells(asked(caller.leg, TO_BORIS))
        .waits(MOMENT)
        .then(_ -> hears(second))
        .hangsUp()
        .run();
    assertThat(told).containsExactly("done", "failed DECLINED");
  }

  @Test
  void aWishInTheQueueIsDeclined() {
    caller.toQueue().tells(asked(caller.leg, TO_BORIS)).waits(MOMENT).hangsUp().run();
    assertThat(told).containsExactly("failed DECLINED");
  }

  @Test
  void withTheQueuesAwayTheTwoTalkOn() {
    talking()
        .then(s -> s.room.failWith(Optional.of(new IllegalStateException("away"))))
        .tells(operatorAsks(TO_BORIS))
        .waits(MOMENT)
        .then(s -> s.room.failWith(Optional.empty()))
        .then(s -> hears(s.operatorLeg))
        .hangsUp()
        .run();
    assertThat(told).containsExactly("failed FAULT");
    assertThat(caller.events(JournalEvent.TransferFailed.class))
        .containsExactly(new JournalEvent.TransferFailed("fault"));
  }
}
