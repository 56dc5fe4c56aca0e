package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.OpenSpan;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.yaml.Problems;

/** What a flow can know of the day, the hour and the caller's earlier calls. */
class TimeAndCallsTest {

  private static final PhoneNumber NUMBER = PhoneNumber.of("+79990000001");

  private final Scenario caller = new Scenario();

  private static String flow(String expression) {
    return """
        flow: time
        languages: [ru]
        trouble: person
        variables:
          period: { type: span, default: 10m }
        steps:
          choose:
            choose:
              - { if: "%s", go: person }
              - { go: no }
          no:
            say: [goodbye]
            next: end
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """
        .formatted(expression);
  }

  private boolean holds(String expression) {
    // nothing else can be told from a caller who is led to trouble
    String opposite = "!(" + expression + ")";
    boolean holds = leads(expression);
    assertThat(leads(opposite)).as(opposite).isEqualTo(!holds);
    return holds;
  }

  private boolean leads(String expression) {
    Scenario story = new Scenario();
    story.time.advance(Duration.between(story.time.now(), caller.time.now()));
    story.calendars = caller.calendars;
    story.from = caller.from;
    caller
        .calls
        .latest(99, Optional.empty())
        .forEach(
            row ->
                story.calls.arrived(
                    row.id(),
                    row.from(),
                    row.to(),
                    row.flow(),
                    row.flowVersion(),
                    row.arrivedAt()));
    story.inbox.after(Duration.ofMinutes(1), () -> story.leg.partyEnds(EndCause.NORMAL));
    story.run(Config.read("f", flow(expression)));
    return story.steps().contains("person");
  }

  /** 2026-11-29T21:30Z: in Moscow it is Monday already, half past midnight. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Europe/Moscow ; weekday('support') == 1 ; true",
        "Europe/London ; weekday('support') == 7 ; true",
        "Europe/Moscow ; time_of_day('support') == time('00:30') ; true",
        "Europe/Moscow ; time_of_day('support') < time('08:00') ; true",
        "Europe/Moscow ; time_of_day('support') >= time('18:00') ; false",
        "Europe/London ; time_of_day('support') >= time('18:00') && time_of_day('support') < time('24:00') ; true",
        "Europe/London ; time_of_day('support') - time('21:00') == span('30m') ; true",
      })
  void theDayAndTheHourAreThoseOfTheCalendarsZone(String zone, String expression, boolean holds) {
    DayHours hours = new DayHours(List.of(new OpenSpan(LocalTime.of(9, 0), LocalTime.of(18, 0))));
    WorkingCalendar office =
        new WorkingCalendar(ZoneId.of(zone), Map.of(DayOfWeek.MONDAY, hours), Map.of());
    caller.calendars = _ -> office;
    caller.time.advance(Duration.between(caller.time.now(), Instant.parse("2026-11-29T21:30:00Z")));

    assertThat(holds(expression)).isEqualTo(holds);
  }

  private void rangBefore(CallerNumber from, Duration before) {
    Instant at = caller.time.now().minus(before);
    caller.calls.arrived(
        CallId.create(at, new Random(before.toMillis())), from, "hotline", "f", "v", at);
  }

  @ParameterizedTest
  @CsvSource({"1m, 1", "10m, 2", "1h, 3", "366d, 3"})
  void theCallsOfTheCallersNumberAreCountedThisOneAmongThem(String period, int calls) {
    caller.from = new CallerNumber.Network(NUMBER);
    rangBefore(caller.from, Duration.ofMinutes(9));
    rangBefore(caller.from, Duration.ofMinutes(59));
    rangBefore(new CallerNumber.Claimed(NUMBER), Duration.ofMinutes(3));

    assertThat(holds("calls_from(span('" + period + "')) == " + calls)).isTrue();
  }

  @Test
  void thePeriodMayBeAVariable() {
    caller.from = new CallerNumber.Network(NUMBER);
    rangBefore(caller.from, Duration.ofMinutes(9));

    assertThat(holds("calls_from(period) == 2 && calls_from(period - span('5m')) == 1")).isTrue();
  }

  @Test
  void aNumberForWhichTheNetworkDoesNotVouchIsNoKey() {
    caller.from = new CallerNumber.Claimed(NUMBER);
    rangBefore(new CallerNumber.Network(NUMBER), Duration.ofMinutes(1));

    assertThat(holds("calls_from(span('1h')) == 0")).isTrue();
  }

  @Test
  void whenTheyCannotBeCountedTheCallerIsLedToTrouble() {
    caller.from = new CallerNumber.Network(NUMBER);
    caller.calls.arrived(caller.call, caller.from, "hotline", "f", "v", caller.time.now());

    caller
        .hears("welcome")
        .then(s -> s.calls.failing(true))
        .hears("trouble")
        .then(s -> s.calls.failing(false))
        .hears("music")
        .hangsUp()
        .run(
            Config.read(
                "f",
                flow("calls_from(span('1h')) > 1")
                    .replace("trouble: person", "trouble: trouble")
                    .replace("steps:", "steps:\n  welcome:\n    say: [welcome]")
                    .replace("  no:", "  trouble:\n    say: [trouble]\n    next: person\n  no:")));

    assertThat(caller.steps()).containsExactly("welcome", "choose", "trouble", "person");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "weekday('suport') == 1", "there is no calendar 'suport'. Did you mean 'support'?"),
        Arguments.of(
            "weekday() == 1",
            "'weekday' takes something else in its brackets. As in weekday('NAME')"),
        Arguments.of(
            "time_of_day('support') > '18:00'",
            "'>' cannot stand between a length of time and a text."),
        Arguments.of(
            "time_of_day('support') > time('25:00')",
            "'25:00' is no time of day. Write it as '08:30'; '24:00' is midnight"),
        Arguments.of(
            "calls_from('1h') > 2",
            "'calls_from' takes something else in its brackets. As in calls_from(span('1h'))"),
        Arguments.of(
            "calls_from(span('1 h')) > 2",
            "'1 h' is no length of time."
                + " Write it as '300ms', '20s', '10m', '2h' or '1d'; at most 366 days"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeIsRefused(String expression, String problem) {
    Problems problems = new Problems();
    FlowReader.read("f", flow(expression), Config.known(), problems);
    assertThat(problems.list()).singleElement().asString().startsWith("f:9:").endsWith(problem);
  }
}
