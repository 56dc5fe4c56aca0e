package org.liniya.acd;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Who is told a place, and when. Callers near the head, and everyone on entering, hear of a change
 * at once. The others hear of it within {@link #OTHERS_AFTER}: one hang-up at the head moves all
 * behind it, and nobody announces places oftener than that. {@link Acd#place} is exact at any time.
 * Owned by {@link Acd}; not thread-safe.
 */
final class Places {

  /** So many callers at the head of a queue are told every change at once. */
  static final int AT_ONCE = 50;

  /** What a caller further back was told last is never older than this. */
  static final Duration OTHERS_AFTER = Duration.ofSeconds(10);

  private final Turn turn;
  private final Queues queues;
  private final Deadlines deadlines;

  /** Groups with a deadline for the others. */
  private final Set<String> awaited = new HashSet<>();

  /** Groups whose deadline has come in this turn. */
  private final Set<String> due = new HashSet<>();

  Places(Turn turn, Queues queues, Deadlines deadlines) {
    this.turn = turn;
    this.queues = queues;
    this.deadlines = deadlines;
  }

  void othersDue(String group) {
    awaited.remove(group);
    due.add(group);
    turn.queueChanged(group);
  }

  /** Tells what the event has changed; the last thing in a turn. */
  void tell() {
    for (String name : turn.changedQueues()) {
      queues.find(name).ifPresent(this::tell);
    }
    due.clear();
  }

  private void tell(GroupQueue queue) {
    String name = queue.group().name();
    boolean everyone = due.contains(name);
    queue.placesToTell(everyone ? Integer.MAX_VALUE : AT_ONCE).forEach(turn::add);
    if (!everyone && queue.waiting().size() > AT_ONCE && awaited.add(name)) {
      deadlines.wakeIn(OTHERS_AFTER, new WakeKey.PlacesDue(name));
    }
  }
}
