package org.liniya.server.backup;

import java.io.IOException;

/** A back-up is not as it was made; the message names the file. */
public final class Damaged extends IOException {
  private static final long serialVersionUID = 1L;

  Damaged(String message) {
    super(message);
  }
}
