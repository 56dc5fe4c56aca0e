package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.ticket.Author;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.Due;
import org.liniya.ticket.Escalation;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.Passage;
import org.liniya.ticket.Priority;
import org.liniya.ticket.Refusal;
import org.liniya.ticket.Stage;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketRules.Outcome;
import org.liniya.ticket.TicketState;
import org.liniya.ticket.TicketVerb;
import org.liniya.ticket.Transcript;

/** What every {@link TicketDesk} keeps to, over tickets that a {@link TicketStore} opened. */
public abstract class TicketDeskContract {
  private static final Instant AT = Samples.NOON;
  private static final Author MARIA = new Author("maria");
  private static final OperatorId OPERATOR = new OperatorId("1001");
  private static final OperatorId OTHER = new OperatorId("1002");
  private static final Identity STATED =
      new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95");
  private static final Department OFFICE = new Department("passport-office");

  /** A day before the answer is due the supervisor is told, and the head when it is late. */
  protected static final TicketPlan PLAN =
      new TicketPlan(
          TicketPlan.STANDARD.deadlines(),
          Map.of("complaint", Priority.HIGH),
          new Escalation(
              List.of(
                  new EscalationLevel(Due.ANSWER, "supervisor", Duration.ofDays(-1)),
                  new EscalationLevel(Due.ANSWER, "head", Duration.ZERO)),
              Optional.empty()),
          Map.of());

  /** Tickets with {@link #PLAN}, none yet; the same at every call within a test. */
  protected abstract TicketStore tickets();

  /** The desk over the same tickets. */
  protected abstract TicketDesk desk();

  /** As after a restart. */
  protected abstract void restart();

  private TicketNumber number = new TicketNumber("10000010");

  @BeforeEach
  void open() {
    number = tickets().open(Samples.call(0), "complaint", STATED, Language.RU, AT);
  }

  private Outcome apply(TicketVerb verb, Instant at) {
    return desk().apply(number, verb, MARIA, at).orElseThrow();
  }

  private void done(TicketVerb verb, Instant at) {
    assertThat(apply(verb, at)).isInstanceOf(Outcome.Done.class);
  }

  private TicketHistory history() {
    return desk().history(number).orElseThrow();
  }

  private TicketState state() {
    return tickets().find(number).orElseThrow().state();
  }

  private static Instant days(int days) {
    return AT.plus(Duration.ofDays(days));
  }

  @Test
  void aNewTicketHasItsDeadlinesAndNoEntries() {
    TicketHistory history = history();

    assertThat(history.life()).isEqualTo(PLAN.open("complaint", AT));
    assertThat(history.priority()).isEqualTo(Priority.HIGH);
    assertThat(history.category()).isEqualTo("complaint");
    assertThat(history.entries()).isEmpty();
  }

  @Test
  void aWholeLifeIsKeptWithEveryWord() {
    Deadline deadline = new Deadline(days(5), ZoneId.of("Europe/Moscow"));
    Deadline again = new Deadline(days(40), ZoneId.of("Europe/Moscow"));
    done(new TicketVerb.Take(OPERATOR), days(1));
    done(new TicketVerb.Note(new Secret("Звонила дважды; \"срочно\"")), days(1));
    done(new TicketVerb.Wait(new Secret("справка")), days(2));
    done(new TicketVerb.HandOver(OFFICE, new Secret("нет записи"), deadline), days(3));
    done(new TicketVerb.Solve(new Secret("выдан")), days(4));
    done(new TicketVerb.Reopen(new Secret("не выдан"), again), days(5));
    done(new TicketVerb.Take(OTHER), days(6));
    done(new TicketVerb.Solve(new Secret("теперь выдан")), days(7));
    done(new TicketVerb.Close(), days(8));
    restart();

    assertThat(history().entries())
        .extracting(TicketEntry::event)
        .containsExactly(
            new TicketEvent.Taken(OPERATOR),
            new TicketEvent.Noted(new Secret("Звонила дважды; \"срочно\"")),
            new TicketEvent.WaitingBegan(OPERATOR, new Secret("справка")),
            new TicketEvent.HandedOver(OFFICE, new Secret("нет записи"), deadline),
            new TicketEvent.Solved(new Secret("выдан")),
            new TicketEvent.Reopened(new Secret("не выдан"), again),
            new TicketEvent.Taken(OTHER),
            new TicketEvent.Solved(new Secret("теперь выдан")),
            new TicketEvent.Closed(new Secret("теперь выдан")));
    assertThat(history().entries())
        .allSatisfy(entry -> assertThat(entry.by()).isEqualTo(MARIA))
        .extracting(TicketEntry::at)
        .startsWith(days(1), days(1), days(2));
    assertThat(history().life().stage()).isEqualTo(new Stage.Closed(new Secret("теперь выдан")));
    assertThat(history().life().reopenings()).isEqualTo(1);
    assertThat(state()).isEqualTo(TicketState.CLOSED);
  }

  @Test
  void theStateFollows() {
    done(new TicketVerb.Take(OPERATOR), AT);
    assertThat(state()).isEqualTo(TicketState.IN_PROGRESS);
    done(new TicketVerb.Wait(new Secret("справка")), AT);
    assertThat(state()).isEqualTo(TicketState.WAITING);
    done(new TicketVerb.Solve(new Secret("готово")), AT);
    assertThat(state()).isEqualTo(TicketState.SOLVED);
    done(
        new TicketVerb.Reopen(new Secret("нет"), new Deadline(days(9), ZoneId.of("Europe/Moscow"))),
        AT);
    assertThat(state()).isEqualTo(TicketState.REOPENED);
  }

  @Test
  void whatTheRulesRefuseChangesNothing() {
    assertThat(apply(new TicketVerb.Close(), AT))
        .isEqualTo(new Outcome.Refused(Refusal.NOT_SOLVED));

    assertThat(history().entries()).isEmpty();
    assertThat(state()).isEqualTo(TicketState.NEW);
  }

  /** Whoever lost the answer asks again, and the note is there once. */
  @Test
  void aNoteSaidAgainIsKeptOnce() {
    TicketVerb note = new TicketVerb.Note(new Secret("не дозвонился"));
    done(note, AT);
    restart();

    assertThat(apply(note, AT.plusSeconds(5)))
        .isEqualTo(new Outcome.Refused(Refusal.ALREADY_NOTED));
    assertThat(history().entries()).hasSize(1);

    done(note, days(1));
    assertThat(history().entries()).hasSize(2);
  }

  @Test
  void whereACallerHasDescribedTheMatterIsKeptOnce() {
    CallId call = Samples.call(0);
    Passage passage = new Passage(Duration.ofMillis(12_345), Duration.ofMillis(62_001));
    TicketVerb describe = new TicketVerb.Describe(call, passage, Optional.empty());
    done(describe, AT);
    done(new TicketVerb.Note(new Secret("послушать")), AT);
    restart();

    assertThat(apply(describe, days(1))).isEqualTo(new Outcome.Refused(Refusal.ALREADY_NOTED));
    assertThat(history().entries())
        .extracting(TicketEntry::event)
        .containsExactly(
            new TicketEvent.Described(call, passage, Optional.empty()),
            new TicketEvent.Noted(new Secret("послушать")));
  }

  @Test
  void whatWasUnderstoodOfADescriptionIsKeptWithIt() {
    CallId call = Samples.call(0);
    Passage passage = new Passage(Duration.ZERO, Duration.ofMillis(4_001));
    Transcript transcript = Transcript.of("меня зовут ольга и я забыла пароль", 0.914);
    done(new TicketVerb.Describe(call, passage, Optional.of(transcript)), AT);
    restart();

    assertThat(apply(new TicketVerb.Describe(call, passage, Optional.empty()), AT))
        .isEqualTo(new Outcome.Refused(Refusal.ALREADY_NOTED));
    assertThat(history().entries())
        .extracting(TicketEntry::event)
        .containsExactly(new TicketEvent.Described(call, passage, Optional.of(transcript)));
    assertThat(transcript.confidencePercent()).isEqualTo(91);
    assertThat(transcript.toString()).doesNotContain("ольга");
  }

  @Test
  void anUnknownTicketCannotBeWorkedOn() {
    TicketNumber none = new TicketNumber("99999999");

    assertThat(desk().apply(none, new TicketVerb.Close(), MARIA, AT)).isEmpty();
    assertThat(desk().history(none)).isEmpty();
    assertThatThrownBy(() -> desk().escalate(none, AT)).isInstanceOf(StoreException.class);
  }

  @Test
  void ofManyWhoTakeItAtOnceEachKnowsWhatTheOneBeforeDid() throws Exception {
    int takers = 6;
    CyclicBarrier together = new CyclicBarrier(takers);
    Callable<Outcome> take =
        () -> {
          together.await();
          return apply(new TicketVerb.Take(OPERATOR), AT);
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(takers)) {
      int done = 0;
      for (Future<Outcome> each : threads.invokeAll(java.util.Collections.nCopies(takers, take))) {
        done += each.get() instanceof Outcome.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(history().entries()).hasSize(1);
  }

  @Test
  void anAnsweredCallTakesATicketThatNobodyHas() {
    tickets().served(number, OPERATOR, days(1));
    tickets().served(number, OTHER, days(2));

    assertThat(history().life().stage()).isEqualTo(new Stage.InProgress(OPERATOR));
    assertThat(history().entries()).hasSize(1);
  }

  @Test
  void anAnsweredCallLeavesATicketWithItsDepartment() {
    done(
        new TicketVerb.HandOver(
            OFFICE, new Secret("их дело"), new Deadline(days(5), ZoneId.of("UTC"))),
        days(1));

    tickets().served(number, OPERATOR, days(2));

    assertThat(state()).isEqualTo(TicketState.HANDED_OVER);
  }

  @Test
  void aFurtherCallStandsInTheHistory() {
    CallId second = Samples.call(1);

    tickets().link(number, second, days(3));
    tickets().link(number, second, days(4));

    assertThat(history().life().calls()).containsExactly(second);
    assertThat(history().entries())
        .containsExactly(new TicketEntry(Author.SERVER, days(3), new TicketEvent.Linked(second)));
  }

  @Test
  void anotherCategoryHasItsOwnDeadlines() {
    tickets().update(number, "access", STATED, Language.RU);

    assertThat(history().life()).isEqualTo(PLAN.open("access", AT));
    assertThat(history().priority()).isEqualTo(Priority.NORMAL);
  }

  @Test
  void eachLevelIsToldOnceInItsTime() {
    Instant answer = history().life().answer().at();
    assertThat(desk().nearing(answer.minus(Duration.ofDays(2)), 10)).isEmpty();

    Instant near = answer.minus(Duration.ofHours(20));
    assertThat(desk().nearing(near, 10)).containsExactly(number);
    assertThat(desk().escalate(number, near))
        .extracting(EscalationLevel::name)
        .containsExactly("supervisor");
    assertThat(desk().escalate(number, near)).isEmpty();
    assertThat(desk().nearing(near, 10)).isEmpty();
    restart();

    assertThat(desk().nearing(answer, 10)).containsExactly(number);
    assertThat(desk().escalate(number, answer))
        .extracting(EscalationLevel::name)
        .containsExactly("head");
    assertThat(desk().nearing(days(1000), 10)).isEmpty();
    assertThat(history().life().escalated()).hasSize(2);
  }

  @Test
  void aTicketThatHasEndedConcernsNobodyUntilItIsReopened() {
    Instant answer = history().life().answer().at();
    done(new TicketVerb.Take(OPERATOR), AT);
    done(new TicketVerb.Solve(new Secret("готово")), AT);
    assertThat(desk().nearing(answer, 10)).isEmpty();
    assertThat(desk().escalate(number, answer)).isEmpty();

    done(new TicketVerb.Reopen(new Secret("нет"), new Deadline(answer, ZoneId.of("UTC"))), AT);
    assertThat(desk().nearing(answer, 10)).containsExactly(number);
  }

  @Test
  void thoseThatWaitLongestComeFirstAndNoMoreThanAsked() {
    TicketNumber later = tickets().open(Samples.call(1), "complaint", STATED, Language.RU, days(2));
    TicketNumber earlier = tickets().open(Samples.call(2), "access", STATED, Language.RU, days(1));

    assertThat(desk().nearing(days(1000), 2)).containsExactly(earlier, number);
    assertThat(desk().nearing(days(1000), 10)).containsExactly(earlier, number, later);
  }

  @Test
  void whenTheLevelsHaveChangedAllAreLookedAtAgain() {
    TicketNumber ended = tickets().open(Samples.call(1), "access", STATED, Language.RU, AT);
    desk().apply(ended, new TicketVerb.Take(OPERATOR), MARIA, AT);
    desk().apply(ended, new TicketVerb.Solve(new Secret("готово")), MARIA, AT);

    desk().reckonAgain(days(1));

    assertThat(desk().nearing(days(1), 10)).containsExactly(number);
    assertThat(desk().escalate(number, days(1))).isEmpty();
    assertThat(desk().nearing(days(1), 10)).isEmpty();
  }

  @Test
  void forTheSameLevelsThatIsDoneOnceAlsoAfterARestart() {
    desk().reckonAgain(days(1));
    assertThat(desk().escalate(number, days(1))).isEmpty();

    desk().reckonAgain(days(1));
    restart();
    desk().reckonAgain(days(1));

    assertThat(desk().nearing(days(1), 10)).isEmpty();
  }
}
