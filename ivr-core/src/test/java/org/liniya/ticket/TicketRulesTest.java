package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.ticket.TicketScene.ANNA;
import static org.liniya.ticket.TicketScene.ONE;
import static org.liniya.ticket.TicketScene.OPENED;
import static org.liniya.ticket.TicketScene.PASSPORTS;
import static org.liniya.ticket.TicketScene.TAXES;
import static org.liniya.ticket.TicketScene.TWO;
import static org.liniya.ticket.TicketScene.after;
import static org.liniya.ticket.TicketScene.call;
import static org.liniya.ticket.TicketScene.complaint;
import static org.liniya.ticket.TicketScene.deadline;
import static org.liniya.ticket.TicketScene.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.ticket.TicketRules.Outcome;

class TicketRulesTest {

  private static final TicketVerb TAKE = new TicketVerb.Take(ONE);
  private static final TicketVerb HAND_OVER =
      new TicketVerb.HandOver(PASSPORTS, text("their matter"), deadline(10));
  private static final TicketVerb WAIT = new TicketVerb.Wait(text("a photograph"));
  private static final TicketVerb SOLVE = new TicketVerb.Solve(text("sent by post"));
  private static final TicketVerb REOPEN = new TicketVerb.Reopen(text("never came"), deadline(40));
  private static final TicketVerb CLOSE = new TicketVerb.Close();
  private static final Instant NOW = OPENED.plus(Duration.ofDays(1));

  /** Every verb in every stage, in every form: what comes of it is the table, no more, no less. */
  @Test
  void everyRowOfTheTableIsTakenAndNothingElseHappens() {
    Map<String, Set<String>> seen = new TreeMap<>();
    for (TicketLife life : lives()) {
      for (TicketVerb verb : verbs()) {
        Outcome outcome = TicketRules.apply(life, verb, ANNA, NOW);
        seen.computeIfAbsent(TicketTable.row(life, verb), _ -> new TreeSet<>())
            .add(TicketTable.result(outcome));
      }
    }
    Map<String, Set<String>> table = new TreeMap<>(TicketTable.rows());
    assertThat(table).hasSize(9 * 7);
    assertThat(seen).isEqualTo(table);
  }

  @Test
  void everyRefusalIsInTheTableAndSaysSomething() {
    Set<String> refused = new TreeSet<>();
    TicketTable.rows().values().forEach(refused::addAll);
    refused.add("!" + Refusal.ALREADY_NOTED.word()); // of what was done before, not of the stage
    for (Refusal refusal : Refusal.values()) {
      assertThat(refused).contains("!" + refusal.word());
      assertThat(refusal.sentence()).hasSizeGreaterThan(20);
    }
  }

  @Test
  void handedOverWithWhoWhyAndDeadline() {
    TicketLife life = after(complaint(), TAKE, HAND_OVER);
    assertThat(life.stage())
        .isEqualTo(new Stage.HandedOver(ANNA, PASSPORTS, text("their matter"), deadline(10)));
    assertThat(life.since()).isEqualTo(OPENED.plus(Duration.ofHours(2)));
    assertThat(life.running())
        .containsOnly(Map.entry(Due.ANSWER, deadline(30)), Map.entry(Due.DEPARTMENT, deadline(10)));
  }

  @Test
  void anotherDepartmentIsToldAnew() {
    TicketVerb tell = new TicketVerb.Escalate(Due.DEPARTMENT, "head");
    TicketVerb tellOfAnswer = new TicketVerb.Escalate(Due.ANSWER, "head");
    TicketLife first = after(complaint(), HAND_OVER, tell, tellOfAnswer);
    TicketLife second = after(first, new TicketVerb.HandOver(TAXES, text("theirs"), deadline(12)));
    assertThat(first.escalated()).hasSize(2);
    assertThat(second.escalated()).containsExactly(new TicketLife.Told(Due.ANSWER, "head"));
    assertThat(after(second, tell).escalated()).hasSize(2);
  }

  @Test
  void aLateAnswerStillGivesTheDepartmentADeadline() {
    TicketVerb late = new TicketVerb.HandOver(TAXES, text("urgent"), deadline(35));
    assertThat(TicketRules.apply(complaint(), late, ANNA, OPENED.plus(Duration.ofDays(31))))
        .isInstanceOf(Outcome.Done.class);
    assertThat(TicketRules.apply(complaint(), late, ANNA, NOW))
        .isEqualTo(new Outcome.Refused(Refusal.DEADLINE_TOO_LATE));
  }

  @Test
  void reopeningSetsTheAnswerAnewAndItsLevels() {
    TicketVerb tell = new TicketVerb.Escalate(Due.ANSWER, "head");
    TicketLife closed = after(complaint(), TAKE, tell, SOLVE, CLOSE);
    assertThat(closed.running()).isEmpty();
    TicketLife life = after(closed, REOPEN);
    assertThat(life.reopenings()).isEqualTo(1);
    assertThat(life.running()).containsExactly(Map.entry(Due.ANSWER, deadline(40)));
    assertThat(after(life, tell).escalated()).hasSize(1);
  }

  /** Whatever a script wrote into it, somebody can still bring it to its end. */
  @Test
  void aTicketFullOfNotesIsTakenSolvedAndClosedAndTakesNoMore() {
    TicketVerb[] notes =
        Stream.generate(() -> new TicketVerb.Note(text("again")))
            .limit(TicketRules.MOST_ENTRIES)
            .toArray(TicketVerb[]::new);
    TicketLife full = after(complaint(), notes);

    assertThat(full.entries()).isEqualTo(TicketRules.MOST_ENTRIES);
    assertThat(TicketRules.apply(full, notes[0], ANNA, NOW))
        .isEqualTo(new Outcome.Refused(Refusal.TOO_MANY_ENTRIES));
    TicketLife closed =
        after(
            full,
            new TicketVerb.Link(call(1)),
            new TicketVerb.Escalate(Due.ANSWER, "head"),
            TAKE,
            SOLVE,
            CLOSE);
    assertThat(closed.stage()).isInstanceOf(Stage.Closed.class);
    assertThat(TicketRules.apply(closed, REOPEN, ANNA, NOW))
        .isEqualTo(new Outcome.Refused(Refusal.TOO_MANY_ENTRIES));
  }

  @Test
  void noTextCanBeReadFromWhatIsPrinted() {
    TicketLife life = after(complaint(), TAKE, new TicketVerb.Wait(text("snils 112-233-445 95")));
    TicketVerb note = new TicketVerb.Note(text("snils 112-233-445 95"));
    assertThat(life.toString() + TicketRules.apply(life, note, ANNA, NOW))
        .doesNotContain("112")
        .contains("•••");
  }

  /** Each stage, plain and with its calls and levels used up. */
  private static List<TicketLife> lives() {
    TicketLife life = complaint();
    List<TicketLife> lives =
        new ArrayList<>(
            List.of(
                life,
                after(life, TAKE),
                after(life, TAKE, WAIT),
                after(life, HAND_OVER),
                after(life, TAKE, SOLVE),
                after(life, TAKE, SOLVE, CLOSE),
                after(life, TAKE, SOLVE, REOPEN)));
    lives.addAll(lives.stream().map(each -> full(each)).toList());
    lives.addAll(lives.stream().filter(each -> !each.stage().ended()).map(l -> told(l)).toList());
    return lives;
  }

  private static TicketLife full(TicketLife life) {
    TicketVerb[] links =
        Stream.iterate(1, n -> n + 1)
            .limit(TicketRules.MOST_CALLS)
            .map(n -> new TicketVerb.Link(call(n)))
            .toArray(TicketVerb[]::new);
    return after(life, links);
  }

  private static TicketLife told(TicketLife life) {
    return after(
        life,
        life.running().keySet().stream()
            .map(due -> new TicketVerb.Escalate(due, "head"))
            .toArray(TicketVerb[]::new));
  }

  /** Each verb, right and in every way wrong. */
  private static List<TicketVerb> verbs() {
    List<TicketVerb> verbs =
        new ArrayList<>(
            List.of(
                TAKE,
                new TicketVerb.Take(TWO),
                CLOSE,
                new TicketVerb.Link(call(1)),
                new TicketVerb.Link(call(2_000)),
                new TicketVerb.HandOver(TAXES, text("now"), new Deadline(NOW, deadline(1).zone())),
                new TicketVerb.HandOver(TAXES, text("late"), deadline(99)),
                new TicketVerb.HandOver(PASSPORTS, text("same"), deadline(5)),
                new TicketVerb.Reopen(text("now"), new Deadline(NOW, deadline(1).zone()))));
    for (Due due : Due.values()) {
      verbs.add(new TicketVerb.Escalate(due, "head"));
    }
    for (String written : List.of("right", " ", "x".repeat(TicketRules.LONGEST_TEXT + 1))) {
      Secret text = text(written);
      verbs.add(new TicketVerb.Note(text));
      verbs.add(new TicketVerb.HandOver(TAXES, text, deadline(10)));
      verbs.add(new TicketVerb.Wait(text));
      verbs.add(new TicketVerb.Solve(text));
      verbs.add(new TicketVerb.Reopen(text, deadline(10)));
    }
    return verbs;
  }
}
