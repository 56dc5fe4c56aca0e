package org.liniya.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.OpenSpan;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.callback.DiallingRule.Decision;
import org.liniya.callback.DiallingRule.Facts;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.State;
import org.liniya.port.Callbacks.Task;

class DiallingRuleTest {

  /** Noon in Moscow, a Monday. */
  private static final Instant NOON = Instant.parse("2026-11-23T09:00:00Z");

  private static final WorkingCalendar HOURS =
      new WorkingCalendar(
          ZoneId.of("Europe/Moscow"),
          Arrays.stream(DayOfWeek.values())
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      _ ->
                          new DayHours(
                              List.of(new OpenSpan(LocalTime.of(9, 0), LocalTime.of(21, 0)))))),
          Map.of());
  private static final CallbackPlan PLAN =
      new CallbackPlan(
          CallbackPlan.First.OPERATOR,
          "callback",
          "callbacks",
          3,
          Duration.ofMinutes(10),
          2,
          10,
          Duration.ofSeconds(30),
          Duration.ofHours(24));
  private static final Facts NOTHING_AGAINST = new Facts(false, false, true, 0, false);

  @Test
  void nothingStandsAgainstIt() {
    assertThat(decide(owed(0), NOTHING_AGAINST, NOON)).isEqualTo(new Decision.Now());
  }

  @Test
  void whoCalledBackIsNotRungBeforeAllOtherReasons() {
    Facts back = new Facts(true, true, false, 9, true);
    assertThat(decide(owed(9), back, NOON)).isEqualTo(new Decision.Never("called back"));
  }

  @Test
  void allTriesAreSpent() {
    assertThat(decide(owed(2), NOTHING_AGAINST, NOON)).isEqualTo(new Decision.Now());
    assertThat(decide(owed(3), NOTHING_AGAINST, NOON))
        .isEqualTo(new Decision.Never("not reached in 3 tries"));
  }

  @Test
  void itIsTooLate() {
    Instant last = NOON.plus(PLAN.keep());
    assertThat(decide(owed(0), NOTHING_AGAINST, last.minusNanos(1))).isEqualTo(new Decision.Now());
    assertThat(decide(owed(0), NOTHING_AGAINST, last)).isEqualTo(new Decision.Never("too late"));
  }

  @Test
  void aTryIsUnderWay() {
    Standing dialling = standing(State.DIALLING, 1, NOON);
    assertThat(reason(dialling, new Facts(true, false, true, 0, true), NOON))
        .isEqualTo("being dialled");
  }

  @Test
  void theCallThatPromisedItGoesOn() {
    assertThat(reason(owed(0), new Facts(false, true, true, 0, false), NOON))
        .isEqualTo("the call goes on");
  }

  @Test
  void noTrunkMayDialIt() {
    assertThat(reason(owed(0), new Facts(false, false, false, 0, false), NOON))
        .isEqualTo("no trunk may dial the number");
  }

  @Test
  void quietHoursEndWhenTheCalendarOpens() {
    Instant evening = Instant.parse("2026-11-23T18:00:00Z");
    assertThat(decide(owed(0), NOTHING_AGAINST, evening.minusNanos(1)))
        .isEqualTo(new Decision.Now());
    assertThat(decide(owed(0), NOTHING_AGAINST, evening))
        .isEqualTo(new Decision.Later("quiet hours", Instant.parse("2026-11-24T06:00:00Z")));
  }

  @Test
  void twoTriesAreSpaced() {
    Instant next = NOON.plusSeconds(600);
    Standing tried = standing(State.OWED, 1, next);
    assertThat(decide(tried, NOTHING_AGAINST, next.minusNanos(1)))
        .isEqualTo(new Decision.Later("tried lately", next));
    assertThat(decide(tried, NOTHING_AGAINST, next)).isEqualTo(new Decision.Now());
  }

  @Test
  void aNumberIsRungTwiceADay() {
    assertThat(decide(owed(1), new Facts(false, false, true, 1, false), NOON))
        .isEqualTo(new Decision.Now());
    assertThat(decide(owed(1), new Facts(false, false, true, 2, false), NOON))
        .isEqualTo(
            new Decision.Later("tried 2 times today", Instant.parse("2026-11-24T06:00:00Z")));
    assertThat(DiallingRule.dayBegan(HOURS, NOON)).isEqualTo(Instant.parse("2026-11-22T21:00:00Z"));
  }

  @Test
  void anotherCallbackRingsTheNumber() {
    assertThat(reason(owed(0), new Facts(false, false, true, 0, true), NOON))
        .isEqualTo("another call to the number");
  }

  private static Decision decide(Standing callback, Facts facts, Instant now) {
    return DiallingRule.decide(callback, PLAN, HOURS, facts, now);
  }

  private static String reason(Standing callback, Facts facts, Instant now) {
    return decide(callback, facts, now) instanceof Decision.Later(String reason, Instant _)
        ? reason
        : "no reason";
  }

  private static Standing owed(int tries) {
    return standing(State.OWED, tries, NOON);
  }

  private static Standing standing(State state, int tries, Instant next) {
    Task task =
        new Task(
            new CallId(new UUID(0, 1)),
            Optional.empty(),
            PhoneNumber.of("+79990000001"),
            Language.RU,
            "access",
            NOON,
            NOON,
            "cut off");
    return new Standing(task, state, tries, next, Optional.empty(), Optional.empty());
  }
}
