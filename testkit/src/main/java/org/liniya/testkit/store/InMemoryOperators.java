package org.liniya.testkit.store;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStore;

/** Operators' states in memory. Thread-safe. */
public final class InMemoryOperators extends Breakable implements OperatorStore {
  private final TreeMap<OperatorId, Row> rows = new TreeMap<>();

  @Override
  public synchronized void save(Row row) {
    mayFail();
    rows.put(row.operator(), row);
  }

  /** There is no history here. */
  @Override
  public synchronized void restarted(Instant at) {
    mayFail();
  }

  @Override
  public synchronized List<Row> all() {
    mayFail();
    return List.copyOf(rows.values());
  }
}
