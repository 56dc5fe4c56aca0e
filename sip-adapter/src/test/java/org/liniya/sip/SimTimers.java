package org.liniya.sip;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.liniya.sip.wire.SimTime;

/** Timers in simulated time; knows how many are pending. For one thread. */
final class SimTimers implements Timers {

  private final SimTime time;
  private final Set<Object> pending = new HashSet<>();

  SimTimers(SimTime time) {
    this.time = time;
  }

  /** How many have neither run nor been cancelled. */
  int pending() {
    return pending.size();
  }

  @Override
  public Timer after(Duration delay, Mailbox mailbox, Runnable task) {
    Object name = new Object();
    pending.add(name);
    time.after(
        delay.toMillis(),
        () ->
            mailbox.post(
                () -> {
                  if (pending.remove(name)) {
                    task.run();
                  }
                }));
    return () -> pending.remove(name);
  }

  @Override
  public void close() {}
}
