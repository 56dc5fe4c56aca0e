package org.liniya.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.liniya.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes items in their order, many to a transaction (group commit). Thread-safe; one platform
 * thread does the writing, so that no caller's interruption reaches the database.
 *
 * <p>An item is either awaited ({@link #write}) or left to be written soon ({@link #offer}). A
 * batch goes out at once when somebody awaits an item of it, else {@link #LINGER} after its first
 * item. A batch that fails goes back to the head of the queue and is tried again; whoever stops
 * waiting for an item takes it out, even when it is just being written: the batch then counts as
 * failed and is written again without it. While the database is away offered items wait, up to a
 * number; the newest beyond that are dropped and counted, for the beginning of a trouble tells more
 * than its middle.
 */
final class BatchWriter<T> implements AutoCloseable {
  /** Half of the promised 200 ms: the other half is for the transaction itself. */
  static final Duration LINGER = Duration.ofMillis(100);

  private static final Duration RETRY = Duration.ofMillis(100);
  private static final int MAX_BATCH = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  /** Where batches go; called by the writer's thread only. */
  interface Sink<T> {
    /**
     * Writes all items in one transaction. Whether it throws or returns, what it wrote does not
     * count before {@link #confirmed()}; without that, the next call takes it back first (and may
     * bring no items at all).
     *
     * @throws StoreException when the transaction failed
     */
    void write(List<T> batch);

    /** The batch of the last {@link #write} stands. */
    void confirmed();
  }

  /** An item on its way; its fields change under the lock only. */
  private static final class Item<T> {
    private final T value;
    private final boolean awaited;
    private final long queuedAt = System.nanoTime();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private boolean withdrawn;

    Item(T value, boolean awaited) {
      this.value = value;
      this.awaited = awaited;
    }
  }

  /** Whether the database took the last batch; if not, since when. */
  private sealed interface Link {
    record Up() implements Link {}

    record Away(long since) implements Link {}
  }

  private final String name;
  private final Sink<T> sink;
  private final Duration timeout;
  private final int maxWaiting;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Item<T>> queue = new ArrayDeque<>();
  private Link link = new Link.Up();
  private int awaitedInQueue;
  private long dropped;
  private long notBefore = System.nanoTime();
  private int oneByOne;
  private boolean unconfirmed; // the last batch may be in the database and must not count
  private boolean closing;
  private long closeBy;

  /**
   * Makes the writer; {@link #start} starts its thread.
   *
   * @param name for thread and log
   * @param timeout how long {@link #write} and {@link #close} wait
   */
  BatchWriter(String name, Sink<T> sink, Duration timeout, int maxWaiting) {
    this.name = name;
    this.sink = sink;
    this.timeout = timeout;
    this.maxWaiting = maxWaiting;
    this.thread = Thread.ofPlatform().name("store-" + name).daemon().unstarted(this::work);
  }

  BatchWriter<T> start() {
    thread.start();
    return this;
  }

  /** Queues an item and returns at once; never throws. */
  void offer(T value) {
    lock.lock();
    try {
      if (closing) {
        drop("the store is closed: dropping");
      } else if (queue.size() - awaitedInQueue >= maxWaiting) {
        drop("too much waits for the database: dropping");
      } else {
        enqueue(new Item<>(value, false));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queues an item and waits until it is committed.
   *
   * @throws StoreException when it was not, in time; it will not be written later
   */
  void write(T value) {
    Item<T> item = new Item<>(value, true);
    lock.lock();
    try {
      if (closing) {
        throw new StoreException("cannot write to the " + name + ": the store is closed");
      }
      enqueue(item);
    } finally {
      lock.unlock();
    }
    await(item);
  }

  /** Whether the last batch was taken. */
  boolean healthy() {
    lock.lock();
    try {
      return link instanceof Link.Up && thread.isAlive();
    } finally {
      lock.unlock();
    }
  }

  /** Items that did not fit into memory while the database was away. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is left, a bounded time, and ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closing) {
        closing = true;
        closeBy = System.nanoTime() + timeout.toNanos();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    try {
      thread.join(timeout.multipliedBy(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(Item<T> item) {
    queue.addLast(item);
    awaitedInQueue += item.awaited ? 1 : 0;
    changed.signalAll();
  }

  private void drop(String why) {
    if (dropped++ == 0) {
      LOG.atError().addKeyValue("writer", name).log(why);
    }
  }

  private void await(Item<T> item) {
    try {
      item.done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StoreException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      withdraw(item, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      withdraw(item, e);
    }
  }

  private void withdraw(Item<T> item, Exception reason) {
    lock.lock();
    try {
      if (item.done.isDone() && !item.done.isCompletedExceptionally()) {
        return; // committed in the very last moment
      }
      item.withdrawn = true;
      if (queue.remove(item)) {
        awaitedInQueue--;
      }
      throw new StoreException("cannot write to the " + name + " in time", reason);
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    Optional<List<Item<T>>> batch = take();
    while (batch.isPresent()) {
      try {
        sink.write(batch.get().stream().map(item -> item.value).toList());
        settle(batch.get());
      } catch (RuntimeException e) {
        failed(batch.get(), e);
      }
      batch = take();
    }
  }

  /** Waits for the next batch (which may have no items); empty when the writer is to end. */
  private Optional<List<Item<T>>> take() {
    lock.lock();
    try {
      awaitDue();
      if (closing && closeBy - System.nanoTime() < 0 && link instanceof Link.Away) {
        abandonRest();
      }
      boolean ended = closing && queue.isEmpty() && !unconfirmed;
      return ended ? Optional.empty() : Optional.of(head(oneByOne > 0 ? 1 : MAX_BATCH));
    } finally {
      lock.unlock();
    }
  }

  private void awaitDue() {
    long wait = nanosUntilDue();
    while (wait > 0) {
      try {
        changed.awaitNanos(wait);
      } catch (InterruptedException e) {
        // nobody but a stranger interrupts this thread; close() ends it
      }
      wait = nanosUntilDue();
    }
  }

  private long nanosUntilDue() {
    long now = System.nanoTime();
    long pause = link instanceof Link.Away ? Math.max(0, notBefore - now) : 0;
    if (queue.isEmpty() && !unconfirmed) {
      return closing ? 0 : Long.MAX_VALUE;
    }
    if (closing || unconfirmed || awaitedInQueue > 0 || queue.size() >= MAX_BATCH) {
      return pause;
    }
    return Math.max(pause, queue.peekFirst().queuedAt + LINGER.toNanos() - now);
  }

  private List<Item<T>> head(int limit) {
    List<Item<T>> batch = new ArrayList<>();
    while (batch.size() < limit && !queue.isEmpty()) {
      Item<T> item = queue.removeFirst();
      awaitedInQueue -= item.awaited ? 1 : 0;
      batch.add(item);
    }
    return batch;
  }

  private void settle(List<Item<T>> batch) {
    lock.lock();
    try {
      if (batch.stream().anyMatch(item -> item.withdrawn)) {
        unconfirmed = true;
        putBack(batch);
        return;
      }
      sink.confirmed();
      unconfirmed = false;
      batch.forEach(item -> item.done.complete(true));
      oneByOne = Math.max(0, oneByOne - 1);
      if (link instanceof Link.Away(long since)) {
        backAgain(since);
      }
    } finally {
      lock.unlock();
    }
  }

  private void backAgain(long since) {
    LOG.atInfo()
        .addKeyValue("writer", name)
        .addKeyValue("awayMs", (System.nanoTime() - since) / 1_000_000)
        .addKeyValue("waiting", queue.size())
        .addKeyValue("dropped", dropped)
        .log("the database is back");
    link = new Link.Up();
    dropped = 0;
  }

  private void failed(List<Item<T>> batch, RuntimeException fault) {
    lock.lock();
    try {
      unconfirmed = true;
      boolean refused = Faults.isRefusal(fault);
      if (refused && batch.size() == 1) {
        // an item that the database will never take must not hold up all others
        refuse(batch.getFirst(), fault);
        return;
      }
      putBack(batch);
      if (refused) {
        oneByOne = batch.size(); // finds the one that is not wanted
        return;
      }
      notBefore = System.nanoTime() + RETRY.toNanos();
      if (link instanceof Link.Up) {
        link = new Link.Away(System.nanoTime());
        LOG.atWarn().addKeyValue("writer", name).setCause(fault).log("the database is away");
      }
    } finally {
      lock.unlock();
    }
  }

  private void refuse(Item<T> item, RuntimeException fault) {
    oneByOne = Math.max(0, oneByOne - 1);
    item.done.completeExceptionally(fault);
    if (!item.awaited) {
      LOG.atError().addKeyValue("writer", name).setCause(fault).log("an item is refused: dropped");
    }
  }

  private void putBack(List<Item<T>> batch) {
    for (Item<T> item : batch.reversed()) {
      if (!item.withdrawn) {
        queue.addFirst(item);
        awaitedInQueue += item.awaited ? 1 : 0;
      }
    }
  }

  private void abandonRest() {
    LOG.atError()
        .addKeyValue("writer", name)
        .addKeyValue("lost", queue.size())
        .log("closed while the database is away");
    StoreException closed = new StoreException("cannot write to the " + name + ": closed");
    queue.forEach(item -> item.done.completeExceptionally(closed));
    queue.clear();
    awaitedInQueue = 0;
    unconfirmed = false;
  }
}
