package org.liniya.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.liniya.port.StoreException;
import org.liniya.recovery.FaultPoint;
import org.liniya.store.BatchQueue.Item;
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

  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private final String name;
  private final BatchSink<T> sink;
  private final Duration timeout;
  private final int maxWaiting;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BatchQueue<T> queue = new BatchQueue<>();
  private final BatchLink link;
  private final Set<Item<T>> awaited = new HashSet<>();
  private BooleanSupplier away = () -> false;
  private long dropped;
  private boolean unconfirmed; // the last batch may be in the database and must not count
  private boolean closing;
  private long closeBy;

  /**
   * Makes the writer; {@link #start} starts its thread.
   *
   * @param name for thread and log
   * @param timeout how long {@link #write} and {@link #close} wait
   */
  BatchWriter(String name, BatchSink<T> sink, Duration timeout, int maxWaiting) {
    this.name = name;
    this.sink = sink;
    this.timeout = timeout;
    this.maxWaiting = maxWaiting;
    this.link = new BatchLink(name);
    this.thread = Thread.ofPlatform().name("store-" + name).daemon().unstarted(this::work);
  }

  BatchWriter<T> start() {
    thread.start();
    return this;
  }

  /** Nobody is to wait while the database is away; to be called before {@link #start}. */
  BatchWriter<T> heed(Breaker breaker) {
    away = breaker::isAway;
    breaker.whenAway(this::letGo);
    return this;
  }

  /** Whoever waits is told that the item will not be written. */
  private void letGo() {
    lock.lock();
    try {
      for (Item<T> item : awaited) {
        if (!item.done().isDone()) {
          queue.withdraw(item);
          item.done().completeExceptionally(awayFault());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private StoreException awayFault() {
    return new StoreException("cannot write to the " + name + ": the database is away");
  }

  /** Queues an item and returns at once; never throws. */
  void offer(T value) {
    lock.lock();
    try {
      if (closing) {
        drop("the store is closed: dropping");
      } else if (queue.notAwaited() >= maxWaiting) {
        drop("too much waits for the database: dropping");
      } else {
        enqueue(new Item<>(value, false));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queues an item unless that takes room from items that are worth more: when the database is
   * away, or half of the room is taken, it is forgotten at once. Returns at once; never throws.
   */
  void mention(T value) {
    lock.lock();
    try {
      if (!closing && link.isUp() && queue.notAwaited() < maxWaiting / 2) {
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
      if (away.getAsBoolean()) {
        throw awayFault();
      }
      enqueue(item);
      awaited.add(item);
    } finally {
      lock.unlock();
    }
    try {
      await(item);
    } finally {
      forget(item);
    }
  }

  private void forget(Item<T> item) {
    lock.lock();
    try {
      awaited.remove(item);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last batch was taken. */
  boolean healthy() {
    lock.lock();
    try {
      return link.isUp() && thread.isAlive();
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
    queue.add(item);
    changed.signalAll();
  }

  private void drop(String why) {
    if (dropped++ == 0) {
      LOG.atError().addKeyValue("writer", name).log(why);
    }
  }

  private void await(Item<T> item) {
    try {
      item.done().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
      if (item.committed()) {
        return; // committed in the very last moment
      }
      queue.withdraw(item);
      throw new StoreException("cannot write to the " + name + " in time", reason);
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    Optional<List<Item<T>>> batch = take();
    while (batch.isPresent()) {
      try {
        sink.write(batch.get().stream().map(Item::value).toList());
        FaultPoint.BATCH_WRITTEN.pass();
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
      if (closing && closeBy - System.nanoTime() < 0 && !link.isUp()) {
        abandonRest();
      }
      boolean ended = closing && queue.isEmpty() && !unconfirmed;
      return ended ? Optional.empty() : Optional.of(queue.nextBatch());
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
    long pause = link.pause(now);
    if (queue.isEmpty() && !unconfirmed) {
      return closing ? 0 : Long.MAX_VALUE;
    }
    if (closing || unconfirmed || queue.anyAwaited() || queue.fillsABatch()) {
      return pause;
    }
    return Math.max(pause, queue.oldest() + LINGER.toNanos() - now);
  }

  private void settle(List<Item<T>> batch) {
    lock.lock();
    try {
      if (batch.stream().anyMatch(Item::withdrawn)) {
        unconfirmed = true;
        queue.putBack(batch);
        return;
      }
      sink.confirmed();
      unconfirmed = false;
      batch.forEach(item -> item.done().complete(true));
      queue.settled();
      if (link.worked(queue.size(), dropped)) {
        dropped = 0;
      }
    } finally {
      lock.unlock();
    }
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
      if (refused) {
        queue.putBackOneByOne(batch); // finds the one that is not wanted
        return;
      }
      queue.putBack(batch);
      link.failed(fault);
    } finally {
      lock.unlock();
    }
  }

  private void refuse(Item<T> item, RuntimeException fault) {
    queue.settled();
    item.done().completeExceptionally(fault);
    if (!item.awaited()) {
      LOG.atError().addKeyValue("writer", name).setCause(fault).log("an item is refused: dropped");
    }
  }

  private void abandonRest() {
    LOG.atError()
        .addKeyValue("writer", name)
        .addKeyValue("lost", queue.size())
        .log("closed while the database is away");
    queue.abandon(new StoreException("cannot write to the " + name + ": closed"));
    unconfirmed = false;
  }
}
