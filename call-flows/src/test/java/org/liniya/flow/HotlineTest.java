package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.JournalEvent.RecordingStarted;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.flow.call.Limits;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeWaitingRoom;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/** The shipped hotline, as callers walk it. */
class HotlineTest {

  private static final String SNILS = "11223344595";
  private static final String WRONG_SNILS = "11223344596";
  private final Scenario caller = new Scenario();

  @Test
  void aCallerWithASnilsIsServedAndRates() {
    FlowRunner.Ended ended =
        caller
            .hears("welcome", "press-for-russian", "press-for-english")
            .presses("1")
            .hears("recording-notice", "choose-category", "category-operator")
            .presses("3")
            .hears("enter-snils")
            .presses(SNILS)
            .hears("confirm-snils", "digit-4", "digit-5", "digit-9", "digit-5")
            .hears("confirm-snils-keys")
            .presses("1")
            .hears("your-ticket-number-is", "please-write-it-down", "music")
            .place(2)
            .hears("position", "number-2", "music")
            .operatorAnswers()
            .waits(Duration.ofSeconds(30))
            .operatorLeaves(EndCause.NORMAL)
            .hears("rate-the-operator")
            .presses("5")
            .hears("goodbye", "goodbye-end")
            .run();

    assertThat(ended.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(caller.ticket().category()).isEqualTo("payment");
    assertThat(caller.ticket().identity().level()).isEqualTo(IdentityLevel.STATED);
    assertThat(foundBySnils()).containsExactly(caller.ticket().number());
    assertThat(caller.ticket().rating()).contains(5);
    assertThat(caller.ticket().ending()).contains(Ending.COMPLETED);
    assertThat(caller.ticket().recordings()).containsExactly(caller.call);
    assertThat(caller.events().getLast()).isInstanceOf(JournalEvent.CallEnded.class);
    String number = caller.ticket().number().digits();
    assertThat(caller.digitsHeard()).isEqualTo("4595" + number + number);
  }

  private List<TicketNumber> foundBySnils() {
    LookUp snils = LookUp.of(LookUp.Kind.SNILS, new Secret(SNILS)).orElseThrow();
    return caller.tickets.search(snils, Instant.MIN, Instant.MAX, 10).stream()
        .map(Ticket::number)
        .toList();
  }

  @Test
  void englishIsSpokenFromItsChoiceOn() {
    caller
        .hears("press-for-english")
        .presses("2")
        .hears("choose-category")
        .presses("5")
        .hears("enter-snils")
        .presses("#")
        .hears("snils-failed", "your-ticket-number-is")
        .hangsUp()
        .run();

    List<FakeLeg.Heard> heard = caller.leg.heard();
    int notice = caller.leg.heardNames().indexOf("recording-notice");
    assertThat(heard.get(notice - 1).name()).isEqualTo("press-for-english");
    assertThat(heard.get(notice - 1).language()).contains(Language.EN);
    assertThat(heard.subList(notice, heard.size()))
        .allSatisfy(h -> assertThat(h.language()).contains(Language.EN));
    assertThat(heard.subList(0, notice - 1))
        .allSatisfy(h -> assertThat(h.language()).contains(Language.RU));
    assertThat(caller.ticket().language()).isEqualTo(Language.EN);
  }

  @Test
  void nothingIsRecordedBeforeTheNotice() {
    caller.hears("press-for-russian").presses("1").hears("choose-category").hangsUp().run();

    FakeLeg.Heard notice =
        caller.leg.heard().stream()
            .filter(h -> h.name().equals("recording-notice"))
            .findFirst()
            .orElseThrow();
    FakeRecordingPort.FakeRecording recording = caller.recordings.of(caller.call).orElseThrow();
    assertThat(recording.openedAt()).isGreaterThanOrEqualTo(notice.at().plus(FakeLeg.PROMPT));
    assertThat(recording.isClosed()).isTrue();
  }

  @Test
  void aCallerWhoHangsUpInTheWelcomeIsNotRecorded() {
    FlowRunner.Ended ended = caller.hears("welcome").hangsUp().run();

    assertThat(ended.ending()).isEqualTo(Ending.CALLER_HUNG_UP);
    assertThat(caller.recordings.of(caller.call)).isEmpty();
    assertThat(caller.events(RecordingStarted.class)).isEmpty();
  }

  @Test
  void zeroInTheWelcomeLeadsToAPersonPastTheNotice() {
    caller.hears("welcome").presses("0").hears("recording-notice", "music").hangsUp().run();

    assertThat(caller.leg.heardNames()).doesNotContain("choose-category");
    assertThat(caller.ticket().category()).isEqualTo("other");
  }

  @Test
  void silenceAtTheLanguageMeansRussian() {
    caller.hears("press-for-english", "recording-notice", "choose-category").hangsUp().run();

    assertThat(caller.calls.find(caller.call).orElseThrow().language()).contains(Language.RU);
  }

  @Test
  void aWrongSnilsIsAskedAgainThreeTimesAtMost() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses(WRONG_SNILS)
        .hears("snils-wrong", "enter-snils")
        .presses(WRONG_SNILS)
        .hears("snils-wrong", "enter-snils")
        .presses(WRONG_SNILS)
        .hears("snils-failed", "your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.events(InputMissed.class)).hasSize(3);
    assertThat(caller.ticket().identity()).isEqualTo(Identity.NONE);
  }

  @Test
  void noDigitOfASnilsIsInTheJournalButTheMaskedLast() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses(SNILS)
        .hears("confirm-snils-keys")
        .presses("1")
        .hears("your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.events(DigitsEntered.class))
        .contains(new DigitsEntered("identify", "***-***-*45 95"));
    assertThat(caller.events().toString()).doesNotContain("112233445").doesNotContain("digit-9");
    assertThat(caller.recordings.of(caller.call).orElseThrow().silences())
        .extracting(FakeRecordingPort.FakeRecording.Silence::silent)
        .containsExactly(true, false);
  }

  @Test
  void twoAtTheConfirmationAsksAnew() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses(SNILS)
        .hears("confirm-snils-keys")
        .presses("2")
        .hears("enter-snils")
        .presses(SNILS)
        .hears("confirm-snils-keys")
        .presses("1")
        .hears("your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.ticket().identity().level()).isEqualTo(IdentityLevel.STATED);
  }

  @Test
  void starClearsAnEntryAndRepeatsThePrompt() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses("123*")
        .hears("enter-snils")
        .presses(SNILS)
        .hears("confirm-snils", "digit-4", "digit-5", "digit-9", "digit-5")
        .hangsUp()
        .run();

    assertThat(caller.events(InputMissed.class)).isEmpty();
  }

  @Test
  void starAndZeroIsThePerson() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses("*0")
        .hears("your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.steps()).contains("person").doesNotContain("without-snils");
    assertThat(caller.ticket().category()).isEqualTo("access");
  }

  @Test
  void aHashBehindACompleteEntryIsSwallowed() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses(SNILS + "#")
        .hears("confirm-snils-keys")
        .presses("1")
        .hears("your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.events(InputMissed.class)).isEmpty();
  }

  @Test
  void aHurriedCallerKeysEverythingAhead() {
    caller
        .hears("welcome")
        .presses("11" + SNILS + "1")
        .hears("your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.leg.heardNames())
        .contains("recording-notice")
        .doesNotContain("choose-category", "enter-snils", "digit-4");
    assertThat(caller.ticket().identity().level()).isEqualTo(IdentityLevel.STATED);
  }

  @Test
  void aLateDigitOfTheSnilsDoesNotCutTheTicketNumber() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses(WRONG_SNILS)
        .hears("enter-snils")
        .presses(WRONG_SNILS)
        .hears("enter-snils")
        .presses(WRONG_SNILS)
        .hears("snils-failed")
        .presses("1")
        .hears("your-ticket-number-is")
        .presses("1")
        .hears("please-write-it-down", "music")
        .hangsUp()
        .run();

    assertThat(caller.digitsHeard()).isEqualTo(caller.ticket().number().digits());
    assertThat(caller.events(JournalEvent.NumberSpoken.class)).hasSize(1);
  }

  @Test
  void aNumberThatWasNeverGivenCanBeEnteredAnew() {
    TicketNumber earlier =
        caller.tickets.open(
            CallId.create(caller.time.now(), new Random(2)),
            "payment",
            Identity.NONE,
            Language.RU,
            caller.time.now());
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses("5555555" + CheckDigit.of("5555555"))
        .hears("ticket-not-there")
        .presses("1")
        .hears("enter-ticket")
        .presses(earlier.digits())
        .hears("ticket-status")
        .hangsUp()
        .run();

    assertThat(caller.leg.heardNames()).doesNotContain("ticket-not-found", "ticket-failed");
  }

  @Test
  void starRepeatsTheTicketNumber() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses("#")
        .hears("please-write-it-down")
        .presses("*")
        .hears("your-ticket-number-is", "please-write-it-down", "music")
        .hangsUp()
        .run();

    String number = caller.ticket().number().digits();
    assertThat(caller.digitsHeard()).isEqualTo(number + number);
  }

  @Test
  void silenceInTheMenuEndsAtAPerson() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category", "no-input", "choose-category", "no-input", "choose-category")
        .hears("your-ticket-number-is", "music")
        .hangsUp()
        .run();

    assertThat(caller.ticket().category()).isEqualTo("other");
  }

  @Test
  void wrongKeysInTheMenuEndAtAPerson() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("9")
        .hears("no-match", "choose-category")
        .presses("8")
        .hears("no-match", "choose-category")
        .presses("#")
        .hears("your-ticket-number-is")
        .hangsUp()
        .run();

    assertThat(caller.events(InputMissed.class)).hasSize(3);
  }

  @Test
  void anEarlierRequestIsFoundAndItsStateSpoken() {
    TicketNumber earlier = earlierTicket();

    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses(earlier.digits())
        .hears("ticket-status", "status-new", "ticket-status-keys", "music")
        .hangsUp()
        .run();

    assertThat(caller.digitsHeard()).isEqualTo(earlier.digits());
    assertThat(caller.ticket().number()).isEqualTo(earlier);
    assertThat(caller.room.requests().getFirst().ticket()).isEqualTo(earlier.digits());
    assertThat(caller.room.requests().getFirst().display())
        .isEqualTo("other, ru, " + earlier.digits() + ", none, again 1");
    assertThat(caller.tickets.history(earlier).orElseThrow().life().calls())
        .containsExactly(caller.call);
  }

  @Test
  void aCallerWithANewRequestIsNotShownAsCallingAgain() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("0")
        .hears("your-ticket-number-is", "please-write-it-down", "music")
        .hangsUp()
        .run();

    assertThat(caller.room.requests().getFirst().display()).endsWith(", none");
  }

  @Test
  void everyFurtherCallIsCounted() {
    TicketNumber earlier = earlierTicket();
    caller.tickets.link(
        earlier, CallId.create(caller.time.now(), new Random(8)), caller.time.now());

    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses(earlier.digits())
        .hears("ticket-status", "music")
        .hangsUp()
        .run();

    assertThat(caller.room.requests().getFirst().display()).endsWith(", none, again 2");
  }

  @Test
  void aPersonAfterTheStatusLeavesTheEarlierRequestAsItWas() {
    TicketNumber earlier = earlierTicket();

    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses(earlier.digits())
        .hears("ticket-status-keys")
        .presses("0")
        .hears("music")
        .hangsUp()
        .run();

    assertThat(caller.ticket().number()).isEqualTo(earlier);
    assertThat(caller.ticket().category()).isEqualTo("access");
  }

  private TicketNumber earlierTicket() {
    CallId before = CallId.create(caller.time.now(), new Random(7));
    return caller.tickets.open(before, "access", Identity.NONE, Language.RU, caller.time.now());
  }

  @Test
  void anUnknownTicketNumberEndsAtAPersonWithANewTicket() {
    caller
        .hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses("55555555")
        .hears("ticket-not-found")
        .waits(Duration.ofSeconds(1))
        .hears("enter-ticket")
        .presses("#")
        .hears("ticket-failed", "your-ticket-number-is", "music")
        .hangsUp()
        .run();

    assertThat(caller.ticket().category()).isEqualTo("other");
  }

  @Test
  void theOperatorAnswersDuringTheAnnouncementAndItIsCut() {
    caller
        .toQueue()
        .place(3)
        .hears("position")
        .operatorAnswers()
        .waits(Duration.ofMillis(100))
        .then(
            s -> {
              assertThat(s.leg.peer()).contains(s.operatorLeg);
              assertThat(s.leg.heardNames()).doesNotContain("number-3");
              assertThat(s.room.moves())
                  .contains(new FakeWaitingRoom.Move.Bridged(s.call, new OfferId("o1")));
            })
        .hangsUp()
        .run();

    assertThat(caller.room.moves())
        .contains(
            new FakeWaitingRoom.Move.CallerLeft(caller.call, new OfferId("o1"), EndCause.NORMAL));
  }

  @Test
  void anOperatorWhoAnswersAfterTheCallerHungUpIsLetGo() {
    caller
        .toQueue()
        .then(
            s -> {
              s.leg.partyEnds(EndCause.NORMAL);
              s.room.answers(s.call, "o1", "1001", s.operatorLeg);
            })
        .run();

    assertThat(caller.room.moves())
        .contains(
            new FakeWaitingRoom.Move.CallerLeft(
                caller.call, new OfferId("o1"), EndCause.WITHDRAWN));
    assertThat(caller.ticket().ending()).contains(Ending.ABANDONED);
  }

  @Test
  void anOperatorLostInTheVeryMomentPutsTheCallerAtTheHead() {
    caller.toQueue().operatorAnswers().operatorLeaves(EndCause.LOST).hears("music").hangsUp().run();

    assertThat(caller.room.requests()).hasSize(2);
    assertThat(caller.room.requests().get(1).headStart()).isEqualTo(Duration.ofHours(1));
    assertThat(caller.ticket().ending()).contains(Ending.ABANDONED);
  }

  @Test
  void anOperatorOnHoldIsMusicAndComesBack() {
    caller
        .toQueue()
        .operatorAnswers()
        .waits(Duration.ofSeconds(5))
        .tells(new Signal.HoldChanged(caller.operatorLeg.id(), true))
        .hears("music")
        .tells(new Signal.HoldChanged(caller.operatorLeg.id(), false))
        .waits(Duration.ofSeconds(1))
        .then(s -> assertThat(s.leg.peer()).contains(s.operatorLeg))
        .hangsUp()
        .run();

    assertThat(caller.events(JournalEvent.HoldChanged.class)).hasSize(2);
  }

  @Test
  void thePlaceIsSpokenAgainWhenDueAndWhenItIsBetter() {
    caller
        .toQueue()
        .place(4)
        .hears("position", "number-4", "music", "position", "number-4", "music")
        .waits(Duration.ofSeconds(25))
        .place(3)
        .hears("position", "number-3", "music")
        .hangsUp()
        .run();

    assertThat(caller.events(JournalEvent.PositionSpoken.class))
        .extracting(JournalEvent.PositionSpoken::place)
        .containsExactly(4, 4, 3);
  }

  @Test
  void waitingTooLongEndsKindly() {
    caller.toQueue().hears("sorry", "goodbye-end").run();

    assertThat(caller.steps()).endsWith("sorry", "end");
    assertThat(caller.room.moves())
        .contains(new FakeWaitingRoom.Move.Left(caller.call, "timed out"));
  }

  @Test
  void aFullQueueIsToldAndEnds() {
    caller
        .toQueue()
        .tells(new Signal.WaitingEnded(Signal.WaitingEnded.Reason.FULL))
        .hears("sorry")
        .run();
  }

  @Test
  void aRecordingThatCannotBeOpenedDoesNotStopTheCall() {
    caller.recordings.failWith(Optional.of(new IOException("disk full")));

    caller.toQueue().operatorAnswers().hangsUp().run();

    assertThat(caller.events(JournalEvent.RecordingFailed.class)).hasSize(1);
    assertThat(caller.ticket().recordings()).isEmpty();
  }

  @Test
  void theMenuPartEndsAfterItsLimit() {
    caller.limits(new Limits(Duration.ofHours(2), Duration.ofSeconds(20), Duration.ofHours(1), 20));

    FlowRunner.Ended ended = caller.hears("choose-category", "limit-reached").run();

    assertThat(ended).isEqualTo(new FlowRunner.Ended(Ending.TIMEOUT, "limit: menu"));
  }

  @Test
  void theWholeCallEndsAfterItsLimitEvenInATalk() {
    FlowRunner.Ended ended = caller.toQueue().operatorAnswers().hears("limit-reached").run();

    assertThat(ended).isEqualTo(new FlowRunner.Ended(Ending.TIMEOUT, "limit: call"));
    assertThat(caller.ticket().ending()).contains(Ending.TIMEOUT);
  }

  @Test
  void theSameStepTooOftenEndsKindly() {
    caller.hears("press-for-russian").presses("1").hears("choose-category").presses("1");
    caller.hears("enter-snils").presses("#");
    for (int i = 0; i < 20; i++) {
      caller.hears("your-ticket-number-is").presses("*");
    }
    FlowRunner.Ended ended = caller.hears("limit-reached").run();

    assertThat(ended.ending()).isEqualTo(Ending.TIMEOUT);
  }

  @Test
  void theServerCanEndACallKindly() {
    FlowRunner.Ended ended =
        caller
            .hears("choose-category")
            .then(s -> s.inbox.post(new Signal.EndRequested(EndCause.UNAVAILABLE)))
            .hears("no-service")
            .run();

    assertThat(ended.ending()).isEqualTo(Ending.CUT_OFF);
  }

  @Test
  void aLostCallerIsCutOff() {
    FlowRunner.Ended ended =
        caller.hears("choose-category").then(s -> s.leg.partyEnds(EndCause.LOST)).run();

    assertThat(ended.ending()).isEqualTo(Ending.CUT_OFF);
  }

  @Test
  void anInterruptedCallIsClosedAndTheFlagKept() {
    FlowRunner.Ended ended = caller.toQueue().then(s -> s.inbox.interruptNext()).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended.ending()).isEqualTo(Ending.CUT_OFF);
    assertThat(caller.ticket().ending()).contains(Ending.CUT_OFF);
  }

  /** Every prompt of the main way, and the story up to it. */
  static Stream<Arguments> moments() {
    UnaryOperator<Scenario> welcome = s -> s;
    UnaryOperator<Scenario> language = s -> s.hears("press-for-russian").presses("1");
    UnaryOperator<Scenario> category = s -> language.apply(s).hears("choose-category").presses("1");
    UnaryOperator<Scenario> identity = s -> category.apply(s).hears("enter-snils").presses("#");
    UnaryOperator<Scenario> served =
        s ->
            s.toQueue()
                .operatorAnswers()
                .waits(Duration.ofSeconds(9))
                .operatorLeaves(EndCause.NORMAL);
    return Stream.of(
        Arguments.of("welcome", welcome),
        Arguments.of("press-for-russian", welcome),
        Arguments.of("press-for-english", welcome),
        Arguments.of("recording-notice", language),
        Arguments.of("choose-category", language),
        Arguments.of("category-operator", language),
        Arguments.of("enter-snils", category),
        Arguments.of("snils-failed", identity),
        Arguments.of("your-ticket-number-is", identity),
        Arguments.of("please-write-it-down", identity),
        Arguments.of("music", identity),
        Arguments.of("rate-the-operator", served),
        Arguments.of("goodbye", served),
        Arguments.of("goodbye-end", served));
  }

  @ParameterizedTest(name = "during {0}")
  @MethodSource("moments")
  void hangingUpAnywhereEndsTheCallOnce(String prompt, UnaryOperator<Scenario> story) {
    story.apply(caller).hears(prompt).hangsUp().run();

    assertThat(caller.events(JournalEvent.CallEnded.class)).hasSize(1);
    assertThat(caller.events().getLast()).isInstanceOf(JournalEvent.CallEnded.class);
    assertThat(caller.calls.find(caller.call).orElseThrow().ending()).isPresent();
    caller
        .anyTicket()
        .ifPresent(ticket -> assertThat(ticket.ending()).as("ticket's ending").isPresent());
    caller
        .recordings
        .of(caller.call)
        .ifPresent(recording -> assertThat(recording.isClosed()).isTrue());
  }

  @Test
  void theNumberOfTheCallerIsNeverInTheJournal() {
    caller.toQueue().hangsUp().run();

    assertThat(caller.events().toString()).doesNotContain("9990000001");
  }
}
