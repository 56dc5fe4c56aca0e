package org.liniya.server.cli;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which services are told to read their files anew; without this the JVM would end at
 * it. The JDK has no public way to hear a signal: {@code sun.misc.Signal} is the one that it
 * supports for lack of a better (JEP 260), and is reached by its name because the compiler refuses
 * to be silent about it. Stateless.
 */
final class HangUpSignal {

  private HangUpSignal() {}

  /** Runs {@code work} on a thread of its own at every SIGHUP; does nothing where there is none. */
  static void listen(Runnable work) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> Thread.ofVirtual().name("reload").start(work);
                    case "equals" ->
                        Proxy.isProxyClass(arguments[0].getClass()); // there is but one
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "reload at SIGHUP";
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
    } catch (ReflectiveOperationException e) {
      // Windows, or a JVM that was started with -Xrs: the command reloads there too
    }
  }
}
