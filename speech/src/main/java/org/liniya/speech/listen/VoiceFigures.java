package org.liniya.speech.listen;

import java.util.concurrent.atomic.LongAdder;

/** Counts frames of sound, for figures. For any thread. */
public final class VoiceFigures {

  private final LongAdder frames = new LongAdder();
  private final LongAdder looks = new LongAdder();

  /** All frames that were listened to; one is 32 ms. */
  public long frames() {
    return frames.sum();
  }

  /** The frames that the voice model saw. */
  public long looks() {
    return looks.sum();
  }

  void heard() {
    frames.increment();
  }

  void looked() {
    looks.increment();
  }
}
