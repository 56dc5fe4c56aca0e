package org.liniya.rtp;

import org.jspecify.annotations.Nullable;
import org.liniya.port.Ear;
import org.liniya.port.Encoding;

/**
 * The ear that hears what a stream receives, if there is one; an ear that fails disturbs nobody and
 * hears no more. Used only on the media loop that owns the stream.
 */
final class LentEar {

  private final Faults faults;
  private @Nullable Ear ear;
  private long number;

  LentEar(Faults faults) {
    this.faults = faults;
  }

  boolean isOpen() {
    return ear != null;
  }

  /**
   * An ear takes the place of an earlier one.
   *
   * @param wantedNumber by which it is taken back
   */
  void lend(long wantedNumber, Ear wanted) {
    number = wantedNumber;
    ear = wanted;
  }

  /** Unless another has taken its place. */
  void takeBack(long lent) {
    if (number == lent) {
      ear = null;
    }
  }

  void hear(long nanos, Encoding encoding, byte[] sound, int offset, int samples) {
    Ear now = ear;
    if (now != null) {
      try {
        now.hear(nanos, encoding, sound, offset, samples);
      } catch (RuntimeException e) {
        ear = null;
        faults.log("ear", e);
      }
    }
  }
}
