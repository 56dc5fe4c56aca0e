package org.liniya.flow.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.liniya.call.CallId;
import org.liniya.port.Retries;
import org.liniya.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a call wants stored without its caller waiting or suffering for it. Each write is tried at
 * once; one that fails is tried again at the end of the call and, when that fails too, handed over
 * to {@link Retries}. Used by one thread at a time: the call's, then that of the retries.
 */
final class LateWrites {

  private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

  private final CallId call;
  private final Deque<Write> waiting = new ArrayDeque<>();

  private record Write(String what, Runnable action) {}

  LateWrites(CallId call) {
    this.call = call;
  }

  /** Tries a write that may be repeated, and whatever waits; keeps it when it fails. */
  void store(String what, Runnable action) {
    waiting.removeIf(this::done);
    Write write = new Write(what, action);
    if (!done(write)) {
      waiting.add(write);
    }
  }

  /** Tries all that waits, in its order; what is still left goes to {@code retries}. */
  void finish(Retries retries) {
    waiting.removeIf(this::done);
    if (!waiting.isEmpty()) {
      retries.keep(call, this::again);
    }
  }

  private void again() {
    for (Iterator<Write> each = waiting.iterator(); each.hasNext(); ) {
      each.next().action().run();
      each.remove();
    }
  }

  private boolean done(Write write) {
    try {
      write.action().run();
      return true;
    } catch (StoreException e) {
      LOG.atWarn()
          .addKeyValue("call", call)
          .addKeyValue("part", write.what())
          .log("not stored yet; tried again: {}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", call)
          .addKeyValue("part", write.what())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a part of a call's end failed");
      return true;
    }
  }
}
