package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.DeskOrder;
import org.liniya.port.Dialer.Result;
import org.liniya.port.FrontDesk;
import org.liniya.port.Leg;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.server.config.EmergencyNumbers;
import org.liniya.server.config.StarCodes;
import org.liniya.testkit.call.FakePromptCatalogue;
import org.liniya.testkit.store.InMemoryAudit;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryTickets;

/** What an operator's own call does to legs, queues and journal, step by step. */
@Timeout(30)
class DeskCallsTest {

  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final OfferId OFFER = new OfferId("7");
  private static final LegId OWN = new LegId("own");
  private static final LegId FAR = new LegId("far");
  private static final Dialled NUMBER = new Dialled.Outside(PhoneNumber.of("+79005550199"));

  private final DeskParties parties = new DeskParties();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final SkippingTime time = new SkippingTime();
  private final ActiveCalls active = new ActiveCalls(10);
  private final Leg far = parties.leg("far");
  private final Desk1001 board = new Desk1001();
  private final DeskCalls calls =
      new DeskCalls(
          () ->
              new DialPlan(
                  Set.of(ANNA, BORIS),
                  Set.of("access"),
                  EmergencyNumbers.usual(),
                  StarCodes.usual()),
          new DeskCalls.Ports(
              parties,
              parties,
              journal,
              new FakePromptCatalogue(Map.of(Language.RU, Set.of(), Language.EN, Set.of())),
              new DeskOrders(board, new InMemoryTickets(), _ -> Optional.empty(), _ -> false, time),
              new Conferences(board, active, _ -> Optional.empty(), () -> "*6"),
              new Supervisors(board, active, new InMemoryAudit(), _ -> false, time),
              time),
          active,
          new RunningDeskCalls(),
          new Random(1));

  private FrontDesk.Accepted call(Dialled dialled) throws InterruptedException {
    FrontDesk.Accepted accepted =
        calls.called(new OperatorDesk.Call(parties.leg("own"), ANNA, dialled));
    told("callingOut 1001");
    return accepted;
  }

  private void told(String... lines) throws InterruptedException {
    for (String line : lines) {
      assertThat(parties.next()).isEqualTo(line);
    }
  }

  /** The call is over, and nothing more is told. */
  private void over(CallId call, String reason) throws InterruptedException {
    told("own hangUp NORMAL", "hungUp 1001");
    assertThat(active.awaitNone(Duration.ofSeconds(10))).isTrue();
    assertThat(parties.isQuiet()).isTrue();
    assertThat(journal.read(call))
        .extracting(entry -> entry.kind())
        .containsExactly("desk-call-started", "desk-call-ended");
    assertThat(journal.read(call).getLast().json()).contains("\"" + reason + "\"");
    assertThat(journal.read(call).getFirst().json()).doesNotContain("79005550199");
  }

  private FrontDesk.Accepted talkingToBoris() throws InterruptedException {
    FrontDesk.Accepted anna = call(new Dialled.Colleague(BORIS));
    told("direct 1002 for 1001");
    parties.queues(new Signal.DirectRinging(BORIS));
    told("own ring");
    parties.queues(new Signal.OperatorAnswered(OFFER, BORIS, far));
    told("own answer");
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("own bridge far", "bridged 7");
    return anna;
  }

  private FrontDesk.Accepted talkingOutside() throws InterruptedException {
    FrontDesk.Accepted anna = call(NUMBER);
    assertThat(parties.next()).startsWith("dial Outside").doesNotContain("79005550199");
    parties.dialled(new Result.Ringing());
    told("own ring");
    parties.dialled(new Result.Answered(far));
    told("own answer");
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("own bridge far");
    return anna;
  }

  @Test
  void aColleagueTalksAndHangsUp() throws Exception {
    FrontDesk.Accepted anna = talkingToBoris();
    parties.queues(new Signal.OperatorLeft(OFFER, BORIS, EndCause.NORMAL));
    told("callerLeft 7 NORMAL");
    over(anna.call(), "normal");
  }

  @Test
  void theOperatorHangsUpOnAColleague() throws Exception {
    FrontDesk.Accepted anna = talkingToBoris();
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.NORMAL));
    told("callerLeft 7 NORMAL");
    over(anna.call(), "normal");
  }

  @Test
  void aTalkThatReachesItsLimitEndsForThatReason() throws Exception {
    FrontDesk.Accepted anna = talkingToBoris();
    time.skip(Duration.ofHours(2));
    parties.queues(new Signal.DirectRinging(BORIS)); // means nothing: only has the clock looked at
    told("callerLeft 7 NORMAL");
    over(anna.call(), "timeout");
  }

  @Test
  void aColleagueWhoIsBusyIsNotReached() throws Exception {
    FrontDesk.Accepted anna = call(new Dialled.Colleague(BORIS));
    told("direct 1002 for 1001");
    parties.queues(new Signal.DirectFailed(BORIS, EndCause.BUSY));
    told("own hangUp BUSY");
    over(anna.call(), "busy");
  }

  @Test
  void theOperatorGivesUpWhileAColleagueRings() throws Exception {
    FrontDesk.Accepted anna = call(new Dialled.Colleague(BORIS));
    told("direct 1002 for 1001");
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.CANCELLED));
    told("leaveDirect 1002", "own hangUp CANCELLED");
    over(anna.call(), "cancelled");
  }

  @Test
  void aTransferTakesTheColleagueOver() throws Exception {
    FrontDesk.Accepted anna = talkingToBoris();
    assertThat(calls.take(OWN, _ -> {}))
        .contains(
            new Consultations.Taken(far, Optional.of(new Consultations.Serving(OFFER, BORIS))));
    assertThat(calls.take(OWN, _ -> {})).isEmpty(); // once
    told("own part");
    over(anna.call(), "passed-on"); // and nobody hangs up on Boris
    assertThat(calls.take(OWN, _ -> {})).isEmpty();
  }

  @Test
  void aNumberOutsideTalksAndHangsUp() throws Exception {
    FrontDesk.Accepted anna = talkingOutside();
    parties.outside(new Signal.LegEnded(FAR, EndCause.NORMAL));
    told("far hangUp NORMAL");
    over(anna.call(), "normal");
  }

  @Test
  void aNumberThatNoTrunkAllowsIsRefused() throws Exception {
    FrontDesk.Accepted anna = call(NUMBER);
    parties.next();
    parties.dialled(new Result.Failed(EndCause.DECLINED));
    told("own hangUp DECLINED");
    over(anna.call(), "declined");
  }

  @Test
  void anAnswerThatComesAfterTheOperatorGaveUpIsReleased() throws Exception {
    FrontDesk.Accepted anna = call(NUMBER);
    parties.next();
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.CANCELLED));
    told("cancel");
    parties.dialled(new Result.Answered(far));
    told("far hangUp NORMAL", "own hangUp CANCELLED");
    over(anna.call(), "cancelled");
  }

  @Test
  void whoTakesANumberOutsideOverHearsOfItsEnd() throws Exception {
    FrontDesk.Accepted anna = talkingOutside();
    BlockingQueue<Signal> taker = new LinkedBlockingQueue<>();
    Consumer<Signal> signals = taker::add;
    assertThat(calls.take(OWN, signals)).contains(new Consultations.Taken(far, Optional.empty()));
    Signal end = new Signal.LegEnded(FAR, EndCause.NORMAL);
    parties.outside(end);
    assertThat(taker.poll(10, TimeUnit.SECONDS)).isEqualTo(end);
    told("own part");
    over(anna.call(), "passed-on");
  }

  /** The operator is not taken out of the queues for it. */
  @Test
  void aStarCodeIsObeyedAndAnsweredByASentence() throws Exception {
    Dialled code = new Dialled.Order(new DeskOrder.Pause("lunch"));
    FrontDesk.Accepted anna = calls.called(new OperatorDesk.Call(parties.leg("own"), ANNA, code));
    told("own answer");
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("own play [desk-paused]");
    anna.sink().accept(new Signal.PlayingEnded(1, true));
    told("own hangUp NORMAL");

    assertThat(active.awaitNone(Duration.ofSeconds(10))).isTrue();
    assertThat(parties.isQuiet()).isTrue();
    assertThat(board.asked).containsExactly("pause 1001 lunch");
    assertThat(journal.read(anna.call()).getLast().json()).contains("\"desk-paused\"");
  }

  @Test
  void withoutATrunkForItASentenceIsSaidAndNothingDialled() throws Exception {
    FrontDesk.Accepted anna = call(new Dialled.Emergency(PhoneNumber.of("112"), false));
    told("own answer");
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("own play [no-emergency-calls, no-emergency-calls]");
    anna.sink().accept(new Signal.PlayingEnded(1, true));
    over(anna.call(), "no-trunk");
  }

  @Test
  void anEmergencyNumberThatCannotBeHadIsNotRefusedInSilence() throws Exception {
    FrontDesk.Accepted anna = call(new Dialled.Emergency(PhoneNumber.of("112"), true));
    parties.next();
    parties.dialled(new Result.Failed(EndCause.UNREACHABLE));
    told("own answer");
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.NORMAL));
    over(anna.call(), "no-trunk");
  }

  @Test
  void aBlindTransferOfAnOperatorsOwnCallIsDeclined() throws Exception {
    FrontDesk.Accepted anna = talkingToBoris();
    BlockingQueue<EndCause> failures = new LinkedBlockingQueue<>();
    anna.sink().accept(new Signal.TransferAsked(OWN, new Declined(failures::add)));
    assertThat(failures.poll(10, TimeUnit.SECONDS)).isEqualTo(EndCause.DECLINED);
    anna.sink().accept(new Signal.EndRequested(EndCause.UNAVAILABLE));
    told("callerLeft 7 UNAVAILABLE");
    over(anna.call(), "unavailable");
  }

  @Test
  void aDrainingLineTakesNoneAndWaitsForThoseThatAreThere() throws Exception {
    FrontDesk.Accepted anna = talkingToBoris();
    active.drain();
    calls.called(new OperatorDesk.Call(parties.leg("late"), BORIS, NUMBER));
    told("late hangUp UNAVAILABLE");
    assertThat(active.count()).isEqualTo(1);
    active.endAll(EndCause.UNAVAILABLE);
    told("callerLeft 7 UNAVAILABLE");
    over(anna.call(), "unavailable");
  }

  @Test
  void aBridgeThatFailsLeavesNobodyAlone() throws Exception {
    FrontDesk.Accepted anna = call(NUMBER);
    parties.next();
    parties.dialled(new Result.Answered(far));
    told("own answer");
    parties.failNextBridge();
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("far hangUp NORMAL");
    over(anna.call(), "fault");
  }

  @Test
  void aBridgeToAColleagueThatFailsFreesTheColleague() throws Exception {
    FrontDesk.Accepted anna = call(new Dialled.Colleague(BORIS));
    told("direct 1002 for 1001");
    parties.queues(new Signal.OperatorAnswered(OFFER, BORIS, far));
    told("own answer");
    parties.failNextBridge();
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("callerLeft 7 FAULT", "leaveDirect 1002");
    over(anna.call(), "fault");
  }

  @Test
  void anAnswerAfterTheCallIsOverIsReleased() throws Exception {
    FrontDesk.Accepted anna = talkingOutside();
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.NORMAL));
    told("far hangUp NORMAL");
    over(anna.call(), "normal");
    parties.dialled(new Result.Answered(parties.leg("late")));
    told("late hangUp NORMAL");
  }
}
