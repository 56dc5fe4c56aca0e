package org.liniya.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.port.Audit;

/** An audit in memory; nobody can change it there. Thread-safe. */
public final class InMemoryAudit extends Breakable implements Audit {
  private final List<Row> rows = new ArrayList<>();

  @Override
  public synchronized void write(Entry entry) {
    mayFail();
    rows.add(new Row(rows.size() + 1L, entry, "%064x".formatted(rows.size() + 1)));
  }

  @Override
  public synchronized List<Row> latest(int limit, Optional<Long> before) {
    mayFail();
    return rows.reversed().stream()
        .filter(row -> row.seq() < before.orElse(Long.MAX_VALUE))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Verdict verify() {
    mayFail();
    return new Verdict.Whole(rows.size());
  }
}
