package org.liniya.speech.listen;

import org.liniya.audio.G711;

/**
 * Copied sound on its way from the media thread to a thread of the recogniser, at most so much of
 * it. One thread writes, one at a time reads; neither waits, and writing allocates nothing.
 */
final class SoundRing {

  private final short[] samples;
  private volatile long written;
  private volatile long read;
  private volatile boolean overrun;

  /**
   * @param capacity in samples, a power of two
   */
  SoundRing(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(capacity + " is no power of two");
    }
    samples = new short[capacity];
  }

  /** Takes a packet's sound; without room for all of it, none is taken, and that is noted. */
  void write(G711 law, byte[] sound, int offset, int length) {
    long from = written;
    if (from + length - read > samples.length) {
      overrun = true;
      return;
    }
    int mask = samples.length - 1;
    for (int i = 0; i < length; i++) {
      samples[(int) (from + i) & mask] = law.decode(sound[offset + i]);
    }
    written = from + length;
  }

  /** Fills {@code frame}, if there is as much. */
  boolean read(short[] frame) {
    long from = read;
    if (written - from < frame.length) {
      return false;
    }
    int mask = samples.length - 1;
    for (int i = 0; i < frame.length; i++) {
      frame[i] = samples[(int) (from + i) & mask];
    }
    read = from + frame.length;
    return true;
  }

  /** Reads what is left, less than a frame, and fills the rest with silence. */
  boolean readRest(short[] frame) {
    int left = (int) Math.min(written - read, frame.length);
    if (left == 0) {
      return false;
    }
    int mask = samples.length - 1;
    for (int i = 0; i < frame.length; i++) {
      frame[i] = i < left ? samples[(int) (read + i) & mask] : 0;
    }
    long from = read;
    read = from + left;
    return true;
  }

  /** How much sound waits to be read, in samples. */
  int waiting() {
    return (int) (written - read);
  }

  /** Whether sound was lost because nobody read in time. */
  boolean overrun() {
    return overrun;
  }
}
