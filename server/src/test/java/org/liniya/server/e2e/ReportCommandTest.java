package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStore;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.server.run.SystemTime;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.ticket.TicketPlan;

/** {@code liniya report} of a running server, about a call of the day before. */
class ReportCommandTest {

  private final Instant arrived = Instant.now().minus(Duration.ofDays(1));
  private final String day = arrived.atZone(ZoneId.systemDefault()).toLocalDate().toString();

  private final StringWriter out = new StringWriter();

  private void seed(Path data) {
    try (Store store =
        Store.open(StoreSettings.defaults(), new SystemTime(), data, TicketPlan.STANDARD)) {
      CallId call = CallId.create(arrived, new Random(1));
      store
          .journal()
          .commit(
              call,
              arrived,
              new JournalEvent.CallArrived("", "withheld", "hotline", "", "hotline", "1"));
      store.journal().commit(call, arrived, new JournalEvent.Queued("access", 0, "place 1"));
      store
          .journal()
          .commit(call, arrived.plusSeconds(15), new JournalEvent.Bridged("o1", "1001", 15_000));
      store
          .journal()
          .commit(
              call,
              arrived.plusSeconds(75),
              new JournalEvent.OperatorLeft("o1", "1001", "caller-left", 60_000));
      operator(store, "talking", 15);
      operator(store, "wrap-up", 75);
      operator(store, "paused", 105);
    }
  }

  private void operator(Store store, String state, int second) {
    store
        .operators()
        .save(
            new OperatorStore.Row(new OperatorId("1001"), state, "", arrived.plusSeconds(second)));
  }

  private int run(Path data, String... more) {
    out.getBuffer().setLength(0);
    String[] all = new String[more.length + 7];
    System.arraycopy(
        new String[] {"report", "--from", day, "--to", day, "--data", data.toString()},
        0,
        all,
        0,
        7);
    System.arraycopy(more, 0, all, 7, more.length);
    return LiniyaCommand.commandLine().setOut(new PrintWriter(out, true)).execute(all);
  }

  @Test
  void theFiguresOfADayAreShown() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      server.terminate();
      server.awaitExit(Duration.ofSeconds(60));
      seed(server.data());
      server.restart();

      assertThat(run(server.data(), "--by", "group")).isZero();
      assertThat(out.toString().lines())
          .anySatisfy(line -> assertThat(line).matches("access +1 +0 +1 +1 +0 .*15\\.0.*90\\.0.*"))
          .anySatisfy(line -> assertThat(line).matches("serviceLevelOffered +0\\.8 +1\\.0 +true"));
      assertThat(run(server.data(), "--by", "operator", "--csv")).isZero();
      assertThat(out.toString()).contains("queue_to_operator_p90").contains("\r\n1001,1,0,");
      assertThat(run(server.data(), "--by", "week")).isEqualTo(2);
    }
  }
}
