package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.call.OperatorId;

/**
 * What the operators did when. Thread-safe; blocks while the database works (a bounded time);
 * throws {@link StoreException}.
 */
public interface OperatorStates {

  /** The changes of state from {@code from} on and before {@code to}, in order. */
  List<Change> between(Instant from, Instant to);

  /**
   * From then on the operator was in that state.
   *
   * @param reason of a pause, else empty
   */
  record Change(OperatorId operator, String state, String reason, Instant since) {

    /** For a state that needs no reason. */
    public Change(OperatorId operator, String state, Instant since) {
      this(operator, state, "", since);
    }
  }
}
