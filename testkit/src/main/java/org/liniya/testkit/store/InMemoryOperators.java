package org.liniya.testkit.store;

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

  @Override
  public synchronized List<Row> all() {
    mayFail();
    return List.copyOf(rows.values());
  }
}
