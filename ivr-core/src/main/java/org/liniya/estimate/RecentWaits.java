package org.liniya.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The latest waits in one skill group, at most {@link #MOST} from each of a few places, none older
 * than {@link #OLDEST}. Not thread-safe.
 */
final class RecentWaits {

  /** So many from about one place. */
  static final int MOST = 64;

  /** Older ones say nothing about now. */
  static final Duration OLDEST = Duration.ofHours(1);

  /** The further back, the less one place more or less matters. */
  private static final TreeSet<Integer> PLACES =
      new TreeSet<>(List.of(1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 46));

  private final Map<Integer, Deque<PastWait>> byPlace = new TreeMap<>();

  /** Whether a caller's wait is looked at from this place on too, having been further back. */
  static boolean isMark(int place) {
    return PLACES.contains(place);
  }

  void add(PastWait wait) {
    int about = Objects.requireNonNull(PLACES.floor(wait.place()), "a place before the first");
    Deque<PastWait> waits = byPlace.computeIfAbsent(about, _ -> new ArrayDeque<>());
    waits.addLast(wait);
    if (waits.size() > MOST) {
      waits.removeFirst();
    }
  }

  /** Those that are not too old, in no order. */
  List<PastWait> all(Instant now) {
    return byPlace.values().stream()
        .flatMap(Deque::stream)
        .filter(wait -> wait.age(now).compareTo(OLDEST) <= 0)
        .toList();
  }
}
