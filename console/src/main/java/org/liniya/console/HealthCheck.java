package org.liniya.console;

import java.util.List;

/**
 * Says whether the line can take calls now. Called on a request's virtual thread; may block for a
 * second or so.
 */
public interface HealthCheck {

  /**
   * What keeps the line from taking calls, in words without personal data; empty when it is ready.
   */
  List<String> faults();

  /** What an administrator should look at although the line takes calls; the same rules. */
  default List<String> notes() {
    return List.of();
  }
}
