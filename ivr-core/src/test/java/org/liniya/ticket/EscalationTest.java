package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liniya.ticket.DeadlineRulesTest.moscow;
import static org.liniya.ticket.TicketScene.ANNA;
import static org.liniya.ticket.TicketScene.MOSCOW;
import static org.liniya.ticket.TicketScene.ONE;
import static org.liniya.ticket.TicketScene.OPENED;
import static org.liniya.ticket.TicketScene.PASSPORTS;
import static org.liniya.ticket.TicketScene.after;
import static org.liniya.ticket.TicketScene.complaint;
import static org.liniya.ticket.TicketScene.deadline;
import static org.liniya.ticket.TicketScene.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EscalationTest {

  private static final EscalationLevel REGISTRAR = level(Due.REGISTRATION, "registrar", -24);
  private static final EscalationLevel SUPERVISOR = level(Due.ANSWER, "supervisor", -48);
  private static final EscalationLevel HEAD = level(Due.ANSWER, "head", 0);
  private static final EscalationLevel MINISTER = level(Due.ANSWER, "minister", 72);
  private static final EscalationLevel LIAISON = level(Due.DEPARTMENT, "supervisor", -1);

  /** Not in the order of their times. */
  private static final Escalation POLICY =
      new Escalation(List.of(MINISTER, HEAD, SUPERVISOR, REGISTRAR, LIAISON), Optional.empty());

  @Test
  void eachLevelAtItsTime() {
    TicketLife taken = after(complaint(), new TicketVerb.Take(ONE));
    assertThat(POLICY.due(taken, day(28).minusNanos(1))).isEmpty();
    assertThat(POLICY.due(taken, day(28))).containsExactly(SUPERVISOR);
    assertThat(POLICY.due(taken, day(33))).containsExactly(SUPERVISOR, HEAD, MINISTER);
    assertThat(POLICY.next(taken)).contains(new Escalation.Step(SUPERVISOR, day(28)));
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    TicketLife told =
        after(
            complaint(),
            new TicketVerb.Take(ONE),
            new TicketVerb.Escalate(Due.ANSWER, "supervisor"));
    assertThat(POLICY.due(told, day(31))).containsExactly(HEAD);
    assertThat(POLICY.next(told)).contains(new Escalation.Step(HEAD, day(30)));
  }

  @Test
  void registrationUntilSomebodyBegins() {
    assertThat(POLICY.due(complaint(), day(2))).containsExactly(REGISTRAR);
    assertThat(POLICY.due(after(complaint(), new TicketVerb.Take(ONE)), day(2))).isEmpty();
  }

  @Test
  void theDepartmentWhileItHasTheTicket() {
    TicketLife handed =
        after(complaint(), new TicketVerb.HandOver(PASSPORTS, text("theirs"), deadline(10)));
    assertThat(POLICY.due(handed, day(10))).containsExactly(LIAISON);
    assertThat(POLICY.due(after(handed, new TicketVerb.Take(ONE)), day(10))).isEmpty();
  }

  @Test
  void nobodyIsToldOfWhatHasEnded() {
    TicketLife solved =
        after(complaint(), new TicketVerb.Take(ONE), new TicketVerb.Solve(text("done")));
    assertThat(POLICY.due(solved, day(99))).isEmpty();
    assertThat(POLICY.next(solved)).isEmpty();
  }

  @Test
  void inWorkingTime() {
    Deadline monday = new Deadline(moscow("2026-11-30T10:00"), MOSCOW);
    TicketLife life = TicketLife.opened(OPENED, monday, Optional.empty());
    Escalation working =
        new Escalation(
            List.of(level(Due.ANSWER, "before", -2), level(Due.ANSWER, "after", 9)),
            Optional.of(DeadlineRulesTest.office()));
    assertThat(working.next(life).orElseThrow().at()).isEqualTo(moscow("2026-11-27T17:00"));
    assertThat(working.due(life, moscow("2026-12-01T09:59"))).hasSize(1);
    assertThat(working.due(life, moscow("2026-12-01T10:00"))).hasSize(2);
  }

  @Test
  void twoLevelsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new Escalation(List.of(HEAD, HEAD), Optional.empty()))
        .hasMessageContaining("head");
    assertThatThrownBy(() -> level(Due.ANSWER, "Head of Office", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> level(Due.ANSWER, "head", 24 * 367))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** However seldom and irregularly somebody looks, each level is told once, none too early. */
  @Property(tries = 500)
  void eachOnceHoweverOneLooks(@ForAll @Size(max = 40) List<@IntRange(max = 200) Integer> pauses) {
    TicketLife life = after(complaint(), new TicketVerb.Take(ONE));
    Instant now = OPENED;
    List<EscalationLevel> told = new ArrayList<>();
    for (int pause : pauses) {
      now = now.plus(Duration.ofHours(pause));
      for (EscalationLevel level : POLICY.due(life, now)) {
        assertThat(life.answer().at().plus(level.after())).isBeforeOrEqualTo(now);
        told.add(level);
        life =
            life.after(
                new TicketEntry(ANNA, now, new TicketEvent.Escalated(level.due(), level.name())));
      }
    }
    List<EscalationLevel> expected = new ArrayList<>();
    for (EscalationLevel level : List.of(SUPERVISOR, HEAD, MINISTER)) {
      if (!life.answer().at().plus(level.after()).isAfter(now)) {
        expected.add(level);
      }
    }
    assertThat(told).isEqualTo(expected);
  }

  private static Instant day(int days) {
    return OPENED.plus(Duration.ofDays(days));
  }

  private static EscalationLevel level(Due due, String name, int hours) {
    return new EscalationLevel(due, name, Duration.ofHours(hours));
  }
}
