package org.liniya.asterisk;

import java.util.Map;
import java.util.function.Consumer;

/**
 * The manager of Asterisk (AMI), as the rest of this package sees it. Thread-safe; never blocks.
 */
interface Manager {

  /** Whether what is asked now can reach Asterisk. */
  boolean connected();

  /**
   * Asks for something to be done.
   *
   * @param done told whether Asterisk has taken it, on the manager's thread; false at once when
   *     there is no connection
   * @throws IllegalArgumentException when a value would end its line and begin another
   */
  void ask(Order order, Consumer<Boolean> done);

  /** As above; what cannot be sent, and what Asterisk refuses, is left at that. */
  default void ask(Order order) {
    ask(order, _ -> {});
  }

  /**
   * An action. Immutable.
   *
   * @param name such as {@code Redirect}
   * @param variables of the new channel, where there is one
   */
  record Order(String name, Map<String, String> fields, Map<String, String> variables) {

    public Order {
      fields = Map.copyOf(fields);
      variables = Map.copyOf(variables);
      fields.values().forEach(Order::oneLine);
      variables.values().forEach(Order::oneLine);
    }

    public Order(String name, Map<String, String> fields) {
      this(name, fields, Map.of());
    }

    private static void oneLine(String value) {
      if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw new IllegalArgumentException("a control character in a field of an action");
      }
    }
  }
}
