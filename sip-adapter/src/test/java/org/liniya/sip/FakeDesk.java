package org.liniya.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.Signal;
import org.liniya.port.FrontDesk;

/** Remembers who arrived and what was signalled, and does with a leg what the test says. */
class FakeDesk implements FrontDesk {

  /** What every caller of the fake desk becomes. */
  static final CallId CALL = CallId.create(Instant.EPOCH, new Random(7));

  final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Consumer<Arrival> manner;

  FakeDesk(Consumer<Arrival> manner) {
    this.manner = manner;
  }

  static FakeDesk answering() {
    return new FakeDesk(
        arrival -> {
          arrival.leg().ring();
          arrival.leg().answer();
        });
  }

  static FakeDesk ringing() {
    return new FakeDesk(arrival -> arrival.leg().ring());
  }

  @Override
  public Accepted arrived(Arrival arrival) {
    arrivals.add(arrival);
    manner.accept(arrival);
    return new Accepted(CALL, signals::add);
  }

  Arrival nextArrival() throws InterruptedException {
    return present(arrivals.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS));
  }

  Signal next() throws InterruptedException {
    return present(signals.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS));
  }

  private static <T> T present(@org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new AssertionError("nothing came within 10 s");
    }
    return value;
  }
}
