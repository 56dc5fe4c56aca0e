package org.liniya.call;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Identifies one call for ever: a UUID of version 7 (RFC 9562 section 5.7), so that identifiers
 * sort by the time the call arrived. The recording of a call has the same identifier. Immutable.
 */
public record CallId(UUID value) implements Comparable<CallId> {

  public CallId {
    Objects.requireNonNull(value, "value");
  }

  /** A new identifier for a call that arrived at {@code at}. */
  public static CallId create(Instant at, RandomGenerator random) {
    long millis = at.toEpochMilli();
    long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new CallId(new UUID(high, low));
  }

  /** The least identifier of all calls that arrive in the millisecond of {@code at} or later. */
  public static CallId first(Instant at) {
    return new CallId(new UUID((at.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L));
  }

  /**
   * Reads the usual text form.
   *
   * @throws IllegalArgumentException when {@code text} is no UUID
   */
  public static CallId parse(String text) {
    return new CallId(UUID.fromString(text));
  }

  @Override
  public int compareTo(CallId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
