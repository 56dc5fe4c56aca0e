package org.liniya.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where the threads that use the database stand when work was waited for in vain, at most once
 * every {@link #REST}: whoever reads the log afterwards sees whether the disk, a lock or the
 * network held them up. Thread-safe.
 */
final class Standstill {
  static final Duration REST = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);

  /** Enough to see the driver, our class and what lies between. */
  private static final int FRAMES = 24;

  private final LongSupplier nanoTime;
  private final AtomicLong next;

  Standstill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** Somebody has waited in vain for {@code what}. */
  void seen(String what) {
    long now = nanoTime.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + REST.toNanos())) {
      LOG.atWarn()
          .addKeyValue("work", what)
          .addKeyValue("threads", threads())
          .log("the database stands still");
    }
  }

  private static String threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> usesDatabase(each.getValue()))
        .map(Standstill::written)
        .collect(Collectors.joining());
  }

  private static boolean usesDatabase(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .map(StackTraceElement::getClassName)
        .anyMatch(name -> name.startsWith("org.h2.") || name.startsWith("org.liniya.store."));
  }

  private static String written(Map.Entry<Thread, StackTraceElement[]> thread) {
    return Arrays.stream(thread.getValue())
        .limit(FRAMES)
        .map(frame -> "\n    at " + frame)
        .collect(
            Collectors.joining(
                "", "\n  " + thread.getKey().getName() + " " + thread.getKey().getState(), ""));
  }
}
