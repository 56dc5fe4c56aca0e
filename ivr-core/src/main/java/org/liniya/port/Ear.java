package org.liniya.port;

/**
 * Gets what one party sends, packet by packet. Called by a media thread every 20 ms or so; must not
 * block, allocate or throw. A telephone that sends nothing while nobody speaks leaves gaps, which
 * the times of arrival show.
 */
@FunctionalInterface
public interface Ear {

  /**
   * A packet's sound.
   *
   * @param arrivalNanos {@link System#nanoTime()} at its arrival
   * @param sound shared; copied by whoever keeps it
   */
  void hear(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length);
}
