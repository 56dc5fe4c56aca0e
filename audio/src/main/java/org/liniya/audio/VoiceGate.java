package org.liniya.audio;

/**
 * Tells by its loudness whether somebody speaks: a gate with a fixed threshold, 20 ms at a time. It
 * takes every loud sound for a voice; noise below the threshold, and clicks, are none. For one
 * thread; free of allocation, so that a media loop may use it.
 */
public final class VoiceGate {

  /** Quiet speech is louder, the noise of a usual line is not: −42 dBm0. */
  private static final double LEAST_RMS = TonePair.PEAK_OF_0_DBM0 / Math.sqrt(2) / 126;

  private static final int FRAME = G711.RATE / 50;
  private static final double LEAST_ENERGY = LEAST_RMS * LEAST_RMS * FRAME;

  /** A click is shorter than this many frames. */
  private static final int FRAMES_TO_BEGIN = 3;

  private final int framesToEnd;
  private long energy;
  private int filled;
  private int loud;
  private int quiet;
  private boolean speaks;

  /**
   * @param hangOverMs how long nothing must be heard for the speaking to be over
   */
  public VoiceGate(int hangOverMs) {
    framesToEnd = hangOverMs * (G711.RATE / 1000) / FRAME;
  }

  /** Whether somebody speaks, as far as was heard. */
  public boolean speaks() {
    return speaks;
  }

  /** Takes a packet's sound. */
  public void hear(G711 law, byte[] sound, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      int sample = law.decode(sound[i]);
      energy += (long) sample * sample;
      if (++filled == FRAME) {
        frame(energy >= LEAST_ENERGY);
        energy = 0;
        filled = 0;
      }
    }
  }

  /** Nothing has come where so much sound was due. */
  public void nothing(int samples) {
    energy = 0;
    filled = 0;
    for (int left = samples; left >= FRAME; left -= FRAME) {
      frame(false);
    }
  }

  private void frame(boolean isLoud) {
    loud = isLoud ? loud + 1 : 0;
    quiet = isLoud ? 0 : quiet + 1;
    if (loud >= FRAMES_TO_BEGIN) {
      speaks = true;
    } else if (quiet >= framesToEnd) {
      speaks = false;
    }
  }
}
