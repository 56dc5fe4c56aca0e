package org.liniya.rtp;

import java.util.concurrent.TimeUnit;
import org.liniya.audio.G711;
import org.liniya.audio.VoiceGate;
import org.liniya.call.Signal.VoiceActivity;
import org.liniya.port.Encoding;

/**
 * Hears in the sound of a stream whether its party speaks, while somebody wants to know. Runs only
 * on the media loop that owns the stream.
 */
final class VoiceEar {

  /** Jitter delays packets by less; what has not come by then does not come. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int FRAME = G711.RATE / 50;
  private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final VoiceGate gate = new VoiceGate((int) VoiceActivity.HANG_OVER.toMillis());
  private final long listening;
  private final MediaListener listener;
  private long heardUntil;
  private boolean told;

  /**
   * @param listening its number, told with all that is heard
   */
  VoiceEar(long listening, MediaListener listener, long now) {
    this.listening = listening;
    this.listener = listener;
    this.heardUntil = now;
  }

  long listening() {
    return listening;
  }

  /** A packet's sound. */
  void hear(long now, Encoding encoding, byte[] sound, int samples) {
    gate.hear(Laws.of(encoding), sound, 0, samples);
    heardUntil = now;
    tell();
  }

  /** Some telephones send nothing while nothing is said. */
  void watch(long now) {
    while (now - heardUntil > LATE_NANOS + FRAME_NANOS) {
      gate.nothing(FRAME);
      heardUntil += FRAME_NANOS;
      tell();
    }
  }

  private void tell() {
    if (gate.speaks() != told) {
      told = gate.speaks();
      listener.voice(listening, told);
    }
  }
}
