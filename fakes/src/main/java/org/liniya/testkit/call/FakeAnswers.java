package org.liniya.testkit.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.port.Services.Asking;
import org.liniya.port.Services.Reason;

/**
 * How fakes of things outside answer: after a while, in the virtual time of an inbox, unless nobody
 * waits any more. For one thread.
 */
final class FakeAnswers {

  private final FakeInbox inbox;
  private Manner manner = new Manner.Well();
  private Duration takes = Duration.ofMillis(100);
  private int cancelled;

  private sealed interface Manner {
    record Well() implements Manner {}

    record Away(Reason reason) implements Manner {}

    record Hanging() implements Manner {}
  }

  FakeAnswers(FakeInbox inbox) {
    this.inbox = inbox;
  }

  void well() {
    manner = new Manner.Well();
  }

  void away(Reason reason) {
    manner = new Manner.Away(reason);
  }

  void hangs() {
    manner = new Manner.Hanging();
  }

  void takes(Duration time) {
    takes = time;
  }

  int cancelled() {
    return cancelled;
  }

  /** Whether there will be an answer. */
  boolean answering() {
    return !(manner instanceof Manner.Hanging);
  }

  /** Why there is no answer now; empty when there is one, or none at all. */
  Optional<Reason> reason() {
    return manner instanceof Manner.Away(Reason reason) ? Optional.of(reason) : Optional.empty();
  }

  /** Tells {@code answer} after a while, or never. */
  <A> Asking tell(A answer, Consumer<A> told) {
    UnderWay<A> asking = new UnderWay<>(told);
    if (answering()) {
      inbox.after(takes, () -> asking.tell(answer));
    }
    return asking;
  }

  private final class UnderWay<A> implements Asking {
    private final Consumer<A> told;
    private boolean over;

    UnderWay(Consumer<A> told) {
      this.told = told;
    }

    void tell(A answer) {
      if (!over) {
        over = true;
        told.accept(answer);
      }
    }

    @Override
    public void cancel() {
      if (!over) {
        over = true;
        cancelled++;
      }
    }
  }
}
