package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.ticket.Department;
import org.liniya.ticket.Due;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.Priority;
import org.liniya.ticket.Term;
import org.liniya.ticket.TicketLife;
import org.liniya.ticket.TicketPlan;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class TicketsFileTest {

  private static final String CALENDARS =
      """
      office:
        zone: Europe/Moscow
        week: { mon: "09:00-13:00, 14:00-18:00", tue: "09:00-18:00" }
        exceptions: { 2026-11-24: closed, 2026-11-25: all-day }
      """;
  private static final String TICKETS =
      """
      calendar: office
      priorities: { access: urgent }
      terms:
        - { category: complaint, registered: { days: 3 }, answered: { days: 30 } }
        - { priority: urgent, answered: { working: 2h } }
        - { answered: { working: 16h } }
      escalation:
        working-time: no
        answer: { supervisor: { before: 4h }, head: {} }
        department: { head: { after: 1h } }
      departments:
        payments: { term: { days: 5 } }
      """;

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private TicketPlan read(String calendars, String tickets) throws IOException {
    Files.writeString(folder.resolve("calendars.yaml"), calendars);
    Files.writeString(folder.resolve("tickets.yaml"), tickets);
    return read();
  }

  private TicketPlan read() {
    ConfigFolder files = new ConfigFolder(folder, problems);
    return new TicketsFile(new CalendarsFile(problems).read(files), problems).read(files);
  }

  @Test
  void everythingThatIsWrittenHolds() throws IOException {
    TicketPlan plan = read(CALENDARS, TICKETS);

    assertThat(problems.list()).isEmpty();
    assertThat(plan.priority("access")).isEqualTo(Priority.URGENT);
    assertThat(plan.priority("payment")).isEqualTo(Priority.NORMAL);
    Instant monday = Instant.parse("2026-11-23T09:30:00Z"); // 12:30 in Moscow
    TicketLife access = plan.open("access", monday);
    assertThat(access.answer().at()).isEqualTo("2026-11-23T12:30:00Z"); // over the lunch break
    assertThat(plan.open("payment", monday).answer().at())
        .isEqualTo("2026-11-25T08:30:00Z"); // 4 h 30 min on Monday, Tuesday closed, then all day
    TicketLife complaint = plan.open("complaint", monday);
    assertThat(complaint.answer().at()).isEqualTo("2026-12-23T21:00:00Z");
    assertThat(complaint.registration().orElseThrow().at()).isEqualTo("2026-11-26T21:00:00Z");
    assertThat(plan.departments())
        .containsEntry(new Department("payments"), new Term.CalendarDays(5));
    assertThat(plan.escalation().calendar()).isEmpty();
    assertThat(plan.escalation().levels())
        .containsExactlyInAnyOrder(
            new EscalationLevel(Due.ANSWER, "supervisor", Duration.ofHours(-4)),
            new EscalationLevel(Due.ANSWER, "head", Duration.ZERO),
            new EscalationLevel(Due.DEPARTMENT, "head", Duration.ofHours(1)));
  }

  @Test
  void theExampleIsRight() throws IOException {
    Example.copyTo(folder);

    assertThat(read().departments()).hasSize(3);
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void withoutFilesTheStandardHolds() {
    assertThat(read()).isEqualTo(TicketPlan.STANDARD);
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "calendar: office                  | calendar: ofice               | no calendar 'ofice' | office",
        "access: urgent                    | access: ugent                 | no priority 'ugent' | urgent",
        "{ days: 30 }                      | { days: 0 }                   | a whole number from 1 to 366 | ``",
        "{ days: 30 }                      | { days: 3, working: 1h }      | either days or working | { days: 30 }",
        "{ working: 2h }                   | { working: 0s }               | more than nothing | 30m",
        "- { answered: { working: 16h } }  | - { category: a, answered: { days: 1 } } | names no category | only 'answered'",
        "before: 4h                        | before: 4h, after: 1h         | before the deadline or after it | Keep one",
        "head: {}                          | Head: {}                      | small letters | ``",
        "payments:                         | Payments:                     | not of the form | small letters",
        "term: { days: 5 }                 | trem: { days: 5 }             | the key 'term' is missing | ``",
        "registered:                       | regstered:                    | not known here | registered"
      })
  void aFaultIsNamedWithItsPlaceAndACure(String right, String wrong, String says, String cure)
      throws IOException {
    read(CALENDARS, TICKETS.replaceFirst(java.util.regex.Pattern.quote(right), wrong));

    assertThat(problems.list()).extracting(Problem::toString).anyMatch(p -> p.contains(says));
    assertThat(problems.list()).extracting(Problem::toString).anyMatch(p -> p.contains(cure));
    assertThat(problems.list())
        .extracting(Problem::toString)
        .allMatch(p -> p.matches("(?s).*tickets\\.yaml:\\d+:\\d+.*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Europe/Moscow | Europe/Moskow | no time zone",
        "mon:          | mo:           | no day 'mo'",
        "09:00-13:00   | 09:00-25:00   | are no working hours",
        "09:00-13:00   | 13:00-09:00   | are no working hours",
        "14:00-18:00   | 12:00-18:00   | overlap",
        "2026-11-24    | 2026-11-31    | is no date",
        "closed        | shut          | are no working hours",
        "week:         | wek:          | at least one working hour"
      })
  void aFaultInACalendarToo(String right, String wrong, String says) throws IOException {
    read(CALENDARS.replace(right, wrong), TICKETS);

    List<String> said = problems.list().stream().map(Problem::toString).toList();
    assertThat(said)
        .anyMatch(p -> p.contains(says) && p.matches("(?s).*calendars\\.yaml:\\d+:\\d+.*"));
  }
}
