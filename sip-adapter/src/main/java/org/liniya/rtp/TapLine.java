package org.liniya.rtp;

import java.util.Arrays;
import org.liniya.port.Encoding;

/**
 * Brings the packets of one source in order for a recording: a packet that came behind a later one
 * is put before it, doubled ones are left out, and each gets its steady time. Runs only on the
 * media loop that owns the stream.
 *
 * <p>While nothing is missing a packet passes at once. Behind a gap packets wait, at most {@value
 * #GAP_MS} ms, for the missing one. While keys are listened for in the sound ({@link #hold}) all
 * wait {@value #HOLD_MS} ms, so that a key can be silenced from its beginning ({@link #silence}).
 */
final class TapLine {

  /** Takes sound in order. */
  interface Out {
    void sound(long nanos, Encoding encoding, byte[] sound, int offset, int samples);
  }

  static final int GAP_MS = 60;
  static final int HOLD_MS = 100;

  private static final int PLACES = 16;
  private static final int LONGEST = 512; // more than 60 ms
  private static final int LEAP = 100;
  private static final int LONGEST_PACKET = 480;
  private static final long NANOS_PER_MS = 1_000_000L;
  private static final byte[] NONE = {};

  private final Out out;
  private final SteadyTime steady = new SteadyTime();

  private boolean begun;
  private int ssrc;
  private int passed; // sequence number of the packet that passed last
  private int highest;
  private int highestTimestamp;
  private boolean holding;

  // The packets that wait, by sequence number; their sound is kept in places.
  private int count;
  private final int[] sequences = new int[PLACES];
  private final long[] nanos = new long[PLACES];
  private final long[] arrivals = new long[PLACES];
  private final int[] lengths = new int[PLACES];
  private final int[] places = new int[PLACES];
  private final Encoding[] encodings = new Encoding[PLACES];
  private byte[] sounds = NONE;
  private int usedPlaces;

  TapLine(Out out) {
    this.out = out;
    Arrays.fill(encodings, Encoding.PCMA);
  }

  /** Whether every packet is to wait, so that it can be silenced yet. */
  void hold(boolean wanted) {
    holding = wanted;
  }

  /** Takes a packet of sound; the buffer stays the caller's. */
  void sound(RtpPacket packet, long arrival, Encoding encoding, byte[] sound, int samples) {
    if (samples <= 0) {
      return;
    }
    int ahead = (short) (packet.sequence - highest);
    if (!begun || packet.ssrc != ssrc || Math.abs(ahead) > LEAP || leaps(packet, ahead)) {
      restart(packet);
    } else if (ahead > 0) {
      highest = packet.sequence;
      highestTimestamp = packet.timestamp;
    } else if ((short) (packet.sequence - passed) <= 0 || isWaiting(packet.sequence)) {
      return; // too late, or doubled
    }
    long place = steady.place(packet.timestamp, arrival);
    if (place == SteadyTime.TOO_LATE) {
      return;
    }
    if (samples > LONGEST) {
      flush();
      passed = packet.sequence;
      out.sound(place, encoding, sound, 0, samples);
      return;
    }
    insert(packet.sequence, place, arrival, encoding, sound, samples);
    tick(arrival);
  }

  /** The timestamp goes another way than the number: the sender has begun anew. */
  private boolean leaps(RtpPacket packet, int ahead) {
    int samplesAhead = packet.timestamp - highestTimestamp;
    return ahead > 0
        ? samplesAhead <= 0
        : ahead < 0 && (samplesAhead >= 0 || samplesAhead < ahead * LONGEST_PACKET - 8000);
  }

  private void restart(RtpPacket packet) {
    flush();
    begun = true;
    ssrc = packet.ssrc;
    highest = packet.sequence;
    highestTimestamp = packet.timestamp;
    passed = (packet.sequence - 1) & 0xFFFF;
    steady.restart();
  }

  /** Lets pass what has waited long enough. */
  void tick(long now) {
    while (count > 0) {
      boolean next = sequences[0] == ((passed + 1) & 0xFFFF);
      long wait = (holding ? HOLD_MS : next ? 0 : GAP_MS) * NANOS_PER_MS;
      if (now - arrivals[0] < wait) {
        return;
      }
      pass();
    }
  }

  /** Lets everything pass. */
  void flush() {
    while (count > 0) {
      pass();
    }
  }

  /** Makes the latest samples that still wait silent, packet by packet. */
  void silence(int samples) {
    int reached = 0;
    for (int i = count - 1; i >= 0 && reached < samples; i--) {
      int at = places[i] * LONGEST;
      Arrays.fill(sounds, at, at + lengths[i], Laws.of(encodings[i]).silence());
      reached += lengths[i];
    }
  }

  private boolean isWaiting(int sequence) {
    for (int i = 0; i < count; i++) {
      if (sequences[i] == sequence) {
        return true;
      }
    }
    return false;
  }

  private void insert(
      int sequence, long place, long arrival, Encoding encoding, byte[] sound, int samples) {
    if (sounds.length == 0) {
      sounds = new byte[PLACES * LONGEST];
    }
    if (count == PLACES) {
      pass();
    }
    int room = Integer.numberOfTrailingZeros(~usedPlaces);
    usedPlaces |= 1 << room;
    System.arraycopy(sound, 0, sounds, room * LONGEST, samples);
    int at = count++;
    while (at > 0 && (short) (sequence - sequences[at - 1]) < 0) {
      move(at - 1, at);
      at--;
    }
    sequences[at] = sequence;
    nanos[at] = place;
    arrivals[at] = arrival;
    lengths[at] = samples;
    places[at] = room;
    encodings[at] = encoding;
  }

  private void pass() {
    int room = places[0];
    passed = sequences[0];
    try {
      out.sound(nanos[0], encodings[0], sounds, room * LONGEST, lengths[0]);
    } finally {
      usedPlaces &= ~(1 << room);
      count--;
      for (int i = 0; i < count; i++) {
        move(i + 1, i);
      }
    }
  }

  private void move(int from, int to) {
    sequences[to] = sequences[from];
    nanos[to] = nanos[from];
    arrivals[to] = arrivals[from];
    lengths[to] = lengths[from];
    places[to] = places[from];
    encodings[to] = encodings[from];
  }
}
