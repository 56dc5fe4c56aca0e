package org.liniya.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.port.Time;
import org.liniya.port.WaitingRoom;

/**
 * What wait a caller has to expect in each skill group. It learns from every wait that has ended
 * with an operator, and counts how often what was spoken came true; memory is bounded by the number
 * of groups. Thread-safe; never blocks.
 */
public final class WaitBook {

  /** Longer than any span that can be written, and still a duration that CEL can hold. */
  public static final Duration ENDLESS = Duration.ofDays(3_650_000);

  /** How far back waits are of use. */
  public static final Duration OLDEST = RecentWaits.OLDEST;

  /** What one call takes an operator, as long as nobody has measured it. */
  private static final Duration HANDLING = Duration.ofMinutes(4);

  private final WaitingRoom room;
  private final Time time;
  private final Map<String, RecentWaits> groups = new HashMap<>();
  private final Map<WaitRange.Kept, Long> kept = new EnumMap<>(WaitRange.Kept.class);

  /**
   * @param room may not work yet: it is asked when somebody wants to know
   */
  public WaitBook(WaitingRoom room, Time time) {
    this.room = room;
    this.time = time;
  }

  /** A caller has waited and was answered. */
  public synchronized void learn(String group, PastWait wait) {
    groups.computeIfAbsent(group, _ -> new RecentWaits()).add(wait);
  }

  /** A caller waited as long as was said, or not. */
  public synchronized void turnedOut(WaitRange.Kept how) {
    kept.merge(how, 1L, Long::sum);
  }

  /** How often that came of what was spoken, since the server started. */
  public synchronized long count(WaitRange.Kept how) {
    return kept.getOrDefault(how, 0L);
  }

  /** Whether a wait is learnt from this place on too, having begun further back. */
  public static boolean isMark(int place) {
    return RecentWaits.isMark(place);
  }

  /** How many operators of a group are at work now, for a {@link PastWait}; 1 at least. */
  public int serving(String group) {
    return room.figures(group).map(WaitingRoom.Figures::serving).filter(n -> n > 0).orElse(1);
  }

  /** What can be said of the wait of a caller at a place; empty when there is too little. */
  public Optional<Forecast> forecast(String group, int place) {
    return room.figures(group)
        .filter(now -> now.serving() > 0)
        .flatMap(now -> forecast(group, place, now.serving()));
  }

  private synchronized Optional<Forecast> forecast(String group, int place, int serving) {
    Instant now = time.now();
    return Optional.ofNullable(groups.get(group))
        .flatMap(waits -> Forecast.of(waits.all(now), place, serving, now));
  }

  /**
   * What may be told of the wait to a further caller; empty where nothing honest can, and where an
   * operator is free.
   */
  public Optional<WaitRange> range(String group) {
    return room.figures(group)
        .filter(now -> now.ready() <= now.waiting())
        .flatMap(now -> forecast(group, now.waiting() + 1))
        .flatMap(Forecast::range);
  }

  /** The wait that a further caller has to expect, with half of them waiting less. */
  public Duration expected(String group) {
    return room.figures(group)
        .map(now -> now.ready() > now.waiting() ? Duration.ZERO : at(group, now.waiting() + 1))
        .orElse(ENDLESS);
  }

  /**
   * The wait that the caller at a place has to expect: by recent waits, else by counting; longer
   * than any span with nobody logged in.
   */
  public Duration at(String group, int place) {
    return room.figures(group)
        .filter(now -> now.loggedIn() > 0)
        .map(
            now ->
                forecast(group, place)
                    .map(forecast -> forecast.quantile(0.5))
                    .orElseGet(() -> counted(place, now)))
        .orElse(ENDLESS);
  }

  private static Duration counted(int place, WaitingRoom.Figures now) {
    return HANDLING.multipliedBy(Math.max(0, place - now.ready())).dividedBy(now.loggedIn());
  }
}
