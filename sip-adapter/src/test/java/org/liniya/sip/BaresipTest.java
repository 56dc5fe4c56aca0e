package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.port.Transfer;

/** An operator at baresip (Debian package {@code baresip-core}). */
@Tag("telephones")
class BaresipTest {

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

  private void dial(Bench bench) {
    bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(new OperatorId("1001")),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "Доступ, ru, 4711 0815, none",
            Map.of("X-Liniya-Ticket", "47110815"),
            _ -> {}),
        results::add);
  }

  /** A blind transfer that fails, and one that does not: baresip follows our NOTIFYs. */
  @Test
  void passesSomeoneOn(@TempDir Path folder) throws Exception {
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    try (Bench bench = Bench.with(FakeDesk.answering());
        Baresip baresip =
            new Baresip(folder, "1001", "secret-1001", bench.endpoint.port(), "auto")) {
      assertThat(bench.lines.poll(15, TimeUnit.SECONDS)).isEqualTo("registered 1001");
      bench.endpoint.dial(
          new Dialer.Request(
              new Dialer.Destination.Operator(new OperatorId("1001")),
              FakeDesk.CALL,
              Optional.empty(),
              "x",
              Map.of(),
              signals::add),
          results::add);
      Result result = results.poll(10, TimeUnit.SECONDS);
      while (result instanceof Result.Ringing) {
        result = results.poll(10, TimeUnit.SECONDS);
      }
      assertThat(result).isInstanceOf(Result.Answered.class);

      // one that succeeds: baresip 1.0 may hang up by itself when it hears of a failure
      baresip.command("transfer", "sip:access@127.0.0.1:" + bench.endpoint.port());
      Transfer transfer = asked(signals);
      assertThat(transfer.target()).isEqualTo(new Transfer.Target.Group("access"));
      transfer.ringing();
      transfer.done();
      assertThat(afterHolding(signals))
          .isInstanceOfSatisfying(
              Signal.LegEnded.class, end -> assertThat(end.cause()).isEqualTo(EndCause.NORMAL));
    }
  }

  private static Transfer asked(BlockingQueue<Signal> signals) throws InterruptedException {
    return ((Signal.TransferAsked) afterHolding(signals)).transfer();
  }

  /** The next signal; baresip holds the call around a transfer. */
  private static Signal afterHolding(BlockingQueue<Signal> signals) throws InterruptedException {
    Signal signal = signals.poll(15, TimeUnit.SECONDS);
    while (signal instanceof Signal.HoldChanged) {
      signal = signals.poll(15, TimeUnit.SECONDS);
    }
    assertThat(signal).isNotNull();
    return java.util.Objects.requireNonNull(signal);
  }

  @Test
  void registersTalksAndIsFreedAfterAKill(@TempDir Path folder) throws Exception {
    Bench.Dialogs dialogs = new Bench.Dialogs();
    Bench.Registrations registrations = new Bench.Registrations();
    try (Bench bench =
            new Bench(
                FakeDesk.answering(),
                Bench.settings(SipLimits.standard()),
                dialogs,
                registrations);
        Baresip baresip =
            new Baresip(folder, "1001", "secret-1001", bench.endpoint.port(), "auto")) {
      assertThat(bench.lines.poll(15, TimeUnit.SECONDS)).isEqualTo("registered 1001");
      dial(bench);
      Result result = results.poll(10, TimeUnit.SECONDS);
      if (result instanceof Result.Ringing) {
        result = results.poll(10, TimeUnit.SECONDS);
      }
      assertThat(result).isInstanceOf(Result.Answered.class);

      Bench.Dialogs left = new Bench.Dialogs();
      dialogs.all().forEach(left::opened);
      CompletableFuture<Boolean> closed =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return baresip.reports("CALL_CLOSED");
                } catch (java.io.IOException e) {
                  return false;
                }
              });
      try (Bench next =
          new Bench(
              FakeDesk.answering(), Bench.settings(SipLimits.standard()), left, registrations)) {
        next.endpoint.farewell();
        assertThat(closed.get(15, TimeUnit.SECONDS)).isTrue();
        // before that it cannot be rung: the registrations are taken up in a thread of their own
        assertThat(next.lines.poll(15, TimeUnit.SECONDS)).isEqualTo("registered 1001");
        dial(next);
        Result again = results.poll(10, TimeUnit.SECONDS);
        assertThat(again).isNotInstanceOf(Result.Failed.class).isNotNull();
      }
    }
  }
}
