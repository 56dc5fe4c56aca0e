package org.liniya.rtp;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Lends the even ports of a range. Thread-safe. Chosen at random, so that nobody can guess where
 * the next call listens; and rested for 60 s after use, so that late packets of one call never
 * reach the next.
 */
final class RtpPorts {

  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final int firstEven;
  private final BitSet free = new BitSet();
  private final Deque<Resting> resting = new ArrayDeque<>();
  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  RtpPorts(PortRange range, RandomGenerator random, LongSupplier nanoTime) {
    this.firstEven = range.first() + (range.first() & 1);
    this.random = random;
    this.nanoTime = nanoTime;
    free.set(0, Math.max(0, (range.last() - firstEven) / 2 + 1));
    if (firstEven > range.last()) {
      free.clear();
    }
  }

  /** A free port, or nothing when all are lent or at rest. */
  synchronized OptionalInt take() {
    wakeRested();
    int count = free.cardinality();
    if (count == 0) {
      return OptionalInt.empty();
    }
    int index = free.nextSetBit(random.nextInt(free.length()));
    free.clear(index);
    return OptionalInt.of(firstEven + 2 * index);
  }

  /** Takes a port back; it is free again after its rest. */
  synchronized void giveBack(int port) {
    resting.add(new Resting(port, nanoTime.getAsLong()));
  }

  private void wakeRested() {
    long now = nanoTime.getAsLong();
    while (!resting.isEmpty() && now - resting.getFirst().since >= REST_NANOS) {
      free.set((resting.removeFirst().port - firstEven) / 2);
    }
  }

  private record Resting(int port, long since) {}
}
