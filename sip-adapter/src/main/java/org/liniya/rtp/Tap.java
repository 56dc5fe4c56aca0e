package org.liniya.rtp;

import java.util.Optional;
import org.liniya.port.Encoding;
import org.liniya.port.Recording;

/**
 * Gives a recording what goes through a stream; a recording that fails disturbs nobody. Used only
 * on the media loop that owns the stream.
 */
final class Tap {

  private final Faults faults;
  private Optional<Recording> recording = Optional.empty();

  Tap(Faults faults) {
    this.faults = faults;
  }

  void open(Recording wanted) {
    recording = Optional.of(wanted);
  }

  void received(long arrivalNanos, Encoding encoding, byte[] sound, int samples) {
    if (recording.isPresent()) {
      try {
        recording.get().fromCaller(arrivalNanos, encoding, sound, 0, samples);
      } catch (RuntimeException e) {
        faults.log("recording", e);
      }
    }
  }

  void sent(long sentNanos, Encoding encoding, byte[] sound, int samples) {
    if (recording.isPresent()) {
      try {
        recording.get().toCaller(sentNanos, encoding, sound, 0, samples);
      } catch (RuntimeException e) {
        faults.log("recording", e);
      }
    }
  }
}
