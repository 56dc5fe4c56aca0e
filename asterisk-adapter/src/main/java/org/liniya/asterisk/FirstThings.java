package org.liniya.asterisk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What is to be done over a channel's session before all else, and who waits until it is. Under the
 * leg's lock.
 */
final class FirstThings {

  private final Queue<Errand> errands = new ArrayDeque<>();
  private final List<Runnable> waiting = new ArrayList<>();

  void add(Errand errand) {
    errands.add(errand);
  }

  boolean any() {
    return !errands.isEmpty();
  }

  /** Stays until it is {@link #done}. */
  Errand next() {
    return errands.element();
  }

  void done(Errand errand) {
    errands.remove(errand);
    if (errands.isEmpty()) {
      noMore();
    }
  }

  /** Runs it at once when there is nothing to wait for. */
  void after(Runnable task) {
    if (errands.isEmpty()) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  /** Nobody is there to do any of it: who waits goes on. */
  void noMore() {
    List<Runnable> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(Runnable::run);
  }

  void clear() {
    errands.clear();
    noMore();
  }
}
