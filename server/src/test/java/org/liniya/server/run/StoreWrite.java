package org.liniya.server.run;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Callbacks;

/**
 * One thing that a running line wrote into its store, and what it was told. Immutable.
 *
 * @param port which of the store's ports
 */
record StoreWrite(Class<?> port, Method method, List<Object> arguments, Optional<Object> result) {

  StoreWrite {
    arguments = List.copyOf(arguments);
  }

  /** Whose it is; empty for what is written of an operator. */
  Optional<CallId> call() {
    return arguments.stream()
        .<CallId>mapMulti(
            (argument, found) -> {
              if (argument instanceof CallId call) {
                found.accept(call);
              } else if (argument instanceof Callbacks.Task task) {
                found.accept(task.call());
              }
            })
        .findFirst();
  }

  /** Whether a crash within 200 ms may lose it, if nothing durable of the call came after it. */
  boolean mayBeLost() {
    return arguments.stream().anyMatch(JournalEvent.Batched.class::isInstance);
  }

  boolean is(Class<?> wanted, String name) {
    return port == wanted && method.getName().equals(name);
  }

  @Override
  public String toString() {
    return port.getSimpleName() + "." + method.getName() + arguments;
  }
}
