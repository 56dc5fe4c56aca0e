package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Outbox;
import org.liniya.port.Outbox.Item;
import org.liniya.port.Outbox.Status;
import org.liniya.port.Outbox.Subscription;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.ticket.Author;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.Due;
import org.liniya.ticket.Escalation;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.Priority;
import org.liniya.ticket.TicketNotice;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketState;
import org.liniya.ticket.TicketVerb;

/** What every {@link Outbox} keeps to, filled by the changes of tickets. */
public abstract class OutboxContract {
  private static final Instant AT = Samples.NOON;
  private static final Instant LATER = AT.plus(Duration.ofDays(400));
  private static final Author MARIA = new Author("maria");
  private static final String ALL = "help-desk";
  private static final String SOME = "statistics";

  /** One receiver wants everything, one only the beginning and the rating. */
  protected static final List<Subscription> SUBSCRIPTIONS =
      List.of(
          new Subscription(ALL, EnumSet.allOf(NoticeKind.class)),
          new Subscription(SOME, Set.of(NoticeKind.OPENED, NoticeKind.RATED)));

  protected static final TicketPlan PLAN =
      new TicketPlan(
          TicketPlan.STANDARD.deadlines(),
          Map.of("complaint", Priority.HIGH),
          new Escalation(
              List.of(new EscalationLevel(Due.ANSWER, "head", Duration.ZERO)), Optional.empty()),
          Map.of());

  /** Tickets with {@link #PLAN} that fill the outbox for {@link #SUBSCRIPTIONS}; none yet. */
  protected abstract TicketStore tickets();

  /** The desk over the same tickets. */
  protected abstract TicketDesk desk();

  protected abstract Outbox outbox();

  /** As after a restart. */
  protected abstract void restart();

  private TicketNumber open(int call) {
    return tickets()
        .open(
            Samples.call(call),
            "complaint",
            new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
            Language.RU,
            AT);
  }

  private void does(TicketNumber number, TicketVerb verb) {
    assertThat(desk().apply(number, verb, MARIA, AT.plusSeconds(1))).isPresent();
  }

  private List<Item> due(String receiver) {
    return outbox().due(receiver, LATER, 100);
  }

  /** Delivers everything in order. */
  private List<TicketNotice> drain(String receiver) {
    List<TicketNotice> all = new ArrayList<>();
    for (List<Item> some = due(receiver); !some.isEmpty(); some = due(receiver)) {
      for (Item item : some) {
        all.add(item.notice());
        outbox().delivered(item.seq(), AT);
      }
    }
    return all;
  }

  @Test
  void everyChangeIsToldInItsOrder() {
    TicketNumber number = open(0);
    Deadline deadline = PLAN.open("complaint", AT).answer();
    tickets().update(number, "complaint", Identity.NONE, Language.RU);
    does(number, new TicketVerb.Take(new OperatorId("1001")));
    does(number, new TicketVerb.Note(new Secret("звонила дважды")));
    does(number, new TicketVerb.Wait(new Secret("справка")));
    does(number, new TicketVerb.Take(new OperatorId("1001")));
    does(number, new TicketVerb.HandOver(new Department("payments"), new Secret("их"), deadline));
    does(number, new TicketVerb.Take(new OperatorId("1001")));
    does(number, new TicketVerb.Solve(new Secret("готово")));
    does(number, new TicketVerb.Reopen(new Secret("нет"), deadline));
    tickets().link(number, Samples.call(5), AT.plusSeconds(2));
    tickets().rated(number, 4);
    desk().escalate(number, LATER);
    does(number, new TicketVerb.Take(new OperatorId("1001")));
    does(number, new TicketVerb.Solve(new Secret("теперь готово")));
    does(number, new TicketVerb.Close());

    assertThat(drain(ALL))
        .extracting(TicketNotice::kind)
        .containsExactly(
            NoticeKind.OPENED,
            NoticeKind.CHANGED,
            NoticeKind.TAKEN,
            NoticeKind.NOTED,
            NoticeKind.WAITING_BEGAN,
            NoticeKind.TAKEN,
            NoticeKind.HANDED_OVER,
            NoticeKind.TAKEN,
            NoticeKind.SOLVED,
            NoticeKind.REOPENED,
            NoticeKind.LINKED,
            NoticeKind.RATED,
            NoticeKind.ESCALATED,
            NoticeKind.TAKEN,
            NoticeKind.SOLVED,
            NoticeKind.CLOSED);
    assertThat(drain(SOME))
        .extracting(TicketNotice::kind)
        .containsExactly(NoticeKind.OPENED, NoticeKind.RATED);
  }

  @Test
  void aNoticeSaysHowTheTicketStandsAfterTheChange() {
    TicketNumber number = open(0);
    Instant answer = PLAN.open("complaint", AT).answer().at();
    tickets().rated(number, 4);
    Deadline deadline = PLAN.open("complaint", AT).answer();
    does(number, new TicketVerb.Take(new OperatorId("1001")));
    does(number, new TicketVerb.HandOver(new Department("payments"), new Secret("их"), deadline));
    desk().escalate(number, LATER);

    restart();
    List<TicketNotice> told = drain(ALL);
    assertThat(told.getFirst())
        .isEqualTo(
            new TicketNotice(
                number,
                NoticeKind.OPENED,
                AT,
                TicketState.NEW,
                "complaint",
                Priority.HIGH,
                answer,
                TicketNotice.By.SERVER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(told.get(1).rating()).contains(4);
    assertThat(told.get(3).department()).contains("payments");
    assertThat(told.get(3).state()).isEqualTo(TicketState.HANDED_OVER);
    assertThat(told.get(3).by()).isEqualTo(TicketNotice.By.PERSON);
    assertThat(told.get(4).due()).contains("answer");
    assertThat(told.get(4).level()).contains("head");
  }

  @Test
  void whatIsRefusedIsNotTold() {
    TicketNumber number = open(0);
    TicketNumber other = open(1);
    CallId ofNumber = tickets().find(number).orElseThrow().calls().getFirst();
    drain(ALL);

    does(number, new TicketVerb.Close()); // not before it is solved
    assertThatThrownBy(() -> tickets().link(other, ofNumber, AT))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> tickets().rated(new TicketNumber("99999995"), 3))
        .isInstanceOf(StoreException.class);

    assertThat(drain(ALL)).isEmpty();
  }

  @Test
  void everyReceiverIsGivenTheSameIdentifierOfANotice() {
    open(0);

    assertThat(due(ALL)).extracting(Item::id).containsExactly(due(SOME).getFirst().id());
  }

  @Test
  void aLaterNoticeOfATicketNeverOvertakesAnEarlierOne() {
    TicketNumber slow = open(0);
    does(slow, new TicketVerb.Take(new OperatorId("1001")));
    TicketNumber quick = open(1);
    Item first = due(ALL).getFirst();

    outbox().failed(first.seq(), LATER.plusSeconds(1), "answered 500");

    assertThat(due(ALL)).extracting(item -> item.notice().ticket()).containsExactly(quick);
    restart();
    assertThat(outbox().due(ALL, LATER.plusSeconds(1), 100))
        .extracting(item -> item.notice().kind(), Item::attempts, Item::problem)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(NoticeKind.OPENED, 1, "answered 500"),
            org.assertj.core.groups.Tuple.tuple(NoticeKind.OPENED, 0, ""));
  }

  @Test
  void theDeadLetTheNextGoOnAndComeBackWhenAsked() {
    TicketNumber number = open(0);
    does(number, new TicketVerb.Take(new OperatorId("1001")));
    Item first = due(ALL).getFirst();

    outbox().dead(first.seq(), AT, "x".repeat(300));

    assertThat(outbox().counts(ALL)).isEqualTo(new Outbox.Counts(1, 1));
    assertThat(due(ALL)).extracting(item -> item.notice().kind()).containsExactly(NoticeKind.TAKEN);
    assertThat(outbox().latest(ALL, Status.DEAD, 10, Optional.empty()))
        .singleElement()
        .satisfies(item -> assertThat(item.problem()).hasSize(Outbox.LONGEST_PROBLEM));
    assertThat(outbox().retry(SOME, AT)).isZero();
    assertThat(outbox().retry(ALL, LATER)).isEqualTo(1);
    assertThat(outbox().due(ALL, LATER, 10).getFirst().seq()).isEqualTo(first.seq());
    assertThat(outbox().counts(ALL)).isEqualTo(new Outbox.Counts(2, 0));
  }

  @Test
  void whatHasArrivedIsNotTouchedAgain() {
    open(0);
    Item item = due(ALL).getFirst();
    outbox().delivered(item.seq(), AT);

    outbox().failed(item.seq(), AT, "late");
    outbox().dead(item.seq(), AT, "late");

    assertThat(due(ALL)).isEmpty();
    assertThat(outbox().counts(ALL)).isEqualTo(new Outbox.Counts(0, 0));
    assertThat(outbox().latest(ALL, Status.DELIVERED, 10, Optional.empty())).hasSize(1);
  }

  @Test
  void theListGoesOnFromPageToPage() {
    for (int call = 0; call < 3; call++) {
      open(call);
    }
    List<Item> page = outbox().latest(ALL, Status.WAITING, 2, Optional.empty());
    List<Item> rest = outbox().latest(ALL, Status.WAITING, 2, Optional.of(page.getLast().seq()));

    assertThat(page).hasSize(2);
    assertThat(rest).hasSize(1);
    assertThat(rest.getFirst().seq()).isLessThan(page.getLast().seq());
  }

  @Test
  void whatWaitsForAReceiverThatIsGoneIsGivenUp() {
    open(0);

    assertThat(outbox().forget(Set.of(ALL), AT)).isEqualTo(1);
    assertThat(outbox().counts(ALL)).isEqualTo(new Outbox.Counts(1, 0));
    assertThat(outbox().counts(SOME)).isEqualTo(new Outbox.Counts(0, 1));
  }

  @Test
  void whatHasWaitedTooLongIsGivenUpAndGetsAsLongAgainAfterARetry() {
    open(0);
    assertThat(outbox().giveUp(ALL, AT, LATER)).isZero();
    assertThat(outbox().giveUp(ALL, AT.plusSeconds(1), LATER)).isEqualTo(1);
    assertThat(outbox().counts(SOME)).isEqualTo(new Outbox.Counts(1, 0));

    outbox().retry(ALL, LATER);

    assertThat(outbox().giveUp(ALL, LATER, LATER)).isZero();
    assertThat(outbox().counts(ALL)).isEqualTo(new Outbox.Counts(1, 0));
  }

  @Test
  void oldOnesAreRemovedAndTheOthersStay() {
    for (int call = 0; call < 4; call++) {
      open(call);
    }
    List<Item> all = due(ALL);
    outbox().delivered(all.get(0).seq(), AT);
    outbox().delivered(all.get(1).seq(), AT.plusSeconds(9));
    outbox().dead(all.get(2).seq(), AT, "answered 500");

    assertThat(outbox().remove(AT.plusSeconds(5), AT, 100)).isEqualTo(new Outbox.Removed(1, 0));
    assertThat(outbox().remove(AT, AT.plusSeconds(5), 100)).isEqualTo(new Outbox.Removed(0, 1));
    assertThat(outbox().counts(ALL)).isEqualTo(new Outbox.Counts(1, 0));
    assertThat(outbox().latest(ALL, Status.DELIVERED, 10, Optional.empty()))
        .extracting(Item::seq)
        .containsExactly(all.get(1).seq());
  }
}
