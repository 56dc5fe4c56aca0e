package org.liniya.sip;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.liniya.sip.wire.StackWire;
import org.liniya.sip.wire.Wire;

/**
 * What the endpoint runs on. Immutable; its parts are thread-safe.
 *
 * @param executor runs the mailboxes
 * @param patient runs what may block on a store
 * @param ending ends both executors
 */
record Machinery(Wire wire, Executor executor, Executor patient, Timers timers, Runnable ending)
    implements AutoCloseable {

  /**
   * Few and platform threads, since all of them send through one socket: with a virtual thread per
   * leg, jain-sip's thread was seen waiting for its lock more often than working (README).
   */
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** The real one; the address is opened and answers nothing yet. */
  static Machinery start(SipSettings settings) throws IOException {
    Wire wire = StackWire.open(settings.bind(), settings.port(), settings.userAgent());
    ExecutorService executor =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("sip-", 0).factory());
    ExecutorService patient = Executors.newVirtualThreadPerTaskExecutor();
    return new Machinery(
        wire,
        executor,
        patient,
        new ThreadTimers(),
        () -> {
          executor.close();
          patient.close();
        });
  }

  @Override
  public void close() {
    timers.close();
    wire.close();
    ending.run();
  }
}
