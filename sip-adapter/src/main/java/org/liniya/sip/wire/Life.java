package org.liniya.sip.wire;

import java.util.Optional;

/**
 * How far a connection has come, and since when it is silent: decides when it has to go. Times are
 * nanoseconds of {@link System#nanoTime}. Thread-safe.
 *
 * <pre>
 *  FRESH --a whole message--> HEARD --a 2xx to other than OPTIONS--> PROVEN
 * </pre>
 */
final class Life {

  /** What the other side has shown of itself. */
  enum Standing {
    FRESH,
    HEARD,
    PROVEN
  }

  private final long since;
  private Standing standing;
  private long lastText;
  private Optional<Long> begun = Optional.empty();

  Life(long now, Standing standing) {
    this.since = now;
    this.lastText = now;
    this.standing = standing;
  }

  /** Text has come in: part of a message, or the line ends of a keep-alive. */
  synchronized void text(byte[] bytes, long now) {
    lastText = now;
    if (begun.isEmpty() && !onlyLineEnds(bytes)) {
      begun = Optional.of(now);
    }
  }

  static boolean onlyLineEnds(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet != '\r' && octet != '\n') {
        return false;
      }
    }
    return true;
  }

  /** A message is complete. */
  synchronized void message() {
    begun = Optional.empty();
    if (standing == Standing.FRESH) {
      standing = Standing.HEARD;
    }
  }

  /** Somebody has registered or called on it, or we ourselves have dialled it. */
  synchronized void proven() {
    standing = Standing.PROVEN;
  }

  synchronized Standing standing() {
    return standing;
  }

  synchronized long silentNanos(long now) {
    return now - lastText;
  }

  /** Whether it has had its time. */
  synchronized boolean overdue(long now, ConnectionLimits limits) {
    long message = limits.message().toNanos();
    if (begun.isPresent() && now - begun.get() > message) {
      return true; // a byte now and then is no message
    }
    return switch (standing) {
      case FRESH -> now - since > message;
      case HEARD -> now - lastText > limits.unprovenIdle().toNanos();
      case PROVEN -> now - lastText > limits.provenIdle().toNanos();
    };
  }
}
