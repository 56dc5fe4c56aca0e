package org.liniya.calendar;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;

/**
 * The working hours of one day: spans in order, none of which overlap; without any, nobody works.
 * Immutable.
 */
public record DayHours(List<OpenSpan> spans) {

  /** A holiday, or a day of rest. */
  public static final DayHours CLOSED = new DayHours(List.of());

  /** Round the clock. */
  public static final DayHours ALL_DAY = of(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  /** More spans than any office has breaks; what comes from a file stays small. */
  private static final int MOST_SPANS = 48;

  public DayHours {
    spans = spans.stream().sorted(Comparator.comparing(OpenSpan::from)).toList();
    if (spans.size() > MOST_SPANS) {
      throw new IllegalArgumentException("a day has at most %d spans".formatted(MOST_SPANS));
    }
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).fromNanos() < spans.get(i - 1).toNanos()) {
        throw new IllegalArgumentException(
            "working hours overlap: %s begins before %s is over"
                .formatted(spans.get(i).from(), spans.get(i - 1).to()));
      }
    }
  }

  /** One span; {@code to} at midnight is the end of the day. */
  public static DayHours of(LocalTime from, LocalTime to) {
    return new DayHours(List.of(new OpenSpan(from, to)));
  }

  boolean open(long nanoOfDay) {
    return spans.stream()
        .anyMatch(span -> nanoOfDay >= span.fromNanos() && nanoOfDay < span.toNanos());
  }

  /** Working time of an ordinary day of 24 hours, in nanoseconds. */
  long length() {
    return spans.stream().mapToLong(span -> span.toNanos() - span.fromNanos()).sum();
  }
}
