package org.liniya.speech.listen;

import java.io.Serial;

/** The engine, or a model, is of no use. The message holds nothing that a caller said. */
public final class RecognizerException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public RecognizerException(String message) {
    super(message);
  }

  public RecognizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
