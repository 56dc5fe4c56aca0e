package org.liniya.sip.wire;

import java.io.IOException;

/** A certificate, key or authority that cannot be used; nothing it says is a secret. */
public final class TlsFault extends IOException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String cure;

  TlsFault(String problem, String cure) {
    super(problem);
    this.problem = problem;
    this.cure = cure;
  }

  public String problem() {
    return problem;
  }

  /** What to do about it. */
  public String cure() {
    return cure;
  }
}
