package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbox of a real call. Posted to by any thread, read by the call's virtual thread. Bounded: a
 * telephone that floods us with keys loses keys, but the end of a leg always gets in.
 */
final class BlockingInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(BlockingInbox.class);

  /** Keys beyond this many unread signals are dropped; no caller types that far ahead. */
  static final int MOST_UNREAD = 500;

  private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  @Override
  public void post(Signal signal) {
    if (signal instanceof Signal.KeyPressed key && signals.size() >= MOST_UNREAD) {
      LOG.atDebug().addKeyValue("leg", key.leg()).log("key dropped: the inbox is full");
      return;
    }
    signals.add(signal);
  }

  @Override
  public Optional<Signal> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(signals.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS));
  }
}
