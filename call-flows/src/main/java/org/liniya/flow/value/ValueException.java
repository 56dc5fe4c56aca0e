package org.liniya.flow.value;

/** A value could not be computed; the message never holds the value itself. */
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ValueException(String message) {
    super(message);
  }

  public ValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
