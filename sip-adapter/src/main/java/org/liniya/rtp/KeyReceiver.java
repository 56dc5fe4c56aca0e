package org.liniya.rtp;

import org.jspecify.annotations.Nullable;
import org.liniya.call.Key;

/**
 * Makes one key out of the many packets of one press (RFC 4733). Runs only on the media loop that
 * owns the stream.
 *
 * <p>A press is known by its SSRC and timestamp, which all of its packets share: the first packet
 * that gets through reports it, whether it is a start, an update or an end; all later ones are the
 * same press, however late, doubled or out of order.
 */
final class KeyReceiver {

  /** How many presses are remembered; late packets of older ones do not happen. */
  private static final int MEMORY = 8;

  private static final int KEYS = 16;

  /** A press that has lasted this long may go on in a further segment (section 2.5.1.3). */
  private static final int ALMOST_FULL_DURATION = 0xF000;

  private final long[] presses = new long[MEMORY];
  private int known;
  private int next;

  private long last;
  private int lastEvent;
  private int lastDuration;
  private boolean lastEnded = true;

  /** Takes one packet's payload; gives the key when this is the first sign of its press. */
  @Nullable Key packet(RtpPacket packet, byte[] payload, int offset, int length) {
    if (length < TelephoneEvent.BYTES) {
      return null;
    }
    int event = TelephoneEvent.event(payload, offset);
    if (event >= KEYS) {
      return null; // flash, fax and modem tones: no keys
    }
    int duration = TelephoneEvent.durationSamples(payload, offset);
    boolean end = TelephoneEvent.isEnd(payload, offset);
    long press = ((long) packet.ssrc << 32) | (packet.timestamp & 0xFFFFFFFFL);
    if (isKnown(press)) {
      if (press == last) {
        lastDuration = Math.max(lastDuration, duration);
        lastEnded |= end;
      }
      return null;
    }
    boolean continues = !packet.marker && event == lastEvent && continuesLast(press);
    remember(press);
    last = press;
    lastEvent = event;
    lastDuration = duration;
    lastEnded = end;
    return continues ? null : Key.ofEvent(event);
  }

  /** A long press runs on in segments, each of which starts where the one before was full. */
  private boolean continuesLast(long press) {
    boolean sameSource = press >>> 32 == last >>> 32;
    int apart = (int) press - (int) last;
    return !lastEnded
        && sameSource
        && lastDuration >= ALMOST_FULL_DURATION
        && apart >= ALMOST_FULL_DURATION
        && apart <= 0x1_0000 + 2 * 480;
  }

  private boolean isKnown(long press) {
    for (int i = 0; i < known; i++) {
      if (presses[i] == press) {
        return true;
      }
    }
    return false;
  }

  private void remember(long press) {
    presses[next] = press;
    next = (next + 1) % MEMORY;
    known = Math.max(known, next == 0 ? MEMORY : next);
  }
}
