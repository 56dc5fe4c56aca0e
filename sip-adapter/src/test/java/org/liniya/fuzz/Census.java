package org.liniya.fuzz;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the whole process holds after a collection of garbage, counted from the heap itself and not
 * from what a library says of itself. Immutable; counting takes about half a second.
 *
 * @param heap bytes in use
 * @param handles open files and sockets
 * @param threads of the platform, without those that come and go by themselves
 * @param objects how many there are of each class that a leak would be made of
 */
public record Census(long heap, long handles, List<String> threads, Map<String, Long> objects) {

  /** Transactions, dialogs, channels, sockets, legs and timers that wait. */
  private static final List<String> WATCHED =
      List.of(
          "gov.nist.javax.sip.stack.SIPServerTransactionImpl",
          "gov.nist.javax.sip.stack.SIPClientTransactionImpl",
          "gov.nist.javax.sip.stack.SIPDialog",
          "gov.nist.javax.sip.message.SIPRequest",
          "gov.nist.javax.sip.message.SIPResponse",
          "sun.nio.ch.SocketChannelImpl",
          "sun.nio.ch.DatagramChannelImpl",
          "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask",
          "java.util.TimerTask",
          "org.liniya.sip.SipLeg",
          "org.liniya.sip.Mailbox");

  /** Some objects wait for their last timer or for a cache to turn over. */
  private static final int NOISE = 20;

  private static final long HEAP_NOISE = 8_000_000;

  /** What must be gone when nobody calls any more. */
  private static final List<String> TIMED =
      List.of(
          "gov.nist.javax.sip.stack.SIPServerTransactionImpl",
          "gov.nist.javax.sip.stack.SIPClientTransactionImpl",
          "gov.nist.javax.sip.stack.SIPDialog",
          "org.liniya.sip.SipLeg");

  public Census {
    threads = List.copyOf(threads);
    objects = Map.copyOf(objects);
  }

  public static Census take() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    Map<String, Long> all = histogram();
    long handles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0;
    return new Census(
        heap,
        handles,
        threadNames(),
        WATCHED.stream()
            .collect(Collectors.toMap(name -> name, name -> all.getOrDefault(name, 0L))));
  }

  /** How many objects there are of one of the watched classes. */
  public long count(String className) {
    return objects.getOrDefault(className, 0L);
  }

  /**
   * Counts again and again until nothing is more than here, or until the time is over.
   *
   * @return the last count
   */
  public Census awaitNoMoreThan(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    Census now = take();
    while (!grownIn(now).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      now = take();
    }
    return now;
  }

  /**
   * Counts until all that has a timer has ended, such as the transactions of SIP (32 s): not one
   * more may be there than here.
   *
   * @throws AssertionError when something of it is there for longer than {@code atMost}
   */
  public Census awaitQuiet(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    Census now = take();
    while (isLessThan(now)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("left behind:\n" + beside(now));
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      now = take();
    }
    return now;
  }

  private boolean isLessThan(Census later) {
    return TIMED.stream().anyMatch(name -> later.count(name) > count(name));
  }

  /** What there is more of in a later count than noise explains, one line each. */
  public List<String> grownIn(Census later) {
    List<String> grown = new ArrayList<>();
    if (later.heap > heap + HEAP_NOISE) {
      grown.add("heap: " + heap + " -> " + later.heap);
    }
    if (later.handles > handles + NOISE) {
      grown.add("handles: " + handles + " -> " + later.handles);
    }
    later.threads.stream()
        .filter(name -> !threads.contains(name))
        .forEach(name -> grown.add("thread " + name));
    objects.forEach(
        (name, count) -> {
          long now = later.objects.getOrDefault(name, 0L);
          if (now > count + NOISE) {
            grown.add(name + ": " + count + " -> " + now);
          }
        });
    return grown;
  }

  /** Both counts as a table. */
  public String beside(Census later) {
    StringBuilder table = new StringBuilder();
    row(table, "heap", heap, later.heap);
    row(table, "handles", handles, later.handles);
    row(table, "threads", threads.size(), later.threads.size());
    new TreeMap<>(objects)
        .forEach((name, count) -> row(table, name, count, later.objects.getOrDefault(name, 0L)));
    return table.toString();
  }

  private static void row(StringBuilder table, String what, long before, long after) {
    table.append("  %-70s %,12d %,12d%n".formatted(what, before, after));
  }

  static Map<String, Long> histogram() {
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      Map<String, Long> counts = new TreeMap<>();
      text.toString()
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .filter(cell -> cell.length >= 4 && cell[0].endsWith(":"))
          .forEach(cell -> counts.merge(cell[3], Long.valueOf(cell[1]), Long::sum));
      return counts;
    } catch (JMException broken) {
      throw new AssertionError("no histogram of the heap", broken);
    }
  }

  private static List<String> threadNames() {
    Predicate<String> own =
        name ->
            !name.startsWith("ForkJoin")
                && !name.startsWith("awaitility")
                && !name.equals("Attach Listener");
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isVirtual())
        .map(Thread::getName)
        .filter(own)
        .sorted()
        .toList();
  }
}
