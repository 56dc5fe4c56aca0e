package org.liniya.testkit.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.CallId;
import org.liniya.port.Callbacks;

/** Callbacks in memory. Thread-safe. */
public final class InMemoryCallbacks extends Breakable implements Callbacks {
  private final Map<CallId, Task> tasks = new HashMap<>();

  @Override
  public synchronized void owe(Task task) {
    mayFail();
    tasks.putIfAbsent(task.call(), task);
  }

  @Override
  public synchronized List<Task> open() {
    mayFail();
    return tasks.values().stream()
        .sorted(Comparator.comparing(Task::rank).thenComparing(Task::call))
        .toList();
  }
}
