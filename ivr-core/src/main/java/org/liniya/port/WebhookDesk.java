package org.liniya.port;

import java.util.List;
import java.util.Optional;

/**
 * The receivers outside, for administrators. Thread-safe; blocks while the database works, and
 * {@link #sendTest} until the receiver has answered (a bounded time each).
 */
public interface WebhookDesk {

  /**
   * A receiver.
   *
   * @param host where it is, without path and parameters, which may be secret
   * @param events the words of what it is told
   * @param waiting how many notices wait
   * @param dead how many were given up
   */
  record View(
      String receiver, String host, boolean active, List<String> events, long waiting, long dead) {
    public View {
      events = List.copyOf(events);
    }
  }

  /**
   * What became of a test.
   *
   * @param problem why it did not arrive; empty when it did
   */
  record Tested(Optional<String> problem) {}

  /** All of {@code webhooks.yaml}. */
  List<View> receivers();

  /** Has the dead of a receiver tried again; how many. Empty when there is no such receiver. */
  Optional<Integer> retry(String receiver);

  /** Sends a signed test, once; empty when there is no such receiver. */
  Optional<Tested> sendTest(String receiver);
}
