package org.liniya.estimate;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a caller waited from a place in a queue until an operator answered. Immutable.
 *
 * @param place 1 is next
 * @param serving how many operators of the group were at work then, 1 at least
 * @param ended when the operator answered
 */
public record PastWait(int place, int serving, Duration lasted, Instant ended) {

  public PastWait {
    if (place < 1 || serving < 1 || lasted.isNegative()) {
      throw new IllegalArgumentException("no wait: " + place + ", " + serving + ", " + lasted);
    }
  }

  /** What one place forward took, were one operator at work; seconds. */
  double pace() {
    return lasted.toMillis() / 1e3 * serving / place;
  }

  /** How long ago; what ended later than {@code now} ends now. */
  Duration age(Instant now) {
    Duration age = Duration.between(ended, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
