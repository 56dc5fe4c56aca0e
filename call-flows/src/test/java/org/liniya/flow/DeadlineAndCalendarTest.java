package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.OpenSpan;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.speak.Clip;
import org.liniya.speak.Grammar;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.TicketNumber;
import org.liniya.yaml.Problems;

/** What a flow says of a ticket's deadline, and what it does by the office's hours. */
class DeadlineAndCalendarTest {

  private static final String FLOW =
      """
      flow: status
      languages: [ru, en]
      trouble: person
      steps:
        language:
          menu:
            keys:
              1: { prompt: press-for-russian, set: { call.language: ru }, go: number }
              2: { prompt: press-for-english, set: { call.language: en }, go: number }
            otherwise: person
        number:
          ask: { kind: ticket, prompt: enter-ticket, failed: person }
        find:
          ticket: { find: =caller.ticket, not-found: person }
        status:
          say: [{ prompts: status, by: =ticket.state }, { deadline: ticket }]
          next: end
        person:
          queue: { skill-group: other }
        end:
          hangup: normal
      """;

  private static final String BY_HOURS =
      """
      flow: hours
      languages: [ru]
      trouble: person
      steps:
        hours:
          choose:
            - { if: "open('support')", go: person }
            - { go: shut }
        shut:
          say: [goodbye]
          next: end
        person:
          queue: { skill-group: other }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private TicketNumber earlier() {
    return caller.tickets.open(
        CallId.create(caller.time.now(), new Random(2)),
        "access",
        Identity.NONE,
        Language.RU,
        caller.time.now());
  }

  private List<String> said(String key) {
    TicketNumber number = earlier();
    caller
        .hears("press-for-english")
        .presses(key)
        .hears("enter-ticket")
        .presses(number.digits())
        .hears("deadline")
        .run(Config.read("status.yaml", FLOW));
    List<String> heard = caller.leg.heardNames();
    return heard.subList(heard.indexOf("deadline"), heard.size());
  }

  private Deadline deadline() {
    return caller.tickets.deadline(earlier()).orElseThrow();
  }

  @Test
  void theDeadlineIsSpokenAsADateInRussian() {
    var day = deadline().lastDay();

    assertThat(said("1"))
        .startsWith("deadline")
        .containsAll(
            Grammar.of(Language.RU).date(day).stream()
                .map(clip -> ((Clip.Prompt) clip).name())
                .toList());
  }

  @Test
  void andInEnglish() {
    assertThat(said("2")).contains("deadline", "month-" + deadline().lastDay().getMonthValue());
  }

  @Test
  void aDeadlineThatHasPassedOrATicketThatHasEndedIsNotPromised() {
    TicketNumber number = earlier();
    Deadline deadline = caller.tickets.deadline(number).orElseThrow();
    caller.time.advance(Duration.between(caller.time.now(), deadline.at()));

    caller
        .hears("press-for-english")
        .presses("1")
        .hears("enter-ticket")
        .presses(number.digits())
        .hears("status-new")
        .run(Config.read("status.yaml", FLOW));

    assertThat(caller.leg.heardNames()).doesNotContain("deadline");
  }

  @Test
  void onlyATicketsDeadlineCanBeSpoken() {
    assertThat(problems(FLOW.replace("{ deadline: ticket }", "{ deadline: call }")))
        .containsExactly("'deadline' cannot be that of 'call'");
  }

  @Test
  void anOpenOfficeLeadsToAPersonAndAClosedOneDoesNot() {
    WorkingCalendar office =
        new WorkingCalendar(
            ZoneId.of("Europe/Moscow"),
            Map.of(
                DayOfWeek.MONDAY,
                new DayHours(List.of(new OpenSpan(LocalTime.of(9, 0), LocalTime.of(18, 0))))),
            Map.of());
    Instant opens = office.nextOpen(caller.time.now().plus(Duration.ofDays(1)));

    assertThat(heardAt(office, opens, "music")).doesNotContain("goodbye");
    assertThat(heardAt(office, opens.minusSeconds(60), "goodbye")).doesNotContain("music");
  }

  private static List<String> heardAt(WorkingCalendar office, Instant at, String prompt) {
    Scenario scenario = new Scenario();
    scenario.time.advance(Duration.between(scenario.time.now(), at));
    scenario.calendars = _ -> office;
    scenario.hears(prompt).hangsUp().run(Config.read("hours.yaml", BY_HOURS));
    return scenario.leg.heardNames();
  }

  @Test
  void anUnknownCalendarIsRefusedWithTheNearestName() {
    assertThat(problems(BY_HOURS.replace("'support'", "'suport'")))
        .singleElement()
        .asString()
        .contains("suport");
  }

  private static List<String> problems(String flow) {
    Problems problems = new Problems();
    FlowReader.read("test.yaml", flow, Config.known(), problems);
    return problems.list().stream().map(p -> p.text()).toList();
  }
}
