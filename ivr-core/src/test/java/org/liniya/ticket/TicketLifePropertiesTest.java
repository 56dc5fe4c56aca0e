package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.ticket.TicketScene.ANNA;
import static org.liniya.ticket.TicketScene.MOSCOW;
import static org.liniya.ticket.TicketScene.ONE;
import static org.liniya.ticket.TicketScene.OPENED;
import static org.liniya.ticket.TicketScene.PASSPORTS;
import static org.liniya.ticket.TicketScene.TAXES;
import static org.liniya.ticket.TicketScene.TWO;
import static org.liniya.ticket.TicketScene.call;
import static org.liniya.ticket.TicketScene.complaint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.liniya.call.Secret;
import org.liniya.ticket.TicketRules.Outcome;

/** Whatever is asked of a ticket, in whatever order. */
class TicketLifePropertiesTest {

  /** A verb, and the hours that pass before it; its deadline is so many hours after that. */
  record Ask(int kind, int choice, String text, int pause, int term) {

    TicketVerb verb(Instant now) {
      Secret words = new Secret(text);
      Deadline until = new Deadline(now.plus(Duration.ofHours(term)), MOSCOW);
      return switch (kind) {
        case 0 -> new TicketVerb.Take(choice % 2 == 0 ? ONE : TWO);
        case 1 -> new TicketVerb.Note(words);
        case 2 -> new TicketVerb.HandOver(choice % 2 == 0 ? PASSPORTS : TAXES, words, until);
        case 3 -> new TicketVerb.Wait(words);
        case 4 -> new TicketVerb.Solve(words);
        case 5 -> new TicketVerb.Close();
        case 6 -> new TicketVerb.Reopen(words, until);
        case 7 -> new TicketVerb.Link(call(choice));
        default ->
            new TicketVerb.Escalate(DUES.get(choice % 3), choice % 2 == 0 ? "head" : "minister");
      };
    }
  }

  private static final List<Due> DUES = List.of(Due.values());
  private static final Map<String, Set<String>> TABLE = TicketTable.rows();

  @Property(tries = 3_000)
  void theInvariantsHold(@ForAll("asks") List<Ask> asks) {
    TicketLife life = complaint();
    Instant at = OPENED;
    List<TicketEntry> journal = new ArrayList<>();
    Set<String> told = new HashSet<>();
    int answers = 0;
    int departments = 0;
    for (Ask ask : asks) {
      at = at.plus(Duration.ofHours(ask.pause));
      TicketVerb verb = ask.verb(at);
      Outcome outcome = TicketRules.apply(life, verb, ANNA, at);
      assertThat(TABLE.get(TicketTable.row(life, verb))).contains(TicketTable.result(outcome));
      if (outcome instanceof Outcome.Done done) {
        TicketLife next = done.life();
        assertThat(done.entry().by()).isEqualTo(ANNA);
        assertThat(done.entry().at()).isEqualTo(at);
        onlyReopeningLeadsOutOfAnEnd(life, verb, next);
        noDeadlineVanishes(life, verb, next);
        assertThat(next.calls().subList(0, life.calls().size())).isEqualTo(life.calls());
        answers += verb instanceof TicketVerb.Reopen ? 1 : 0;
        departments += verb instanceof TicketVerb.HandOver ? 1 : 0;
        if (verb instanceof TicketVerb.Escalate(Due due, String level)) {
          int round = due == Due.ANSWER ? answers : due == Due.DEPARTMENT ? departments : 0;
          assertThat(told.add(due + level + round)).as("%s told twice", verb).isTrue();
        }
        journal.add(done.entry());
        life = next;
      }
    }
    assertThat(replayed(journal)).isEqualTo(life);
  }

  private static void onlyReopeningLeadsOutOfAnEnd(
      TicketLife before, TicketVerb verb, TicketLife after) {
    if (before.stage().ended() && !after.stage().ended()) {
      assertThat(verb).isInstanceOf(TicketVerb.Reopen.class);
    }
    if (before.stage() instanceof Stage.Closed && after.stage().ended()) {
      assertThat(after.stage()).isEqualTo(before.stage());
    }
  }

  private static void noDeadlineVanishes(TicketLife before, TicketVerb verb, TicketLife after) {
    assertThat(after.running().containsKey(Due.ANSWER)).isEqualTo(!after.stage().ended());
    assertThat(after.registration()).isEqualTo(before.registration());
    assertThat(after.openedAt()).isEqualTo(before.openedAt());
    if (!(verb instanceof TicketVerb.Reopen)) {
      assertThat(after.answer()).isEqualTo(before.answer());
    }
    assertThat(after.running().containsKey(Due.REGISTRATION))
        .isEqualTo(after.stage() instanceof Stage.New);
    assertThat(after.running().containsKey(Due.DEPARTMENT))
        .isEqualTo(after.stage() instanceof Stage.HandedOver);
  }

  private static TicketLife replayed(List<TicketEntry> journal) {
    TicketLife life = complaint();
    for (TicketEntry entry : journal) {
      life = life.after(entry);
    }
    return life;
  }

  @Provide
  Arbitrary<List<Ask>> asks() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of("why not", "because", " "),
            Arbitraries.integers().between(0, 100),
            Arbitraries.integers().between(-1, 500))
        .as(Ask::new)
        .list()
        .ofMaxSize(60);
  }
}
