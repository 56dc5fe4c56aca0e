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

  boolean isOpen() {
    return recording.isPresent();
  }

  void open(Recording wanted) {
    recording = Optional.of(wanted);
  }

  void received(long nanos, Encoding encoding, byte[] sound, int offset, int samples) {
    if (recording.isPresent()) {
      try {
        recording.get().fromCaller(nanos, encoding, sound, offset, samples);
      } catch (RuntimeException e) {
        faults.log("recording", e);
      }
    }
  }

  void sent(long nanos, Encoding encoding, byte[] sound, int offset, int samples) {
    if (recording.isPresent()) {
      try {
        recording.get().toCaller(nanos, encoding, sound, offset, samples);
      } catch (RuntimeException e) {
        faults.log("recording", e);
      }
    }
  }
}
