package org.liniya.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A day of one skill group in virtual time: callers come more often towards noon, some leave,
 * operators come and go by the hour, and talks last as talks do (log-normal). Whoever waits is told
 * a range on entering and every 45 s.
 */
final class SyntheticDay {

  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration EVERY = Duration.ofSeconds(45);
  private static final double MEAN_TALK_S = 180;
  private static final double MEAN_PATIENCE_S = 1_500;

  /**
   * @param asked announcements, with or without a range
   * @param told ranges that were spoken and turned out true or not
   */
  record Tally(long asked, long told, long inside) {}

  private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private record Told(Instant at, WaitRange range) {}

  private static final class Caller {
    final Map<Integer, Instant> reached = new HashMap<>();
    final List<Told> told = new ArrayList<>();
  }

  private final Random random;
  private final RecentWaits waits = new RecentWaits();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Caller> queue = new ArrayList<>();
  private Instant now = MIDNIGHT;
  private long order;
  private int busy;
  private long asked;
  private long told;
  private long inside;

  SyntheticDay(long seed) {
    this.random = new Random(seed);
  }

  Tally run() {
    in(Duration.ZERO, this::arrival);
    for (int hour = 0; hour < 24; hour++) {
      in(Duration.ofHours(hour), this::serve);
    }
    while (!events.isEmpty() && events.peek().at().isBefore(MIDNIGHT.plus(DAY))) {
      Event next = events.remove();
      now = next.at();
      next.what().run();
    }
    return new Tally(asked, told, inside);
  }

  private void in(Duration later, Runnable what) {
    events.add(new Event(now.plus(later), order++, what));
  }

  private double hour() {
    return Duration.between(MIDNIGHT, now).toSeconds() / 3600.0;
  }

  private int staff() {
    return 4 + (int) Math.round(8 * Math.max(0, Math.sin((Math.floor(hour()) - 6) / 14 * Math.PI)));
  }

  private void arrival() {
    double busyness = 0.75 + 0.35 * Math.sin(hour() * 1.7);
    double perSecond = staff() / MEAN_TALK_S * busyness;
    in(seconds(-Math.log(1 - random.nextDouble()) / perSecond), this::arrival);
    Caller caller = new Caller();
    queue.add(caller);
    in(seconds(-Math.log(1 - random.nextDouble()) * MEAN_PATIENCE_S), () -> leave(caller));
    serve();
    announce(caller);
  }

  private void leave(Caller caller) {
    if (queue.remove(caller)) {
      caller.told.stream()
          .filter(
              each -> each.range().kept(Duration.between(each.at(), now)) == WaitRange.Kept.LATER)
          .forEach(_ -> told++);
      notePlaces();
    }
  }

  private void serve() {
    while (busy < staff() && !queue.isEmpty()) {
      answered(queue.removeFirst());
    }
    notePlaces();
  }

  private void answered(Caller caller) {
    busy++;
    double talk = MEAN_TALK_S * Math.exp(0.8 * random.nextGaussian() - 0.32);
    in(
        seconds(talk),
        () -> {
          busy--;
          serve();
        });
    for (Told each : caller.told) {
      told++;
      inside +=
          each.range().kept(Duration.between(each.at(), now)) == WaitRange.Kept.INSIDE ? 1 : 0;
    }
    caller.reached.forEach(
        (place, at) -> waits.add(new PastWait(place, staff(), Duration.between(at, now), now)));
  }

  private void notePlaces() {
    for (int i = 0; i < queue.size(); i++) {
      if (RecentWaits.isMark(i + 1)) {
        queue.get(i).reached.putIfAbsent(i + 1, now);
      }
    }
  }

  private void announce(Caller caller) {
    int place = queue.indexOf(caller) + 1;
    if (place > 0) {
      asked++;
      Optional<WaitRange> range =
          Forecast.of(waits.all(now), place, staff(), now).flatMap(Forecast::range);
      range.ifPresent(each -> caller.told.add(new Told(now, each)));
      in(EVERY, () -> announce(caller));
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
