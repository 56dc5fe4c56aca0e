package org.liniya.speech.listen;

/** Knows voices from other sound. Shared by all hearings; for any thread. */
public interface VoiceModel extends AutoCloseable {

  /** Samples of a frame, 8,000 a second: 32 ms. */
  int FRAME = 256;

  /** Begins with new sound. */
  Ear ear();

  @Override
  void close();

  /** One stream of sound, frame by frame. For one thread at a time. */
  interface Ear {

    /**
     * How surely a frame of {@link #FRAME} samples holds a voice, from 0 to 1. Frames that nobody
     * asked about may lie between two that are asked about.
     */
    double voice(short[] frame);
  }
}
