package org.liniya.flow.step;

import org.liniya.flow.call.Target;

/**
 * One way out of a step. Immutable.
 *
 * @param label what leads there, such as {@code key 1} or {@code no-input}
 * @param byKey whether the caller must press a key for it
 */
public record Exit(String label, Target target, boolean byKey) {

  static Exit byKey(String label, Target target) {
    return new Exit(label, target, true);
  }

  static Exit other(String label, Target target) {
    return new Exit(label, target, false);
  }
}
