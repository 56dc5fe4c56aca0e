package org.liniya.port;

import org.liniya.call.Secret;

/** Where one-time codes come from. Thread-safe; answers at once. */
public interface CodeSource {

  /**
   * A code that nobody knows yet.
   *
   * @param digits how many it has
   */
  record Fresh(Secret code, int digits) {}

  /**
   * A new code.
   *
   * @param digits how many are wished; a source for tests may have its own mind
   */
  Fresh fresh(int digits);

  /** Random bytes with which a code is hashed, others each time; 16 at least. */
  byte[] salt();
}
