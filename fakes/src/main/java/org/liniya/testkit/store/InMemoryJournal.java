package org.liniya.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;

/**
 * A journal in memory. Thread-safe. While it is told to fail, noted events wait and are written
 * when it works again, as the real one does.
 */
public final class InMemoryJournal extends Breakable implements Journal {
  private final Map<CallId, List<Line>> lines = new HashMap<>();
  private final List<Line> waiting = new ArrayList<>();

  private record Line(CallId call, Instant at, JournalEvent event) {}

  @Override
  public synchronized void commit(CallId call, Instant at, JournalEvent.Durable event) {
    mayFail();
    append(new Line(call, at, event));
  }

  @Override
  public synchronized void note(CallId call, Instant at, JournalEvent.Batched event) {
    appendLater(new Line(call, at, event));
  }

  @Override
  public synchronized void mention(CallId call, Instant at, JournalEvent.Fleeting event) {
    if (!broken()) {
      append(new Line(call, at, event));
    }
  }

  @Override
  public synchronized void commitLater(CallId call, Instant at, JournalEvent.Durable event) {
    appendLater(new Line(call, at, event));
  }

  private void appendLater(Line line) {
    if (broken()) {
      waiting.add(line);
    } else {
      append(line);
    }
  }

  @Override
  public synchronized List<Entry> read(CallId call) {
    mayFail();
    List<Entry> entries = new ArrayList<>();
    for (Line line : lines.getOrDefault(call, List.of())) {
      long seq = entries.size() + 1L;
      String json = PlainJson.of(seq, line.at(), line.event());
      entries.add(new Entry(seq, line.at(), JournalEvent.kind(line.event().getClass()), json));
    }
    return List.copyOf(entries);
  }

  /** The events of a call as they were given, for assertions. */
  public synchronized List<JournalEvent> events(CallId call) {
    return lines.getOrDefault(call, List.of()).stream().map(Line::event).toList();
  }

  /** The calls that have events, in no order. */
  public synchronized List<CallId> calls() {
    return List.copyOf(lines.keySet());
  }

  @Override
  synchronized void repaired() {
    if (!broken()) {
      waiting.forEach(this::append);
      waiting.clear();
    }
  }

  private void append(Line line) {
    lines.computeIfAbsent(line.call(), _ -> new ArrayList<>()).add(line);
  }
}
