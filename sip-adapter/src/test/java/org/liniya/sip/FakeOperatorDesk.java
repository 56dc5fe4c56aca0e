package org.liniya.sip;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.FrontDesk;
import org.liniya.port.OperatorDesk;

/** Colleagues 1001 and 1002, the group access, numbers with a plus; 101 has no trunk. */
final class FakeOperatorDesk implements OperatorDesk {

  final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  volatile Consumer<Call> manner = call -> call.leg().answer();

  @Override
  public Dialled meaning(String dialled) {
    return switch (dialled) {
      case "1001", "1002" -> new Dialled.Colleague(new OperatorId(dialled));
      case "access" -> new Dialled.Group(dialled);
      case "101" -> new Dialled.Emergency(PhoneNumber.of(dialled), false);
      case "112" -> new Dialled.Emergency(PhoneNumber.of(dialled), true);
      case "112;phone-context=+7", "112#", "urn:service:sos", "urn:service:sos.police" ->
          new Dialled.Emergency(PhoneNumber.of("112"), true);
      default ->
          dialled.startsWith("+")
              ? new Dialled.Outside(PhoneNumber.of(dialled))
              : new Dialled.Unknown();
    };
  }

  @Override
  public FrontDesk.Accepted called(Call call) {
    calls.add(call);
    manner.accept(call);
    return new FrontDesk.Accepted(FakeDesk.CALL, signals::add);
  }

  Call nextCall() throws InterruptedException {
    return present(calls.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS));
  }

  Signal nextSignal() throws InterruptedException {
    return present(signals.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS));
  }

  private static <T> T present(@org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new AssertionError("nothing came within 10 s");
    }
    return value;
  }
}
