package org.liniya.acd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Waiting calls in order of rank, each with its place. A sorted array: finding a place is a binary
 * search, and moving 10,000 references takes less time than hashing one identifier twice; a tree
 * would have to count. Owned by a {@link GroupQueue}; not thread-safe.
 */
final class RankedCalls {

  private final List<QueuedCall> calls = new ArrayList<>();

  void add(QueuedCall call) {
    int index = index(call);
    if (index < 0) {
      calls.add(-index - 1, call);
    }
  }

  void remove(QueuedCall call) {
    int index = index(call);
    if (index >= 0) {
      calls.remove(index);
    }
  }

  /** 1 is next. */
  int place(QueuedCall call) {
    int index = index(call);
    if (index < 0) {
      throw new IllegalStateException("a call that does not wait here has no place");
    }
    return index + 1;
  }

  int size() {
    return calls.size();
  }

  /** The first calls, at most so many; a view, valid until the next change. */
  List<QueuedCall> first(int most) {
    return calls.subList(0, Math.min(most, calls.size()));
  }

  List<QueuedCall> all() {
    return List.copyOf(calls);
  }

  private int index(QueuedCall call) {
    return Collections.binarySearch(calls, call);
  }
}
