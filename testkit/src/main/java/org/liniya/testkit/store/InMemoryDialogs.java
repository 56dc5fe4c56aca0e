package org.liniya.testkit.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.port.DialogStore;

/** Dialogs in memory. Thread-safe. While it is told to fail, changes wait. */
public final class InMemoryDialogs extends Breakable implements DialogStore {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Runnable> waiting = new ArrayList<>();

  @Override
  public void opened(Entry entry) {
    change(() -> entries.put(entry.id(), entry));
  }

  @Override
  public void closed(String id) {
    change(() -> entries.remove(id));
  }

  @Override
  public synchronized List<Entry> all() {
    mayFail();
    return List.copyOf(entries.values());
  }

  @Override
  synchronized void repaired() {
    if (!broken()) {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }

  private synchronized void change(Runnable change) {
    if (broken()) {
      waiting.add(change);
    } else {
      change.run();
    }
  }
}
