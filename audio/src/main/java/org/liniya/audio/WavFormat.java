package org.liniya.audio;

/** How samples lie in a WAV file, with the format tag of its {@code fmt} chunk (RFC 2361). */
public enum WavFormat {
  PCM_16(1, 2),
  /** As studios deliver; read only, and rounded to 16 bits. */
  PCM_24(1, 3),
  A_LAW(6, 1),
  MU_LAW(7, 1);

  private final int tag;
  private final int bytesPerSample;

  WavFormat(int tag, int bytesPerSample) {
    this.tag = tag;
    this.bytesPerSample = bytesPerSample;
  }

  public int tag() {
    return tag;
  }

  public int bytesPerSample() {
    return bytesPerSample;
  }
}
