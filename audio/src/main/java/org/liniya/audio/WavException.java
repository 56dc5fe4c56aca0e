package org.liniya.audio;

import java.io.IOException;

/** A file is not a WAV file that we can read; the message says why, without its contents. */
public final class WavException extends IOException {
  private static final long serialVersionUID = 1L;

  public WavException(String message) {
    super(message);
  }
}
