package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.call.Supervision;
import org.liniya.port.Audit;
import org.liniya.port.Consultations;
import org.liniya.port.DeskOrder;
import org.liniya.port.Dialer.Result;
import org.liniya.port.FrontDesk;
import org.liniya.port.Guest;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.port.StoreException;
import org.liniya.port.TalkDesk;
import org.liniya.server.config.EmergencyNumbers;
import org.liniya.server.config.StarCodes;
import org.liniya.testkit.call.FakePromptCatalogue;
import org.liniya.testkit.store.InMemoryAudit;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryTickets;

/**
 * Supervisors and conferences from the side of the telephones: what the caller's call is told, who
 * is left with whom, and that every wish is in the audit.
 */
@Timeout(30)
class TalksOfOthersTest {

  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final OperatorId HEAD = new OperatorId("1009");
  private static final OfferId OFFER = new OfferId("7");
  private static final LegId OWN = new LegId("own");
  private static final CallId CALL = CallId.parse("0192f0c1-0000-7000-8000-000000000001");

  private final DeskParties parties = new DeskParties();
  private final SkippingTime time = new SkippingTime();
  private final ActiveCalls active = new ActiveCalls(10);
  private final Leg far = parties.leg("far");
  private final Desk1001 board = new Desk1001();
  private final InMemoryAudit audit = new InMemoryAudit();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final RunningDeskCalls running = new RunningDeskCalls();
  private final Conferences conferences =
      new Conferences(board, active, running::talking, () -> "*6");
  private final DeskCalls.Ports ports =
      new DeskCalls.Ports(
          parties,
          parties,
          journal,
          new FakePromptCatalogue(Map.of(Language.RU, Set.of(), Language.EN, Set.of())),
          new DeskOrders(
              board, new InMemoryTickets(), _ -> Optional.empty(), conferences::join, time),
          conferences,
          new Supervisors(board, active, audit, HEAD::equals, time),
          time);
  private final DeskCalls calls =
      new DeskCalls(
          () ->
              new DialPlan(
                  Set.of(ANNA, BORIS, HEAD),
                  Set.of("access"),
                  EmergencyNumbers.usual(),
                  StarCodes.usual()),
          ports,
          active,
          running,
          new Random(1));
  private final TalkDesk talks = new TalkOrders(ports, active, new Random(2));

  /** What the caller's call is told. */
  private final BlockingQueue<Signal> talk = new LinkedBlockingQueue<>();

  private final class Talk implements Inbox {
    @Override
    public void post(Signal signal) {
      talk.add(signal);
    }

    @Override
    public Optional<Signal> next(Duration wait) {
      throw new AssertionError("the test reads");
    }
  }

  private void annaServes(String state) {
    board.state = state;
    board.call = Optional.of(CALL);
    active.add(CALL, new Talk());
  }

  private void told(String... lines) throws InterruptedException {
    for (String line : lines) {
      assertThat(parties.next()).isEqualTo(line);
    }
  }

  private Signal.Beside.Wish news() throws InterruptedException {
    Signal signal = talk.poll(10, TimeUnit.SECONDS);
    assertThat(signal).as("a signal of the caller's call").isInstanceOf(Signal.Beside.class);
    return signal instanceof Signal.Beside(long _, Signal.Beside.Wish wish)
        ? wish
        : new Signal.Beside.Gone();
  }

  private Guest came() throws InterruptedException {
    return news() instanceof Signal.Beside.Came(Guest guest) ? guest : fail("nobody came");
  }

  private void gone() throws InterruptedException {
    assertThat(news()).isEqualTo(new Signal.Beside.Gone());
  }

  private void ended() throws InterruptedException {
    active.remove(CALL);
    assertThat(active.awaitNone(Duration.ofSeconds(10))).isTrue();
    assertThat(parties.isQuiet()).isTrue();
  }

  private List<String> audited() {
    return audit.latest(10, Optional.empty()).reversed().stream()
        .map(Audit.Row::entry)
        .map(entry -> String.join("|", entry.who(), entry.action(), entry.about(), entry.detail()))
        .toList();
  }

  // ---- supervisors

  private FrontDesk.Accepted dials(OperatorId supervisor) throws InterruptedException {
    FrontDesk.Accepted call =
        calls.called(
            new OperatorDesk.Call(parties.leg("own"), supervisor, new Dialled.Supervised(ANNA)));
    told("callingOut " + supervisor, "own answer");
    call.sink().accept(new Signal.LegAnswered(OWN));
    return call;
  }

  @Test
  void aSupervisorDialsListensAndChangesTheMode() throws Exception {
    annaServes("talking");
    FrontDesk.Accepted head = dials(HEAD);
    Guest guest = came();
    assertThat(guest.part())
        .isInstanceOfSatisfying(
            Guest.Supervisor.class,
            part -> {
              assertThat(part.who()).isEqualTo(HEAD);
              assertThat(part.mode()).isEqualTo(Supervision.LISTEN);
            });
    guest.told().accept(Guest.News.ADMITTED);
    for (char key : new char[] {'2', '2', '7', '3', '1'}) {
      head.sink().accept(new Signal.KeyPressed(OWN, new Key(key), Instant.EPOCH));
    }
    assertThat(news()).isEqualTo(new Signal.Beside.InMode(Supervision.WHISPER));
    assertThat(news()).isEqualTo(new Signal.Beside.InMode(Supervision.BARGE));
    assertThat(news()).isEqualTo(new Signal.Beside.InMode(Supervision.LISTEN));
    head.sink().accept(new Signal.LegEnded(OWN, EndCause.NORMAL));
    gone();
    told("own hangUp NORMAL", "hungUp 1009");
    ended();

    String how = "operator 1001, %s, telephone 1009";
    assertThat(audited())
        .containsExactly(
            "operator-1009|supervision-begun|call " + CALL + "|" + how.formatted("listen"),
            "operator-1009|supervision-changed|call " + CALL + "|" + how.formatted("whisper"),
            "operator-1009|supervision-changed|call " + CALL + "|" + how.formatted("barge"),
            "operator-1009|supervision-changed|call " + CALL + "|" + how.formatted("listen"));
  }

  @Test
  void whenTheTalkIsOverTheSupervisorIsHungUp() throws Exception {
    annaServes("talking");
    dials(HEAD);
    Guest guest = came();
    guest.told().accept(Guest.News.ADMITTED);
    guest.told().accept(Guest.News.OVER);
    gone();
    told("own hangUp NORMAL", "hungUp 1009");
    ended();
  }

  private void refused(OperatorId who, String prompt, String audited) throws Exception {
    FrontDesk.Accepted call = dials(who);
    told("own play [" + prompt + "]");
    call.sink().accept(new Signal.PlayingEnded(1, true));
    told("own hangUp NORMAL", "hungUp " + who);
    ended();
    assertThat(talk).isEmpty();
    assertThat(audited()).containsExactly(audited);
  }

  @Test
  void anOperatorWhoIsNoSupervisorIsRefusedAndThatIsInTheAudit() throws Exception {
    annaServes("talking");
    refused(
        BORIS,
        "desk-not-allowed",
        "operator-1002|supervision-refused|operator 1001|operator 1001, listen, telephone 1002:"
            + " this telephone is not that of a supervisor");
  }

  @Test
  void whoTalksWithNobodyIsNotHeard() throws Exception {
    refused(
        HEAD,
        "desk-not-done",
        "operator-1009|supervision-refused|operator 1001|operator 1001, listen, telephone 1009:"
            + " the operator talks with no caller");
  }

  @Test
  void whatTheAuditCannotHoldDoesNotHappen() throws Exception {
    annaServes("talking");
    Supervisors unseen =
        new Supervisors(
            board,
            active,
            new Audit() {
              @Override
              public void write(Entry entry) {
                throw new StoreException("away", new IllegalStateException());
              }

              @Override
              public List<Row> latest(int limit, Optional<Long> before) {
                return List.of();
              }

              @Override
              public Verdict verify() {
                return new Verdict.Whole(0);
              }
            },
            HEAD::equals,
            time);
    assertThat(unseen.ask(Supervisors.Wish.dialled(HEAD, ANNA, Supervision.LISTEN)))
        .isEqualTo(new Supervisors.Asked.Refused(Supervisors.Refusal.NO_AUDIT));
  }

  @Test
  void byTheApiTheTelephoneRingsAndTheModeIsChangedByAskingAgain() throws Exception {
    annaServes("talking");
    assertThat(talks.supervise("olga", ANNA, HEAD, Supervision.WHISPER))
        .isEqualTo(new TalkDesk.Outcome.Rings(CALL));
    told("callingOut 1009", "dial Operator[operator=1009]");
    parties.dialled(new Result.Ringing());
    parties.dialled(new Result.Answered(parties.leg("own")));
    Guest guest = came();
    guest.told().accept(Guest.News.ADMITTED);
    assertThat(talks.supervise("olga", ANNA, HEAD, Supervision.BARGE))
        .isEqualTo(new TalkDesk.Outcome.Changed(CALL));
    assertThat(news()).isEqualTo(new Signal.Beside.InMode(Supervision.BARGE));
    parties.outside(new Signal.LegEnded(OWN, EndCause.NORMAL));
    gone();
    told("own hangUp NORMAL", "hungUp 1009");
    ended();
    assertThat(audited())
        .extracting(line -> line.replaceFirst("\\|call.*", ""))
        .containsExactly("olga|supervision-begun", "olga|supervision-changed");
  }

  @Test
  void aTelephoneThatDoesNotAnswerHearsNothing() throws Exception {
    annaServes("talking");
    talks.supervise("olga", ANNA, HEAD, Supervision.LISTEN);
    told("callingOut 1009", "dial Operator[operator=1009]");
    parties.dialled(new Result.Failed(EndCause.NO_ANSWER));
    told("hungUp 1009");
    ended();
    assertThat(talk).isEmpty();
  }

  @Test
  void theTelephoneMustBeASupervisorsWhoeverAsks() {
    annaServes("talking");
    assertThat(talks.supervise("olga", ANNA, BORIS, Supervision.LISTEN))
        .isEqualTo(new TalkDesk.Outcome.Refused(Supervisors.Refusal.NO_SUPERVISOR.words()));
    assertThat(talks.supervise("olga", HEAD, HEAD, Supervision.LISTEN))
        .isEqualTo(new TalkDesk.Outcome.Refused(Supervisors.Refusal.THEMSELVES.words()));
    assertThat(audited()).hasSize(2).allMatch(line -> line.contains("supervision-refused"));
  }

  // ---- conferences

  private FrontDesk.Accepted annaConsultsBoris() throws InterruptedException {
    FrontDesk.Accepted anna =
        calls.called(new OperatorDesk.Call(parties.leg("own"), ANNA, new Dialled.Colleague(BORIS)));
    told("callingOut 1001", "direct 1002 for 1001");
    parties.queues(new Signal.OperatorAnswered(OFFER, BORIS, far));
    told("own answer");
    anna.sink().accept(new Signal.LegAnswered(OWN));
    told("own bridge far", "bridged 7");
    return anna;
  }

  /** They talk with the caller, in front of whose call the test stands. */
  private Guest conference() throws Exception {
    CompletableFuture<Boolean> joined = CompletableFuture.supplyAsync(() -> conferences.join(ANNA));
    Guest guest = came();
    guest.told().accept(Guest.News.ADMITTED);
    assertThat(joined.get(10, TimeUnit.SECONDS)).isTrue();
    return guest;
  }

  @Test
  void theThreeAreJoinedAndTheColleagueLeaves() throws Exception {
    annaServes("consulting");
    annaConsultsBoris();
    Guest guest = conference();
    assertThat(guest.part())
        .isInstanceOfSatisfying(
            Guest.Consulted.class,
            part -> {
              assertThat(part.operatorsLeg().id()).isEqualTo(OWN);
              assertThat(part.far()).isSameAs(far);
              assertThat(part.who()).isEqualTo("1002");
            });
    assertThat(conferences.join(ANNA)).as("once").isFalse();

    parties.queues(new Signal.OperatorLeft(OFFER, BORIS, EndCause.NORMAL));
    gone();
    told("callerLeft 7 NORMAL", "own hangUp NORMAL", "hungUp 1001");
    ended();
  }

  @Test
  void theCallerLeavesAndTheTwoTalkOn() throws Exception {
    annaServes("consulting");
    FrontDesk.Accepted anna = annaConsultsBoris();
    conference().told().accept(Guest.News.OVER);
    told("own bridge far");
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.NORMAL));
    told("callerLeft 7 NORMAL", "own hangUp NORMAL", "hungUp 1001");
    ended();
  }

  /** The line of the consultation is hung up first, then the caller leaves: Boris is let go. */
  @Test
  void theOtherLineMayBeHungUpAndNobodyIsForgotten() throws Exception {
    annaServes("consulting");
    FrontDesk.Accepted anna = annaConsultsBoris();
    Guest guest = conference();
    parties.over(OWN);
    anna.sink().accept(new Signal.LegEnded(OWN, EndCause.NORMAL));
    anna.sink().accept(new Signal.DirectRinging(BORIS)); // means nothing
    assertThat(parties.isQuiet()).as("the three talk on").isTrue();
    guest.told().accept(Guest.News.OVER);
    told("own bridge far", "callerLeft 7 NORMAL", "own hangUp NORMAL", "hungUp 1001");
    ended();
  }

  @Test
  void theOperatorLeavesAndTheCallersCallTakesTheColleague() throws Exception {
    annaServes("consulting");
    annaConsultsBoris();
    Guest guest = conference();
    assertThat(calls.take(OWN, _ -> {}))
        .contains(
            new Consultations.Taken(far, Optional.of(new Consultations.Serving(OFFER, BORIS))));
    guest.told().accept(Guest.News.OVER);
    told("own hangUp NORMAL", "hungUp 1001"); // and nobody hangs up on Boris
    ended();
    assertThat(talk).isEmpty();
  }

  @Test
  void theCodeMayBePressedWhileTheyTalk() throws Exception {
    annaServes("consulting");
    FrontDesk.Accepted anna = annaConsultsBoris();
    for (char key : new char[] {'1', '*', '6'}) {
      anna.sink().accept(new Signal.KeyPressed(OWN, new Key(key), Instant.EPOCH));
    }
    Guest guest = came();
    guest.told().accept(Guest.News.ADMITTED);
    anna.sink().accept(new Signal.EndRequested(EndCause.UNAVAILABLE));
    gone();
    told("callerLeft 7 UNAVAILABLE", "own hangUp NORMAL", "hungUp 1001");
    ended();
  }

  @Test
  void theCodeMayBeDialled() throws Exception {
    annaServes("consulting");
    annaConsultsBoris();
    FrontDesk.Accepted code =
        calls.called(
            new OperatorDesk.Call(
                parties.leg("code"), ANNA, new Dialled.Order(new DeskOrder.Conference())));
    came().told().accept(Guest.News.ADMITTED);
    told("code answer");
    code.sink().accept(new Signal.LegAnswered(new LegId("code")));
    told("code play [desk-conference]");
  }

  @Test
  void withoutACallerOrSomebodyConsultedThereIsNoConference() throws Exception {
    annaConsultsBoris();
    assertThat(conferences.join(ANNA)).as("no caller").isFalse();
    annaServes("consulting");
    assertThat(conferences.join(BORIS)).isFalse();
    CompletableFuture<Boolean> joined = CompletableFuture.supplyAsync(() -> conferences.join(ANNA));
    came().told().accept(Guest.News.OVER); // the caller has just hung up
    assertThat(joined.get(10, TimeUnit.SECONDS)).isFalse();
    told("own bridge far");
  }
}
