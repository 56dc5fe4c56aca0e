package org.liniya.flow;

import java.time.Duration;

/** Which keys follow which prompt, every time it is heard, and what the caller meets. */
interface Caller {

  /**
   * The keys pressed after a prompt; {@code EARLIER} and {@code UNKNOWN} are ticket numbers, {@code
   * CODE} is the code that was sent last.
   */
  String keysAfter(String prompt);

  /** How long the caller speaks after a prompt. */
  default Duration speaksAfter(String prompt) {
    return Duration.ZERO;
  }

  /** Makes the world as this caller meets it. */
  default void meets(Scenario scenario) {}

  default AtTheQueue atTheQueue() {
    return AtTheQueue.AN_OPERATOR;
  }

  /** Whether the tickets were away before anything else broke. */
  default boolean unluckyBefore() {
    return false;
  }

  /** Who is met in the queue. */
  enum AtTheQueue {
    /** After three seconds, for ten. */
    AN_OPERATOR,
    NOBODY,
    /** No room. */
    FULL
  }
}
