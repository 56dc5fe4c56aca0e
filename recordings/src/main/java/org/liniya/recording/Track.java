package org.liniya.recording;

import org.liniya.audio.G711;
import org.liniya.port.Encoding;

/**
 * One channel of a recording on its time line: samples that are not yet in the file, each at its
 * place. Used only by the recorder's thread.
 *
 * <p>The rule of placing. A packet belongs where it arrived, but arrivals jitter and clocks drift,
 * and cutting at every wobble would click. So a packet is put right behind the one before it as
 * long as that is at most {@link #LATE} too early or {@link #AHEAD} too late on the time line.
 *
 * <ul>
 *   <li>It arrived more than {@link #LATE} after the end of the sound before it (a pause, lost
 *       packets): silence fills the gap and the packet starts where it arrived.
 *   <li>The sound before it reaches more than {@link #AHEAD} beyond its arrival (a burst after a
 *       stall, duplicates, a fast clock): it is left out, or the channel would run away from the
 *       other.
 * </ul>
 */
final class Track {

  /** 60 ms: more is a gap. */
  static final int LATE = 480;

  /** 120 ms: more is left out. */
  static final int AHEAD = 960;

  /** Four seconds: the hold-back, and what a late recorder finds in a full {@link PacketRing}. */
  static final int WINDOW = 1 << 15;

  private final short[] window = new short[WINDOW];
  private long next;
  private long leftOut;

  /** Where a packet goes that arrived at {@code position}; negative when it is to be left out. */
  long place(long position) {
    if (position - next > LATE) {
      next = position;
    } else if (next - position > AHEAD) {
      leftOut++;
      return -1;
    }
    return next;
  }

  /** Puts samples at {@code at}; the caller has made room: they lie within the window. */
  void put(long at, Encoding encoding, byte[] sound, int offset, int length) {
    G711 law = law(encoding);
    for (int i = 0; i < length; i++) {
      window[(int) ((at + i) & (WINDOW - 1))] = law.decode(sound[offset + i]);
    }
    next = at + length;
  }

  /** The sample at a position within the window; its place is then silence for later sound. */
  short take(long position) {
    int slot = (int) (position & (WINDOW - 1));
    short sample = window[slot];
    window[slot] = 0;
    return sample;
  }

  /** Behind the last sample. */
  long end() {
    return next;
  }

  /** Packets left out because the channel was too far ahead. */
  long leftOut() {
    return leftOut;
  }

  private static G711 law(Encoding encoding) {
    return switch (encoding) {
      case PCMA -> G711.A_LAW;
      case PCMU -> G711.MU_LAW;
    };
  }
}
