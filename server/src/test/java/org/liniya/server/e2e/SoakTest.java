package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Sipp;
import org.liniya.testkit.phone.SippScenario;

/**
 * Fifty short calls at a time for minutes, then silence: no leg, dialog, transaction, stream, file
 * handle or thread of them is left, and no memory.
 */
@ExtendWith(LogOnFailure.class)
class SoakTest {
  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 1s }
      start: choose
      trouble: end

      steps:
        choose:
          menu:
            prompt: choose-category
            keys:
              1: { prompt: category-access, go: end }
              0: { prompt: category-operator, go: operator }
            no-input: end
            no-match: end

        operator:
          queue:
            skill-group: other
            timeout: { wait: 15m, go: end }
            served: end

        end:
          hangup: normal
      """;

  /** Transactions linger for 64 × T1 (RFC 3261 section 17), and some end only after that. */
  private static final Duration SETTLED = Duration.ofSeconds(90);

  /** What a call is made of: none of it may outlive the last call. */
  private static final List<String> PARTS_OF_A_CALL =
      List.of(
          "org.liniya.sip.SipLeg",
          "org.liniya.sip.UnackedOk",
          "org.liniya.rtp.RtpStream",
          "org.liniya.server.run.BlockingInbox",
          "gov.nist.javax.sip.stack.SIPServerTransactionImpl",
          "gov.nist.javax.sip.stack.SIPClientTransactionImpl");

  private static final long HEAP_TOLERANCE = 48L << 20;

  private record Load(String name, SippScenario scenario, int rate) {}

  private static final List<Load> LOADS =
      List.of(
          new Load(
              "the caller hangs up",
              SippScenario.begin().invite().answered().pause(Duration.ofSeconds(3)).bye(),
              10),
          new Load(
              "we hang up",
              SippScenario.begin()
                  .invite()
                  .answered()
                  .pause(Duration.ofMillis(700))
                  .info('1')
                  .awaitBye(Duration.ofSeconds(20)),
              5),
          new Load(
              "the caller gives up while it rings",
              SippScenario.begin().invite().ringing().pause(Duration.ofMillis(200)).cancel(),
              3));

  @Test
  @Tag("telephones")
  @Tag("slow")
  @Timeout(value = 420, unit = TimeUnit.SECONDS)
  void nothingIsLeftAfterThreeMinutes(@TempDir Path folder) throws Exception {
    soak(folder, Duration.ofMinutes(3));
  }

  @Test
  @Tag("telephones")
  @Tag("night")
  @Timeout(value = 70, unit = TimeUnit.MINUTES)
  void nothingIsLeftAfterAnHour(@TempDir Path folder) throws Exception {
    soak(folder, Duration.ofHours(1));
  }

  private static void soak(Path folder, Duration time) throws Exception {
    Path config = ConfigCopy.in(folder).folder();
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    try (RunningServer server = RunningServer.start(config)) {
      run(server, Duration.ofSeconds(2)); // classes are loaded, pools are filled
      awaitNoLeg(server);
      Held before = Held.by(server);

      run(server, time);
      settle(server);
      Held after = Held.by(server);

      assertThat(after.files)
          .as("file handles, %s → %s", before, after)
          .isLessThanOrEqualTo(before.files);
      assertThat(after.threads).as("threads").isLessThanOrEqualTo(before.threads + 2);
      assertThat(after.heap).as("live heap").isLessThan(before.heap + HEAP_TOLERANCE);
    }
  }

  private static void run(RunningServer server, Duration time) {
    int seconds = (int) time.toSeconds();
    List<Sipp> runs =
        LOADS.stream()
            .map(
                load ->
                    Sipp.of(load.scenario().xml())
                        .to(server.registrar())
                        .rate(load.rate())
                        .calls(load.rate() * seconds)
                        .within(time.plusSeconds(60))
                        .start())
            .toList();
    try {
      for (int i = 0; i < runs.size(); i++) {
        runs.get(i).await().mustHaveSucceeded(LOADS.get(i).rate() * seconds);
      }
    } finally {
      runs.forEach(Sipp::close);
    }
  }

  private static void awaitNoLeg(RunningServer server) {
    RunningServer.awaitThat(
        SETTLED,
        () -> gauge(server, "liniya_sip_legs") + gauge(server, "liniya_calls_active"),
        left -> left == 0,
        () -> "the last leg to end");
  }

  /** Waits until nothing of any call is left. */
  private static void settle(RunningServer server) {
    awaitNoLeg(server);
    RunningServer.awaitThat(
        SETTLED,
        () -> partsLeft(server.pid()),
        Map::isEmpty,
        () -> "the parts of calls to go: " + partsLeft(server.pid()));
  }

  private static double gauge(RunningServer server, String name) {
    return server
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  /** Live objects by class, after a full collection. */
  private static Map<String, Integer> partsLeft(long pid) {
    Map<String, Integer> left = new TreeMap<>();
    String histogram = jcmd(pid, "GC.class_histogram");
    for (String part : PARTS_OF_A_CALL) {
      Matcher line =
          Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(part) + "(\\s|$)")
              .matcher(histogram);
      if (line.find()) {
        left.put(part, Integer.parseInt(line.group(1)));
      }
    }
    assertThat(histogram).contains("java.lang.String");
    return left;
  }

  /** What the process holds when no call is there. */
  private record Held(long files, long threads, long heap) {
    static Held by(RunningServer server) throws IOException {
      Path process = Path.of("/proc", Long.toString(server.pid()));
      Matcher total =
          Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)")
              .matcher(jcmd(server.pid(), "GC.class_histogram"));
      assertThat(total.find()).isTrue();
      return new Held(
          entries(process.resolve("fd")),
          entries(process.resolve("task")),
          Long.parseLong(total.group(1)));
    }

    private static long entries(Path folder) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.count();
      }
    }
  }

  private static String jcmd(long pid, String command) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  command)
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return text;
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
