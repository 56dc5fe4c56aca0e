package org.liniya.flow;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.liniya.port.StoreException;

/**
 * Stands before ports and makes one call of them throw, counted from a moment on. For one thread.
 */
final class Breaker {

  /** What only gives a field back does not fail. */
  private static final Set<String> GETTERS =
      Set.of("id", "target", "toString", "equals", "hashCode");

  /** When the port throws. */
  enum When {
    /** Nothing was done. */
    BEFORE,
    /** It was done, but that is not known. */
    AFTER
  }

  private final int which;
  private final When when;
  private boolean counting;
  private int calls;
  private Optional<String> broken = Optional.empty();

  /**
   * @param which the call that throws, from 0; none when negative
   */
  Breaker(int which, When when) {
    this.which = which;
    this.when = when;
  }

  void count(boolean on) {
    counting = on;
  }

  /** How many calls were counted. */
  int calls() {
    return calls;
  }

  /** The call that has thrown, such as {@code WaitingRoom.direct}. */
  Optional<String> broken() {
    return broken;
  }

  <T> T around(Class<T> port, T real) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          boolean breaks = counting && !GETTERS.contains(method.getName()) && calls++ == which;
          if (breaks) {
            broken = Optional.of(port.getSimpleName() + "." + method.getName());
          }
          if (breaks && when == When.BEFORE) {
            throw new StoreException("a test said so");
          }
          Object result;
          try {
            result = method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          if (breaks) {
            throw new StoreException("a test said so");
          }
          return result;
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }
}
