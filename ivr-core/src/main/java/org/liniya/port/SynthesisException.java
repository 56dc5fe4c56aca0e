package org.liniya.port;

/** A text was not spoken. Holds neither the text nor a secret; fit for a log. */
public final class SynthesisException extends Exception {

  private static final long serialVersionUID = 1;

  private final String cure;

  /**
   * @param message what happened, in one sentence without a full stop
   * @param cure what to do about it
   */
  public SynthesisException(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  /** What to do about it. */
  public String cure() {
    return cure;
  }
}
