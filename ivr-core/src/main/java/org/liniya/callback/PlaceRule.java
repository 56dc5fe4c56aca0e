package org.liniya.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;

/**
 * Who keeps a place in the queue: one clock for all who wait on the line, wait for a callback, or
 * were cut off. What a caller can have a place by is found by a number that the network vouches for
 * or by a ticket whose number was typed; which of it counts is decided here:
 *
 * <ul>
 *   <li>taken: another call has had it, for each is claimed once: no
 *   <li>served: the caller was rung and reached: no
 *   <li>too late: cut off longer than {@link #BACK_WITHIN} ago, a callback chosen longer than
 *       {@link #CHOSEN_WITHIN} ago, or the caller rang in so long ago that it was another call
 *       ({@link #QUEUED_WITHIN}): no
 *   <li>kept: of the others the oldest place.
 * </ul>
 *
 * A place is never worse than the one the call has by itself. A pure function; stateless.
 */
public final class PlaceRule {

  /** Who was cut off and rings again within this time keeps the place. */
  public static final Duration BACK_WITHIN = Duration.ofMinutes(5);

  /** Who has chosen a callback and rings before it is made keeps the place so long. */
  public static final Duration CHOSEN_WITHIN = Duration.ofHours(24);

  /** From the call's arrival, which ends the callback, to its entering the queue. */
  public static final Duration QUEUED_WITHIN = Duration.ofMinutes(30);

  private PlaceRule() {}

  /** How an earlier wish stands. */
  public enum Wish {
    /** A callback was chosen; it was not made, unless the caller rang in before. */
    CHOSEN,
    /** The call was cut off; the caller was not rung, unless they rang in before. */
    CUT_OFF,
    /** Made, given up, or being made. */
    OVER
  }

  /**
   * A place that an earlier call had.
   *
   * @param of that call
   * @param since when it became the caller's to claim
   * @param rangIn when it was seen that the caller rang in; empty when it was not
   * @param taken whether another call has had it
   */
  public record Place(
      CallId of, Instant rank, Instant since, Wish wish, Optional<Instant> rangIn, boolean taken) {}

  /** Whose place it is, and why. */
  public record Kept(CallId of, Instant rank, String reason) {}

  /**
   * The place that a call keeps; empty when it has only its own.
   *
   * @param own the rank that the call has by itself
   */
  public static Optional<Kept> decide(List<Place> places, Instant own, Instant now) {
    return places.stream()
        .filter(place -> !place.taken() && place.rank().isBefore(own))
        .filter(place -> counts(place, now))
        .min(Comparator.comparing(Place::rank).thenComparing(Place::of))
        .map(place -> new Kept(place.of(), place.rank(), reason(place.wish())));
  }

  private static boolean counts(Place place, Instant now) {
    boolean thisCall = place.rangIn().filter(at -> now.isAfter(at.plus(QUEUED_WITHIN))).isEmpty();
    return switch (place.wish()) {
      case CHOSEN -> thisCall && !now.isAfter(place.since().plus(CHOSEN_WITHIN));
      // whoever rings in time may take a while to reach the queue
      case CUT_OFF ->
          thisCall && !place.rangIn().orElse(now).isAfter(place.since().plus(BACK_WITHIN));
      case OVER -> false;
    };
  }

  private static String reason(Wish wish) {
    return wish == Wish.CHOSEN ? "a callback was chosen" : "cut off, and back in time";
  }
}
