package org.liniya.acd;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.OperatorId;

/** How a waiting call stands at present. Owned by a {@link GroupQueue}; not thread-safe. */
final class Waiter {

  /** What is done for the call now. */
  sealed interface Standing {

    /** Nothing: whoever may serve it is offered it. */
    record Open() implements Standing {}

    /** Telephones ring for it. */
    record Offered() implements Standing {}

    /** It waits for the operator who served its ticket, for a bounded time. */
    record Reserved(OperatorId operator, Instant until) implements Standing {}
  }

  static final Standing OPEN = new Standing.Open();
  static final Standing OFFERED = new Standing.Offered();

  private final QueuedCall call;
  private int stage;
  private Standing standing = OPEN;
  private Optional<OperatorId> preferred;

  Waiter(QueuedCall call, Optional<OperatorId> preferred) {
    this.call = call;
    this.preferred = preferred;
  }

  QueuedCall call() {
    return call;
  }

  /** Of its group's {@link Widening}. */
  int stage() {
    return stage;
  }

  void stage(int next) {
    stage = next;
  }

  Standing standing() {
    return standing;
  }

  void standing(Standing next) {
    standing = next;
  }

  /** Who last served its ticket, unless they have had their chance. */
  Optional<OperatorId> preferred() {
    return preferred;
  }

  /** From now on it is anyone's. */
  void preferNobody() {
    preferred = Optional.empty();
  }
}
