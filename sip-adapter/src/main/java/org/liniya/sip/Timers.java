package org.liniya.sip;

import java.time.Duration;

/** Posts tasks to mailboxes later. A port, so that tests can make time pass. Thread-safe. */
interface Timers extends AutoCloseable {

  /** A task that has not run yet. */
  interface Timer {
    /**
     * The task will not run, not even when its time has come and it waits in the mailbox. To be
     * called in that mailbox.
     */
    void cancel();
  }

  /** Posts {@code task} after {@code delay}; never when the timers are closed first. */
  Timer after(Duration delay, Mailbox mailbox, Runnable task);

  @Override
  void close();
}
