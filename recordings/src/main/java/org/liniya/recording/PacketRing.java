package org.liniya.recording;

import java.util.Arrays;
import org.liniya.port.Encoding;

/**
 * Packets of one direction on their way from the media threads to the recorder, in memory that is
 * allocated once. Media threads {@link #put}, and only copy bytes; the recorder alone {@link
 * #take}s. When it is full, the packet is dropped and counted: nothing ever waits for a disk.
 *
 * <p>It holds {@value #BYTES} bytes, about two seconds of G.711.
 */
final class PacketRing {

  /** What the recorder does with each packet. */
  interface Taker {
    void packet(long nanos, Encoding encoding, byte[] sound, int offset, int length);
  }

  static final int BYTES = 1 << 14;
  private static final int LONGEST = 2048; // four times what 60 ms take
  private static final int PACKETS = 1 << 8; // two seconds of 10 ms packets

  private final byte[] sound = new byte[BYTES];
  private final long[] nanos = new long[PACKETS];
  private final int[] lengths = new int[PACKETS];
  private final Encoding[] encodings = new Encoding[PACKETS];
  private final byte[] packet = new byte[LONGEST]; // the recorder's, for a packet that wraps around

  // Counts that only grow; each is written by one side and read by the other.
  private volatile long written;
  private volatile long taken;
  private long writtenBytes;
  private volatile long takenBytes;
  private volatile long dropped;

  PacketRing() {
    Arrays.fill(encodings, Encoding.PCMA);
  }

  /**
   * Keeps a copy of a packet. Synchronised because the sender to a caller changes (prompt, bridge);
   * the lock is held for one small copy, and never by the recorder.
   */
  synchronized void put(long atNanos, Encoding encoding, byte[] from, int offset, int length) {
    long index = written;
    if (length <= 0
        || length > LONGEST
        || length > BYTES - (writtenBytes - takenBytes)
        || index - taken == PACKETS
        || offset < 0
        || offset > from.length - length) {
      if (length != 0) {
        dropped = dropped + 1;
      }
      return;
    }
    int start = (int) (writtenBytes & (BYTES - 1));
    int first = Math.min(length, BYTES - start);
    System.arraycopy(from, offset, sound, start, first);
    System.arraycopy(from, offset + first, sound, 0, length - first);
    int slot = (int) (index & (PACKETS - 1));
    nanos[slot] = atNanos;
    lengths[slot] = length;
    encodings[slot] = encoding;
    writtenBytes += length;
    written = index + 1; // publishes all of the above
  }

  /** Hands over every packet that is here, oldest first. Only the recorder's thread. */
  void take(Taker taker) {
    long until = written;
    long bytes = takenBytes;
    for (long index = taken; index < until; index++) {
      int slot = (int) (index & (PACKETS - 1));
      int length = lengths[slot];
      int start = (int) (bytes & (BYTES - 1));
      int first = Math.min(length, BYTES - start);
      System.arraycopy(sound, start, packet, 0, first);
      System.arraycopy(sound, 0, packet, first, length - first);
      bytes += length;
      takenBytes = bytes;
      long at = nanos[slot];
      Encoding encoding = encodings[slot];
      taken = index + 1;
      taker.packet(at, encoding, packet, 0, length);
    }
  }

  /** Packets that found no room. */
  long dropped() {
    return dropped;
  }
}
