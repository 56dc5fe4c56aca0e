package org.liniya.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What recent waits say of one that goes on: each is taken as it would have been from the present
 * place with the present operators, and counts the less the older it is and the further from that
 * place it began. Immutable.
 *
 * <p>The cases for what is spoken:
 *
 * <ul>
 *   <li><b>too little</b>: fewer than {@link #FEWEST} waits, or all of them old: nothing;
 *   <li><b>no range holds</b>: the waits lie so far apart, or so near nothing, that no range has
 *       {@link #SURE} of them: nothing;
 *   <li><b>a range</b>: the narrowest that has so many.
 * </ul>
 *
 * @param waits the shortest first; not empty
 */
public record Forecast(List<Weighed> waits) {

  /** Fewer say nothing. */
  static final int FEWEST = 10;

  /** So much they must weigh together: a new wait from this very place weighs 1. */
  private static final double LEAST_WEIGHT = FEWEST / 2.0;

  /** So much of the waits must lie in a range that is spoken. */
  static final double SURE = 0.87;

  /** A wait counts half when it is so old. */
  private static final Duration HALF_LIFE = Duration.ofMinutes(15);

  /** One past wait, as it would be now. */
  public record Weighed(Duration lasted, double weight) {}

  public Forecast {
    waits = List.copyOf(waits);
  }

  /**
   * The forecast for a caller at a place.
   *
   * @param serving how many operators of the group are at work, 1 at least
   * @return empty when there is too little to say anything
   */
  static Optional<Forecast> of(List<PastWait> recent, int place, int serving, Instant now) {
    double weight = recent.stream().mapToDouble(wait -> weight(wait, place, now)).sum();
    if (recent.size() < FEWEST || weight < LEAST_WEIGHT) {
      return Optional.empty();
    }
    double pace =
        recent.stream().mapToDouble(wait -> weight(wait, place, now) * wait.pace()).sum() / weight;
    return Optional.of(
        new Forecast(
            recent.stream()
                .map(
                    wait ->
                        new Weighed(
                            transposed(wait, pace, place, serving), weight(wait, place, now)))
                .sorted(Comparator.comparing(Weighed::lasted))
                .toList()));
  }

  private static double weight(PastWait wait, int place, Instant now) {
    double age = (double) wait.age(now).toMillis() / HALF_LIFE.toMillis();
    double far = Math.abs(Math.log((double) wait.place() / place));
    return Math.pow(0.5, age) / (1 + far);
  }

  /**
   * The wait as it would be from another place. How far it was from the usual pace grows with the
   * root of the places only: the talks of many others even out.
   */
  private static Duration transposed(PastWait wait, double pace, int place, int serving) {
    double unusual = (wait.pace() - pace) * Math.sqrt((double) wait.place() / place);
    return Duration.ofMillis(Math.max(0, Math.round((pace + unusual) * place / serving * 1e3)));
  }

  /** The wait that this share of them did not exceed. */
  public Duration quantile(double share) {
    double left = share * weight();
    for (Weighed wait : waits) {
      left -= wait.weight();
      if (left <= 0) {
        return wait.lasted();
      }
    }
    return waits.getLast().lasted();
  }

  /** What may be spoken, if anything. */
  public Optional<WaitRange> range() {
    return Arrays.stream(WaitRange.values())
        .filter(range -> share(range) >= SURE)
        .min(
            Comparator.comparingDouble(WaitRange::width)
                .thenComparing(this::share, Comparator.reverseOrder()));
  }

  private double share(WaitRange range) {
    return waits.stream()
            .filter(wait -> range.kept(wait.lasted()) == WaitRange.Kept.INSIDE)
            .mapToDouble(Weighed::weight)
            .sum()
        / weight();
  }

  private double weight() {
    return waits.stream().mapToDouble(Weighed::weight).sum();
  }
}
