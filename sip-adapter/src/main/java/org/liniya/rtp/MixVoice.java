package org.liniya.rtp;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.liniya.port.Encoding;

/**
 * What one party says into a mix, decoded and placed on the clock that all streams share. Written
 * by the media loop of that party's stream, read by those of everyone who hears it: what is shared
 * is immutable, so nobody waits for anybody.
 *
 * <p>A packet is heard {@value #DELAY_MS} ms after it has come, which is the jitter that a mix
 * bears. A sender that gets ahead or behind by more (a burst, another clock) is placed anew; what
 * comes too late for its place is left out. A piece is allocated for every packet, of conferences
 * only.
 */
final class MixVoice {

  static final int DELAY_MS = 60;

  private static final int SAMPLES_PER_MS = 8;
  private static final int DELAY = DELAY_MS * SAMPLES_PER_MS;

  /** Whoever hears it has read so far ahead. */
  private static final int LEAST_AHEAD = 20 * SAMPLES_PER_MS;

  private static final int MOST_AHEAD = 120 * SAMPLES_PER_MS;

  /** A longer step of the timestamp is a sender that has begun anew. */
  private static final int LEAP = 1000 * SAMPLES_PER_MS;

  /** More than {@link #MOST_AHEAD} in packets of 5 ms; the oldest gives way. */
  private static final int PIECES = 32;

  /** One packet's sound in its place; nothing of it changes once it is in the ring. */
  private static final class Piece {
    private final long at;
    private final short[] samples;

    Piece(long at, short[] samples) {
      this.at = at;
      this.samples = samples;
    }
  }

  private final AtomicReferenceArray<@Nullable Piece> pieces = new AtomicReferenceArray<>(PIECES);
  private volatile long written;

  // Of the writing loop alone.
  private boolean begun;
  private int ssrc;
  private int lastTimestamp;
  private long lastAt;

  /**
   * Takes a packet of sound; the buffer stays the caller's.
   *
   * @param clock now, in samples of the clock that all streams share
   */
  void hear(RtpPacket packet, Encoding encoding, byte[] sound, int samples, long clock) {
    int step = packet.timestamp - lastTimestamp;
    boolean follows = begun && packet.ssrc == ssrc && Math.abs((long) step) <= LEAP;
    long at = follows ? lastAt + step : clock + DELAY;
    if (at < clock + LEAST_AHEAD || at > clock + MOST_AHEAD) {
      if (follows && step < 0) {
        return; // overtaken by a later packet, and its time is over
      }
      at = clock + DELAY;
    }
    if (!follows || step >= 0) {
      begun = true;
      ssrc = packet.ssrc;
      lastTimestamp = packet.timestamp;
      lastAt = at;
    }
    short[] linear = new short[samples];
    Laws.of(encoding).decode(sound, 0, linear, 0, samples);
    add(new Piece(at, linear));
  }

  private void add(Piece piece) {
    long number = written;
    pieces.set((int) (number % PIECES), piece);
    written = number + 1;
  }

  /**
   * Writes what is said from {@code clock} on; silence where nothing is. Any media loop may ask,
   * and several do.
   */
  void read(long clock, short[] into, int samples) {
    Arrays.fill(into, 0, samples, (short) 0);
    long end = written;
    // a later piece takes the place of an earlier one: a sender placed anew must not double itself
    for (long number = Math.max(0, end - PIECES); number < end; number++) {
      Piece piece = pieces.get((int) (number % PIECES));
      if (piece != null) {
        copy(piece, clock, into, samples);
      }
    }
  }

  private static void copy(Piece piece, long clock, short[] into, int samples) {
    long from = Math.max(clock, piece.at);
    long to = Math.min(clock + samples, piece.at + piece.samples.length);
    if (from < to) {
      System.arraycopy(
          piece.samples, (int) (from - piece.at), into, (int) (from - clock), (int) (to - from));
    }
  }
}
