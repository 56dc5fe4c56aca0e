package org.liniya.rtp;

import org.jspecify.annotations.Nullable;
import org.liniya.audio.KeyTones;
import org.liniya.call.Key;
import org.liniya.port.Encoding;

/**
 * Hears keys in the sound of a stream, and keeps them out of its recording as those of RFC 4733
 * are. Runs only on the media loop that owns the stream.
 */
final class ToneEar {

  /** The shortest pause that parts two presses (ITU-T Q.24). */
  private static final int PAUSE_SAMPLES = 320;

  /** A press is known 32 to 58 ms after its beginning; this much more may belong to it. */
  private static final int EDGE_SAMPLES = 51;

  private static final int LATE = 100;

  private final KeyTones tones = new KeyTones();
  private boolean begun;
  private int ssrc;
  private int sequence;
  private int nextTimestamp;

  /** Takes a packet that was also given to the line of the recording, just before. */
  @Nullable Key hear(RtpPacket packet, Encoding encoding, byte[] sound, int samples, TapLine line) {
    int ahead = (short) (packet.sequence - sequence);
    boolean same = begun && packet.ssrc == ssrc;
    if (same && ahead <= 0 && ahead > -LATE) {
      return null; // late or doubled: in its place it would break a tone
    }
    if (same && ahead == 1 && packet.timestamp - nextTimestamp >= PAUSE_SAMPLES) {
      tones.pause();
    }
    begun = true;
    ssrc = packet.ssrc;
    sequence = packet.sequence;
    nextTimestamp = packet.timestamp + samples;
    char pressed = tones.hear(Laws.of(encoding), sound, 0, samples);
    if (tones.samplesOfKey() > 0) {
      line.silence(tones.samplesOfKey() + EDGE_SAMPLES);
    }
    return pressed == 0 ? null : new Key(pressed);
  }
}
