package org.liniya.server.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.liniya.port.TicketStore;

/** Everything that a line has written into its store, in order. Thread-safe. */
final class StoreWrites {

  private static final long SOON_NANOS = Duration.ofSeconds(30).toNanos();

  private static final Set<String> ONLY_READ =
      Set.of("find", "latest", "callsFrom", "standing", "tries", "read", "ofCall", "deadline");

  private final List<StoreWrite> writes = new ArrayList<>();

  synchronized List<StoreWrite> all() {
    return List.copyOf(writes);
  }

  /** A port that does as the real one; what it is told to change is kept here. */
  <T> T watched(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> ask(port, real, method, arguments)));
  }

  private synchronized @Nullable Object ask(
      Class<?> port, Object real, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      Object result = method.invoke(real, arguments);
      if (arguments != null && changes(port, method)) {
        writes.add(new StoreWrite(port, method, List.of(arguments), Optional.ofNullable(result)));
        notifyAll();
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean changes(Class<?> port, Method method) {
    boolean lost = method.getName().equals("mention");
    boolean read = ONLY_READ.contains(method.getName());
    boolean opens = method.getName().equals("open") && port != TicketStore.class;
    return method.getDeclaringClass() == port && !lost && !read && !opens;
  }

  /** Waits until so many such things were written. */
  synchronized void await(int count, String what, Predicate<StoreWrite> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + SOON_NANOS;
    while (writes.stream().filter(wanted).count() < count) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("not written: " + what + "\n" + text(writes));
      }
      wait(Math.max(1, left / 1_000_000));
    }
  }

  static String text(List<StoreWrite> some) {
    return String.join("\n", some.stream().map(StoreWrite::toString).toList());
  }
}
