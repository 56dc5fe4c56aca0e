package org.liniya.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One target, and whether it was met. Immutable.
 *
 * @param name of the figure
 * @param target a share, seconds, or a rating
 * @param value empty when there was nothing to measure
 * @param met empty then too
 */
public record TargetCheck(String name, double target, OptionalDouble value, Optional<Boolean> met) {

  /** All targets, held against these figures. */
  public static List<TargetCheck> of(ReportRow row, Targets targets) {
    return List.of(
        atLeast(
            "serviceLevelOffered",
            targets.serviceLevelPercent() / 100.0,
            row.serviceLevel().offered()),
        atMost(
            "abandonmentWithoutShort",
            targets.abandonedPercent() / 100.0,
            row.abandonmentWithoutShort()),
        atMost(
            "firstPromptP90",
            seconds(targets.firstPrompt()),
            row.firstPrompt()
                .map(spread -> OptionalDouble.of(seconds(spread.p90())))
                .orElse(OptionalDouble.empty())),
        atLeast("rating", targets.rating() / 10.0, row.rating()));
  }

  private static TargetCheck atLeast(String name, double target, OptionalDouble value) {
    return new TargetCheck(
        name,
        target,
        value,
        value.isPresent() ? Optional.of(value.getAsDouble() >= target) : Optional.empty());
  }

  private static TargetCheck atMost(String name, double target, OptionalDouble value) {
    return new TargetCheck(
        name,
        target,
        value,
        value.isPresent() ? Optional.of(value.getAsDouble() <= target) : Optional.empty());
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1e3;
  }
}
