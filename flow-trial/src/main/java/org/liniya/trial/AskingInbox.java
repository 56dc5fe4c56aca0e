package org.liniya.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeTime;

/**
 * An inbox that asks a person what happens whenever nothing would happen by itself. Virtual time
 * stands still while it asks. Lives on the call's thread.
 */
final class AskingInbox implements Inbox {

  private final FakeInbox inbox;
  private final FakeTime time;
  private final Consumer<Duration> ask;
  private Duration silentUntil = Duration.ZERO;

  /**
   * @param ask is told how long the call would wait; it makes something happen, or passes silence
   *     by {@link #silence}
   */
  AskingInbox(FakeInbox inbox, FakeTime time, Consumer<Duration> ask) {
    this.inbox = inbox;
    this.time = time;
    this.ask = ask;
  }

  /** Nobody does anything for so long. */
  void silence(Duration span) {
    silentUntil = time.elapsed().plus(span);
  }

  @Override
  public void post(Signal signal) {
    inbox.post(signal);
  }

  @Override
  public Optional<Signal> next(Duration wait) throws InterruptedException {
    Duration deadline = time.elapsed().plus(wait);
    while (true) {
      Optional<Signal> signal = inbox.next(Duration.ZERO);
      Duration left = deadline.minus(time.elapsed());
      if (signal.isPresent() || !left.isPositive()) {
        return signal;
      }
      Optional<Duration> due = inbox.due().filter(d -> d.compareTo(left) <= 0);
      Duration silent = silentUntil.minus(time.elapsed());
      if (due.isPresent()) {
        signal = inbox.next(due.get());
      } else if (silent.isPositive()) {
        signal = inbox.next(silent.compareTo(left) < 0 ? silent : left);
      } else {
        ask.accept(left);
      }
      if (signal.isPresent()) {
        return signal;
      }
    }
  }
}
