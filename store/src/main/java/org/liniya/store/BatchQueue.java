package org.liniya.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The items of a {@link BatchWriter} that wait to be written, in order. Not thread-safe: used under
 * the writer's lock only.
 */
final class BatchQueue<T> {

  private static final int MAX_BATCH = 1000;

  /** An item on its way; whether it is withdrawn changes under the writer's lock only. */
  static final class Item<T> {
    private final T value;
    private final boolean awaited;
    private final long queuedAt = System.nanoTime();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private boolean withdrawn;

    /**
     * @param awaited whether somebody waits until it is written
     */
    Item(T value, boolean awaited) {
      this.value = value;
      this.awaited = awaited;
    }

    T value() {
      return value;
    }

    boolean awaited() {
      return awaited;
    }

    /** Completed when the item stands, or never will. */
    CompletableFuture<Boolean> done() {
      return done;
    }

    /** Nobody wants it written any more. */
    boolean withdrawn() {
      return withdrawn;
    }

    boolean committed() {
      return done.isDone() && !done.isCompletedExceptionally();
    }
  }

  private final ArrayDeque<Item<T>> items = new ArrayDeque<>();
  private int awaited;

  /** So many items are to be tried one at a time: a batch that held them was refused. */
  private int oneByOne;

  void add(Item<T> item) {
    items.addLast(item);
    awaited += item.awaited ? 1 : 0;
  }

  int size() {
    return items.size();
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** How many items nobody waits for. */
  int notAwaited() {
    return items.size() - awaited;
  }

  boolean anyAwaited() {
    return awaited > 0;
  }

  /** When the first item was queued, by {@link System#nanoTime}. There must be one. */
  long oldest() {
    return items.getFirst().queuedAt;
  }

  boolean fillsABatch() {
    return items.size() >= MAX_BATCH;
  }

  /** Takes out the first items, as many as are to be written together. */
  List<Item<T>> nextBatch() {
    int limit = oneByOne > 0 ? 1 : MAX_BATCH;
    List<Item<T>> batch = new ArrayList<>();
    while (batch.size() < limit && !items.isEmpty()) {
      Item<T> item = items.removeFirst();
      awaited -= item.awaited ? 1 : 0;
      batch.add(item);
    }
    return batch;
  }

  /** A batch has been written, or its only item is given up. */
  void settled() {
    oneByOne = Math.max(0, oneByOne - 1);
  }

  /** They come first again, without those that are withdrawn. */
  void putBack(List<Item<T>> batch) {
    for (Item<T> item : batch.reversed()) {
      if (!item.withdrawn) {
        items.addFirst(item);
        awaited += item.awaited ? 1 : 0;
      }
    }
  }

  /** As {@link #putBack}, to be written each in a batch of its own. */
  void putBackOneByOne(List<Item<T>> batch) {
    putBack(batch);
    oneByOne = batch.size();
  }

  /** An awaited item is not wanted any more, whether it waits here or is just being written. */
  void withdraw(Item<T> item) {
    item.withdrawn = true;
    if (items.remove(item)) {
      awaited--;
    }
  }

  /** None of them will be written. */
  void abandon(Exception reason) {
    items.forEach(item -> item.done.completeExceptionally(reason));
    items.clear();
    awaited = 0;
  }
}
