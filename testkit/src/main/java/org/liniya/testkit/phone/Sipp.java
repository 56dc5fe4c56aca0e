package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs SIPp 3.6.1 (Debian sip-tester) with a scenario and tells what came of it. One run at a time;
 * the thread that started it waits for the end.
 *
 * <pre>
 * String talk = SippScenario.begin().invite().answered().pause(Duration.ofSeconds(2)).bye().xml();
 * Sipp.of(talk).to("127.0.0.1:5060").service("hotline").calls(10).rate(5).run().mustHaveSucceeded(10);
 * </pre>
 */
public final class Sipp implements AutoCloseable {
  private final Path folder;
  private final Process process;
  private final Duration timeout;
  private final int port;

  private Sipp(Path folder, Process process, Duration timeout, int port) {
    this.folder = folder;
    this.process = process;
    this.timeout = timeout;
    this.port = port;
  }

  /** A run of this scenario; see {@link SippScenario} for ready pieces. */
  public static Order of(String scenarioXml) {
    return new Order(scenarioXml);
  }

  /** A run of the scenario in a file. */
  public static Order of(Path scenario) {
    try {
      return new Order(Files.readString(scenario));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + scenario, broken);
    }
  }

  /** The UDP port where this SIPp takes SIP. */
  public int port() {
    return port;
  }

  /**
   * Waits for the end of the run: its own time-out and 10 s more.
   *
   * @throws AssertionError when SIPp does not end; it is killed then
   */
  public Result await() {
    if (!Programs.waitFor(process, timeout.toSeconds() + 10)) {
      Programs.kill(process);
      throw new AssertionError("sipp did not end within its own time-out" + texts());
    }
    Map<String, String> figures = figures();
    return new Result(
        process.exitValue(),
        count(figures, "SuccessfulCall(C)"),
        count(figures, "FailedCall(C)"),
        count(figures, "Retransmissions(C)"),
        figures,
        texts());
  }

  /** Kills it when it still runs, and removes its files. */
  @Override
  public void close() {
    Programs.kill(process);
    Programs.removeFolder(folder);
  }

  private static int count(Map<String, String> figures, String name) {
    return Integer.parseInt(figures.getOrDefault(name, "0"));
  }

  private Map<String, String> figures() {
    Path file = folder.resolve("statistics.csv");
    List<String> lines = Files.exists(file) ? read(file).lines().toList() : List.of();
    Map<String, String> figures = new HashMap<>();
    if (lines.size() >= 2) {
      String[] names = lines.getFirst().split(";", -1);
      String[] values = lines.getLast().split(";", -1);
      for (int i = 0; i < Math.min(names.length, values.length); i++) {
        figures.put(names[i], values[i]);
      }
    }
    return figures;
  }

  /** What it complained of: its errors, else the end of what it printed. */
  private String texts() {
    Path errors = folder.resolve("errors.log");
    String text = Files.exists(errors) ? read(errors) : "";
    String printed = read(folder.resolve("output.log"));
    return "\n" + (text.isBlank() ? printed.substring(Math.max(0, printed.length() - 1500)) : text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  /**
   * What came of a run.
   *
   * @param exit 0 all calls went well, 1 at least one failed, 97 stopped by time-out, 99 no call
   *     processed, 254 and 255 could not run (a port taken, a fault in the scenario)
   * @param successful calls
   * @param failed calls
   * @param retransmissions messages that SIPp sent again
   * @param figures all of SIPp's statistics by their names, cumulated ones end in {@code (C)}
   * @param complaints for messages
   */
  public record Result(
      int exit,
      int successful,
      int failed,
      int retransmissions,
      Map<String, String> figures,
      String complaints) {
    /** Copies the map. */
    public Result {
      figures = Map.copyOf(figures);
    }

    /**
     * Fails with SIPp's complaints unless exactly so many calls went through the scenario, and none
     * failed.
     */
    public Result mustHaveSucceeded(int calls) {
      if (exit != 0 || successful != calls || failed != 0) {
        throw new AssertionError(
            "sipp: exit "
                + exit
                + ", successful "
                + successful
                + " of "
                + calls
                + ", failed "
                + failed
                + complaints);
      }
      return this;
    }
  }

  /** What to run. Belongs to the thread that fills it in. */
  public static final class Order {
    private final String scenario;
    private final Map<String, String> keys = new HashMap<>();
    private final List<String> injected = new ArrayList<>();
    private String remote = "";
    private String service = "hotline";
    private int calls = 1;
    private int rate = 1;
    private int atOnce;
    private int mediaPort;
    private Duration timeout = Duration.ofSeconds(30);

    private Order(String scenario) {
      this.scenario = scenario;
    }

    /** Whom to call, host:port; a scenario that waits for calls needs none. */
    public Order to(String hostAndPort) {
      this.remote = hostAndPort;
      return this;
    }

    /** The {@code [service]} of the scenario: the user part that is called. */
    public Order service(String user) {
      this.service = user;
      return this;
    }

    /** How many calls in all (-m). */
    public Order calls(int count) {
      this.calls = count;
      return this;
    }

    /** How many new calls a second (-r). */
    public Order rate(int perSecond) {
      this.rate = perSecond;
      return this;
    }

    /** How many calls at once at most (-l). */
    public Order atOnce(int most) {
      this.atOnce = most;
      return this;
    }

    /**
     * Has the sound sent to this port of 127.0.0.1, where a {@link RtpEnd} waits, instead of to
     * SIPp itself (which would take the port for itself): every {@code [media_port]} of the
     * scenario becomes this number.
     */
    public Order soundTo(int port) {
      this.mediaPort = port;
      return this;
    }

    /** A value for {@code [name]} in the scenario (-key). */
    public Order key(String name, String value) {
      keys.put(name, value);
      return this;
    }

    /** One line of values for each call, taken in turn: {@code [field0]} and so on (-inf). */
    public Order injected(String... semicolonSeparated) {
      injected.addAll(List.of(semicolonSeparated));
      return this;
    }

    /** How long the run may take. */
    public Order within(Duration limit) {
      this.timeout = limit;
      return this;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException when sipp is not installed, with the apt-get line
     */
    public Sipp start() {
      Programs.require("sipp", "sip-tester");
      try {
        Path folder = Files.createTempDirectory("sipp-");
        Files.writeString(folder.resolve("scenario.xml"), text());
        int port = FreePorts.one();
        Process process =
            Programs.start(folder, folder.resolve("output.log"), command(folder, port));
        return new Sipp(folder, process, timeout, port);
      } catch (IOException broken) {
        throw new UncheckedIOException("cannot set up sipp", broken);
      }
    }

    /** Starts it, waits for its end and cleans up. */
    public Result run() {
      try (Sipp sipp = start()) {
        return sipp.await();
      }
    }

    private String text() {
      return mediaPort == 0
          ? scenario
          : scenario.replace("[media_port]", Integer.toString(mediaPort));
    }

    private List<String> command(Path folder, int port) throws IOException {
      List<String> command = new ArrayList<>(List.of("sipp"));
      if (!remote.isEmpty()) {
        command.add(remote);
      }
      add(command, "-sf scenario.xml -i 127.0.0.1 -mi 127.0.0.1 -nostdin -timeout_error");
      add(command, "-trace_err -error_file errors.log -trace_stat -stf statistics.csv -fd 1");
      add(
          command,
          "-p " + port + " -m " + calls + " -r " + rate + " -timeout " + timeout.toSeconds() + "s");
      add(command, "-mp " + FreePorts.several(4) + " -s " + service);
      if (atOnce > 0) {
        add(command, "-l " + atOnce);
      }
      keys.forEach((name, value) -> command.addAll(List.of("-key", name, value)));
      if (!injected.isEmpty()) {
        Files.write(
            folder.resolve("values.csv"),
            Stream.concat(Stream.of("SEQUENTIAL"), injected.stream()).toList());
        add(command, "-inf values.csv");
      }
      return command;
    }

    private static void add(List<String> command, String words) {
      command.addAll(List.of(words.split(" ", -1)));
    }
  }
}
