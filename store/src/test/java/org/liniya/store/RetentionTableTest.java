package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Secret;
import org.liniya.port.Retention;
import org.liniya.port.Retention.Subject;
import org.liniya.port.StoreException;
import org.liniya.ticket.Author;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.RetentionRule.Reason;
import org.liniya.ticket.TicketNumber;

@OnEachDatabase
final class RetentionTableTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofDays(100));
  private static final Author ANNA = new Author("anna");

  /** A month for everything but complaints (kept for a year) and thanks (for ever). */
  private static final RetentionPlan PLAN =
      new RetentionPlan(
          Map.of(
              "complaint", new RetentionPeriod.Days(365), "thanks", new RetentionPeriod.ForEver()),
          new RetentionPeriod.Days(30),
          new RetentionPeriod.Days(30),
          LocalTime.of(3, 30));

  @RegisterExtension final FreshStore fresh = new FreshStore();
  private final RetentionWorld world = new RetentionWorld(fresh);

  private Retention retention() {
    return fresh.store().retention();
  }

  private List<Retention.Ripe> look(Retention.Kind kind) {
    List<Retention.Ripe> all = new ArrayList<>();
    Optional<Retention.Place> next = Optional.empty();
    do {
      Retention.Page page = retention().look(kind, PLAN, NOW, next);
      all.addAll(page.ripe());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  private boolean delete(TicketNumber number) {
    return retention().delete(new Subject.OfTicket(number), PLAN, NOW);
  }

  private boolean delete(CallId call) {
    return retention().delete(new Subject.OfCall(call), PLAN, NOW);
  }

  /** It stays, and everything in the database is as it was. */
  private void assertStays(TicketNumber number, Reason why) throws SQLException {
    Map<String, List<String>> before = world.everything();
    assertThat(delete(number)).isFalse();
    assertThat(world.everything()).isEqualTo(before);
    assertThat(look(Retention.Kind.TICKETS))
        .filteredOn(ripe -> ripe.subject().equals(new Subject.OfTicket(number)))
        .allSatisfy(ripe -> assertThat(ripe.decision()).isEqualTo(new Decision.Keep(why)));
  }

  @Test
  void whatGoesWithATicketIsAllOfItAndNothingOfAnother() throws SQLException {
    TicketNumber other = world.solved("access", OLD.plusSeconds(60));
    CallId othersCall = world.callOf(other);
    Map<String, List<String>> before = world.everything();
    TicketNumber number = world.fullTicket(OLD);
    List<CallId> calls = fresh.store().tickets().find(number).orElseThrow().calls();

    assertThat(delete(number)).isTrue();

    Map<String, List<String>> after = world.everything();
    List<String> deletions = Objects.requireNonNull(after.remove("deletions"));
    before.remove("deletions");
    after.remove("audit");
    before.remove("audit");
    after.remove("sealed_keys");
    before.remove("sealed_keys");
    assertThat(after).isEqualTo(before);
    assertThat(deletions).hasSize(1);
    assertThat(deletions.getFirst()).contains("ticket " + number.digits());
    assertThat(fresh.store().calls().find(othersCall)).isPresent();

    Retention.Unfinished unfinished = retention().unfinished().getFirst();
    assertThat(unfinished.recordings()).containsExactlyInAnyOrderElementsOf(calls);
    assertThat(unfinished.detail())
        .startsWith("rule default 30d, ended " + OLD)
        .contains("3 entries, 2 calls", "2 journal lines", "2 persons");
    assertThat(unfinished.audited()).isFalse();
    retention().audited(unfinished.id());
    assertThat(retention().unfinished().getFirst().audited()).isTrue();
    retention().finished(unfinished.id());
    assertThat(retention().unfinished()).isEmpty();
  }

  @Test
  void aPersonIsForgottenOnlyWhenNothingElseIsTheirs() throws SQLException {
    TicketNumber first = world.solved("access", OLD);
    TicketNumber second = world.solved("access", NOW);
    world.execute(
        "update tickets set person = (select person from tickets where number = '%s')"
            + " where number = '%s'",
        second.digits(), first.digits());

    int persons = world.count("persons");
    assertThat(delete(first)).isTrue();

    assertThat(fresh.store().ticketDesk().history(second)).isPresent();
    // the one who called first is nobody's any more; the one whom both tickets name is kept
    assertThat(world.count("persons")).isEqualTo(persons - 1);
  }

  @Test
  void aPersonWhoIsAnotherGoesWithThatOneAfterTheLastTicket() throws SQLException {
    TicketNumber first = world.solved("access", OLD);
    TicketNumber second = world.solved("access", OLD);
    world.execute(
        "update persons set same_as = (select person from tickets where number = '%s')"
            + " where id = (select person from tickets where number = '%s')",
        second.digits(), first.digits());

    assertThat(delete(second)).isTrue();
    assertThat(world.count("persons")).isEqualTo(2);
    assertThat(delete(first)).isTrue();
    assertThat(world.count("persons")).isZero();
  }

  @Test
  void itStaysWhenItIsTooYoung() throws SQLException {
    assertStays(
        world.solved("access", NOW.minus(Duration.ofDays(30)).plusMillis(1)), Reason.TOO_YOUNG);
    assertStays(world.solved("complaint", OLD), Reason.TOO_YOUNG);
    assertStays(world.solved("thanks", OLD.minus(Duration.ofDays(9_000))), Reason.KEPT_FOR_EVER);
    assertThat(delete(world.solved("access", NOW.minus(Duration.ofDays(30))))).isTrue();
  }

  @Test
  void itStaysWhenALaterCallIsTooYoung() throws SQLException {
    TicketNumber number = world.solved("access", OLD);
    CallId later = world.arrived(OLD.plusSeconds(5));
    world.linkWithoutReopening(number, later);
    world.endCall(number, later, NOW.minus(Duration.ofDays(3)));

    assertStays(number, Reason.TOO_YOUNG);
  }

  @Test
  void itStaysAsLongAsItIsOpenOrReopened() throws SQLException {
    TicketNumber open = world.open("access", OLD.minus(Duration.ofDays(3_000)));
    TicketNumber reopened = world.solved("access", OLD);
    world.reopen(reopened, OLD.plusSeconds(60));

    assertStays(open, Reason.NOT_ENDED);
    assertStays(reopened, Reason.NOT_ENDED);
    assertThat(look(Retention.Kind.TICKETS)).isEmpty();
  }

  @Test
  void itStaysAsLongAsItIsHeld() throws SQLException {
    TicketNumber number = world.solved("access", OLD);
    fresh.store().ticketHolds().hold(number, new Secret("case 5"), ANNA, OLD);

    assertStays(number, Reason.HELD);

    fresh.store().ticketHolds().release(number, ANNA, NOW);
    assertThat(delete(number)).isTrue();
  }

  @Test
  void itStaysAsLongAsOneOfItsCallsGoesOn() throws SQLException {
    TicketNumber linked = world.solved("access", OLD);
    world.linkWithoutReopening(linked, world.arrived(NOW.minusSeconds(60)));
    TicketNumber named = world.solved("access", OLD);
    fresh.store().calls().ticketed(world.arrived(NOW.minusSeconds(61)), named);

    assertStays(linked, Reason.CALL_IN_PROGRESS);
    assertStays(named, Reason.CALL_IN_PROGRESS);
  }

  @Test
  void itStaysAsLongAsACallbackIsOwed() throws SQLException {
    TicketNumber byCall = world.solved("access", OLD);
    world.owe(world.callOf(byCall), Optional.empty());
    TicketNumber byTicket = world.solved("access", OLD);
    world.owe(world.arrived(OLD), Optional.of(byTicket));

    assertStays(byCall, Reason.CALLBACK_OWED);
    assertStays(byTicket, Reason.CALLBACK_OWED);
  }

  @Test
  void aCallThatIsAlsoOfAnotherTicketStaysWithThatOne() throws SQLException {
    TicketNumber number = world.solved("access", OLD);
    TicketNumber kept = world.solved("access", NOW);
    CallId call = world.callOf(kept);
    fresh.store().calls().ticketed(call, number);
    fresh.store().journal().commit(call, NOW, new JournalEvent.Rated(5));

    assertThat(delete(number)).isTrue();

    assertThat(fresh.store().calls().find(call)).isPresent();
    assertThat(fresh.store().journal().read(call)).isNotEmpty();
    assertThat(retention().unfinished().getFirst().recordings()).doesNotContain(call);
  }

  @Test
  void callsWithoutTicketGoByThemselves() throws SQLException {
    CallId old = world.ended(OLD);
    CallId young = world.ended(NOW.minus(Duration.ofDays(30)).plusMillis(1));
    CallId open = world.arrived(OLD);
    CallId owed = world.ended(OLD.plusSeconds(1));
    world.owe(owed, Optional.empty());
    TicketNumber ticket = world.solved("thanks", OLD);

    assertThat(look(Retention.Kind.CALLS))
        .extracting(ripe -> ripe.subject() + " " + ripe.decision().getClass().getSimpleName())
        .containsExactly(new Subject.OfCall(old) + " Delete", new Subject.OfCall(owed) + " Keep");
    for (CallId each : List.of(young, open, owed, world.callOf(ticket))) {
      Map<String, List<String>> before = world.everything();
      assertThat(delete(each)).isFalse();
      assertThat(world.everything()).isEqualTo(before);
    }
    int persons = world.count("persons");
    assertThat(delete(old)).isTrue();
    assertThat(fresh.store().calls().find(old)).isEmpty();
    assertThat(world.count("persons")).isEqualTo(persons - 1);
    assertThat(delete(old)).isFalse();
  }

  @Test
  void journalsOfOperatorsOwnCallsGoByThemselves() {
    CallId old = world.id(OLD);
    CallId young = world.id(NOW.minusSeconds(60));
    CallId longTalk = world.id(OLD.plusSeconds(1));
    fresh.store().journal().commit(old, OLD, new JournalEvent.Rated(5));
    fresh.store().journal().commit(young, NOW, new JournalEvent.Rated(5));
    fresh.store().journal().commit(longTalk, OLD, new JournalEvent.Rated(5));
    fresh.store().journal().commit(longTalk, NOW, new JournalEvent.Rated(5));

    CallId oldest = world.id(OLD.minus(Duration.ofDays(40)));
    fresh.store().journal().commit(oldest, OLD, new JournalEvent.Rated(5));
    CallId lastDay = world.id(NOW.minus(Duration.ofDays(30)).minusSeconds(5));
    fresh
        .store()
        .journal()
        .commit(lastDay, NOW.minus(Duration.ofDays(30)), new JournalEvent.Rated(5));

    assertThat(look(Retention.Kind.JOURNALS))
        .extracting(Retention.Ripe::subject)
        .containsExactly(
            new Subject.OfCall(oldest), new Subject.OfCall(old), new Subject.OfCall(lastDay));
    assertThat(delete(old)).isTrue();
    assertThat(delete(young)).isFalse();
    assertThat(delete(longTalk)).isFalse();
    assertThat(fresh.store().journal().read(old)).isEmpty();
    assertThat(fresh.store().journal().read(young)).hasSize(1);
    assertThat(fresh.store().journal().read(longTalk)).hasSize(2);
  }

  @Test
  void whoKeepsAllFindsNothingAndDeletesNothing() throws SQLException {
    TicketNumber number = world.solved("access", OLD.minus(Duration.ofDays(9_000)));
    CallId call = world.ended(OLD);
    Map<String, List<String>> before = world.everything();

    for (Retention.Kind kind : Retention.Kind.values()) {
      assertThat(retention().look(kind, RetentionPlan.KEEP_ALL, NOW, Optional.empty()).ripe())
          .isEmpty();
    }
    assertThat(retention().delete(new Subject.OfTicket(number), RetentionPlan.KEEP_ALL, NOW))
        .isFalse();
    assertThat(retention().delete(new Subject.OfCall(call), RetentionPlan.KEEP_ALL, NOW)).isFalse();
    assertThat(world.everything()).isEqualTo(before);
  }

  @Test
  void moreThanAPageIsFoundOnceEachInTheOrderOfEnding() {
    List<TicketNumber> numbers = new ArrayList<>();
    for (int i = 0; i < RetentionQueries.PAGE + 5; i++) {
      numbers.add(world.solved("access", OLD.plusSeconds(i / 2)));
    }

    assertThat(look(Retention.Kind.TICKETS))
        .extracting(Retention.Ripe::subject)
        .containsExactlyInAnyOrderElementsOf(numbers.stream().map(Subject.OfTicket::new).toList());
    assertThat(look(Retention.Kind.TICKETS)).extracting(Retention.Ripe::endedAt).isSorted();
  }

  @Test
  void whatFailsOnTheWayLeavesEverythingAsItWas() throws SQLException {
    TicketNumber number = world.fullTicket(OLD);
    // The last thing that a deletion does is its note: a foreign row in its way makes that fail.
    world.execute(
        "insert into deletions (id, at, detail, recordings)"
            + " select 'ticket %s', opened_at, 'x', '' from tickets where number = '%s'",
        number.digits(), number.digits());
    Map<String, List<String>> before = world.everything();

    assertThatThrownBy(() -> delete(number)).isInstanceOf(StoreException.class);

    assertThat(world.everything()).isEqualTo(before);
    retention().finished("ticket " + number.digits());
    assertThat(delete(number)).isTrue();
  }
}
