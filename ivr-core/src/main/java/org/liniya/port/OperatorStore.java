package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.call.OperatorId;

/**
 * The operators' last known states, for pauses that outlive a restart and for reports. Thread-safe.
 */
public interface OperatorStore {

  /** Committed when it returns; throws {@link StoreException}. */
  void save(Row row);

  /**
   * The server has started: until they say so anew, nobody is at work. Only for the history of
   * states ({@link OperatorStates}); throws {@link StoreException}.
   */
  void restarted(Instant at);

  List<Row> all();

  /**
   * @param state a word of the design: {@code offline}, {@code paused}, {@code ready}, …
   * @param reason of a pause, else empty
   */
  record Row(OperatorId operator, String state, String reason, Instant since) {}
}
