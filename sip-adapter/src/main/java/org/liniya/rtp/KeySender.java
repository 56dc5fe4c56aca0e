package org.liniya.rtp;

import java.util.ArrayDeque;
import java.util.Queue;
import org.liniya.call.Key;

/**
 * Turns queued keys into telephone-event packets, one each time the stream may send (RFC 4733
 * section 2.5.1). Runs only on the media loop that owns the stream.
 *
 * <pre>
 * IDLE ──key──► PRESSED ──120 ms──► ENDING ──3 end packets──► PAUSING ──80 ms──► IDLE
 * </pre>
 */
final class KeySender {

  private static final int PRESS_SAMPLES = 120 * 8;
  private static final int PAUSE_SAMPLES = 80 * 8;
  private static final int END_PACKETS = 3;

  /** Whoever presses faster than keys can be sent loses what does not fit. */
  private static final int MOST_WAITING = 32;

  private enum State {
    IDLE,
    PRESSED,
    ENDING,
    PAUSING
  }

  private final Queue<Key> waiting = new ArrayDeque<>();
  private State state = State.IDLE;
  private int event;
  private int startTimestamp;
  private int durationSamples;
  private int endsSent;
  private int pausedSamples;

  void add(Key key) {
    waiting.add(key);
  }

  /** A key from outside, of which there may be any number. */
  void addIfRoom(Key key) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(key);
    }
  }

  void clear() {
    waiting.clear();
    state = State.IDLE;
  }

  /**
   * Moves on by one packet time.
   *
   * @param timestamp of the packet that would be sent now; an event keeps that of its start
   * @return whether this packet time belongs to an event packet, described by the other methods
   */
  boolean advance(int timestamp, int packetSamples) {
    return switch (state) {
      case IDLE -> startNext(timestamp, packetSamples);
      case PRESSED -> {
        durationSamples += packetSamples;
        state = durationSamples >= PRESS_SAMPLES ? State.ENDING : State.PRESSED;
        yield true;
      }
      case ENDING -> {
        // the two repetitions of the end say the same as the first (section 2.5.1.4)
        endsSent++;
        state = endsSent < END_PACKETS - 1 ? State.ENDING : State.PAUSING;
        pausedSamples = 0;
        yield true;
      }
      case PAUSING -> {
        pausedSamples += packetSamples;
        state = pausedSamples >= PAUSE_SAMPLES ? State.IDLE : State.PAUSING;
        yield false;
      }
    };
  }

  int event() {
    return event;
  }

  /** Whether event packets are under way, so that sound must wait. */
  boolean isPressing() {
    return state == State.PRESSED || state == State.ENDING;
  }

  int startTimestamp() {
    return startTimestamp;
  }

  int durationSamples() {
    return durationSamples;
  }

  boolean isEnd() {
    return durationSamples >= PRESS_SAMPLES;
  }

  boolean isFirst(int packetSamples) {
    return durationSamples == packetSamples;
  }

  private boolean startNext(int timestamp, int packetSamples) {
    Key key = waiting.poll();
    if (key == null) {
      return false;
    }
    event = key.event();
    startTimestamp = timestamp;
    durationSamples = packetSamples;
    endsSent = 0;
    state = State.PRESSED;
    return true;
  }
}
