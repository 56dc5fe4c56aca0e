package org.liniya.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.RetentionRule.Facts;
import org.liniya.ticket.RetentionRule.Reason;

class RetentionRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final RetentionPeriod.Days MONTH = new RetentionPeriod.Days(30);
  private static final Instant MONTH_AGO = NOW.minus(Duration.ofDays(30));

  private static Facts quiet(Instant ended) {
    return new Facts(Optional.of(ended), Optional.empty(), false, false, false);
  }

  private static void assertKept(Facts facts, Reason why) {
    assertThat(RetentionRule.decide(MONTH, facts, NOW)).isEqualTo(new Decision.Keep(why));
  }

  @Test
  void itGoesInTheMomentInWhichItsPeriodIsOverAndNotBefore() {
    assertThat(RetentionRule.decide(MONTH, quiet(MONTH_AGO), NOW))
        .isEqualTo(new Decision.Delete(MONTH, MONTH_AGO));
    assertKept(quiet(MONTH_AGO.plusNanos(1)), Reason.TOO_YOUNG);
    assertKept(quiet(NOW.plusSeconds(60)), Reason.TOO_YOUNG);
  }

  @Test
  void itIsAsYoungAsItsLastCall() {
    Facts facts =
        new Facts(
            Optional.of(Instant.EPOCH), Optional.of(MONTH_AGO.plusNanos(1)), false, false, false);
    assertKept(facts, Reason.TOO_YOUNG);

    Facts older =
        new Facts(Optional.of(MONTH_AGO), Optional.of(Instant.EPOCH), false, false, false);
    assertThat(RetentionRule.decide(MONTH, older, NOW))
        .isEqualTo(new Decision.Delete(MONTH, MONTH_AGO));
  }

  @Test
  void whatHasNotEndedOrHasNoPeriodStays() {
    assertKept(
        new Facts(Optional.empty(), Optional.empty(), false, false, false), Reason.NOT_ENDED);
    assertThat(RetentionRule.decide(new RetentionPeriod.ForEver(), quiet(Instant.EPOCH), NOW))
        .isEqualTo(new Decision.Keep(Reason.KEPT_FOR_EVER));
  }

  @Test
  void oneReasonIsEnoughToStay() {
    Optional<Instant> old = Optional.of(Instant.EPOCH);
    assertKept(new Facts(old, old, true, false, false), Reason.HELD);
    assertKept(new Facts(old, old, false, true, false), Reason.CALL_IN_PROGRESS);
    assertKept(new Facts(old, old, false, false, true), Reason.CALLBACK_OWED);
  }

  @Test
  void nothingShorterThanThirtyDaysCanBeAskedFor() {
    assertThatThrownBy(() -> new RetentionPeriod.Days(29))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCategoryHasItsOwnPeriodAndTheOthersTheDefault() {
    RetentionPlan plan =
        new RetentionPlan(
            Map.of("complaint", new RetentionPeriod.Days(365)),
            MONTH,
            new RetentionPeriod.ForEver(),
            LocalTime.NOON);

    assertThat(plan.period("complaint")).isEqualTo(new RetentionPeriod.Days(365));
    assertThat(plan.ruleOf("complaint")).isEqualTo("complaint");
    assertThat(plan.period("access")).isEqualTo(MONTH);
    assertThat(plan.ruleOf("access")).isEqualTo("default");
    assertThat(plan.shortest()).contains(MONTH);
    assertThat(RetentionPlan.KEEP_ALL.shortest()).isEmpty();
    assertThat(RetentionPlan.KEEP_ALL.period("access")).isEqualTo(new RetentionPeriod.ForEver());
  }
}
