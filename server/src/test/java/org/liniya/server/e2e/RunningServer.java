package org.liniya.server.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.IterativePollInterval;
import org.liniya.testkit.line.PlainLine;
import org.liniya.testkit.phone.FreePorts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real program, {@code liniya serve}, in a process of its own on free ports of 127.0.0.1 with a
 * data folder of its own. For one thread; the process does not outlive this JVM.
 *
 * <p>Waiting for the server is asking its HTTP API again and again, always with a bound; a time-out
 * says what was there instead.
 */
final class RunningServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);
  static final String READY = "liniya: ready.";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path config;
  private final List<String> sets;
  private final Path folder;
  private final FrontDoor door;
  private final int httpPort;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread killer = new Thread(this::kill9, "end-server");
  private final StringBuilder oldLogs = new StringBuilder();
  private Process process;
  private boolean closed;

  private RunningServer(Path config, List<String> sets, Path folder, FrontDoor door) {
    this.config = door.config(config, folder);
    this.sets = List.copyOf(sets);
    this.folder = folder;
    this.door = door;
    this.httpPort = FreePorts.one();
    this.process = launch(List.of());
    Runtime.getRuntime().addShutdownHook(killer);
    LogOnFailure.watch(this);
  }

  /** The repository. */
  static Path root() {
    return Path.of(System.getProperty("liniya.root", ".."));
  }

  /** The example configuration of the repository. */
  static Path exampleConfig() {
    return root().resolve("config");
  }

  /** The same with the plain line's flow; not to be changed. */
  static Path plainConfig() {
    return PlainConfig.FOLDER;
  }

  /** Made once for all tests of this JVM, and gone with it. */
  private static final class PlainConfig {
    private static final Path FOLDER = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("liniya-plain-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove-plain"));
        return PlainLine.copy(exampleConfig(), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Starts with the plain line and waits until it is open. */
  static RunningServer start() {
    return start(plainConfig());
  }

  /**
   * Starts with a configuration and waits until the line is open.
   *
   * @param sets further keys, such as {@code limits.calls=3}
   * @throws AssertionError with the log when it does not start within a minute
   */
  static RunningServer start(Path config, String... sets) {
    return start(FrontDoor.chosen(), config, sets);
  }

  /** As {@link #start(Path, String...)}, at a certain front door, which is closed with it. */
  static RunningServer start(FrontDoor door, Path config, String... sets) {
    try {
      RunningServer server =
          new RunningServer(config, List.of(sets), Files.createTempDirectory("liniya-e2e-"), door);
      try {
        server.awaitReady();
      } catch (AssertionError notStarted) {
        server.close();
        throw notStarted;
      }
      return server;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Where callers dial. */
  String hotline() {
    return "sip:hotline@" + registrar();
  }

  /** HOST:PORT of SIP. */
  String registrar() {
    return "127.0.0.1:" + door.port();
  }

  int sipPort() {
    return door.port();
  }

  /** The data folder. */
  Path data() {
    return folder.resolve("data");
  }

  /** The password of an operator's telephone. */
  String password(String operator) {
    return door.password(operator, data());
  }

  /** The recording of a call. */
  Path recording(String call) {
    try (Stream<Path> files = Files.walk(data().resolve("recordings"))) {
      return files
          .filter(file -> file.getFileName().toString().equals(call + ".wav"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no recording of " + call));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  // --- the API

  /** The administrator's, which the server made at its first start. */
  String token() {
    return read(data().resolve("api-token")).strip();
  }

  /** An address of the HTTP server. */
  URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  /**
   * What the API answers to GET, as the administrator.
   *
   * @param path below {@code /api/v1/}
   * @throws AssertionError when it answers anything but 200
   */
  JsonNode api(String path) {
    return answer(path, request(path).GET(), 200);
  }

  /**
   * What the API answers to an empty POST, as the administrator.
   *
   * @throws AssertionError when its status is another than the wanted one
   */
  JsonNode post(String path, int status) {
    return answer(path, request(path).POST(HttpRequest.BodyPublishers.noBody()), status);
  }

  /** As {@link #post(String, int)}, with a body of JSON. */
  JsonNode post(String path, String body, int status) {
    return answer(path, request(path).POST(HttpRequest.BodyPublishers.ofString(body)), status);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(http("/api/v1/" + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token());
  }

  private JsonNode answer(String path, HttpRequest.Builder request, int status) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException("the API does not answer to " + path, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking for " + path, interrupted);
    }
  }

  /** What Prometheus would be told. */
  String metrics() {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/metrics"))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException broken) {
      throw new UncheckedIOException("no metrics", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking for metrics", interrupted);
    }
  }

  /** The calls, the oldest first. */
  List<JsonNode> calls() {
    return items(api("calls?limit=100").path("items")).reversed();
  }

  /** Waits until there have been so many calls since the first start. */
  List<JsonNode> awaitCalls(int count, Duration atMost) {
    return awaitThat(
        atMost, this::calls, calls -> calls.size() >= count, () -> count + " calls; " + calls());
  }

  /** The journal of a call. */
  List<JsonNode> journal(String call) {
    return items(api("calls/" + call + "/journal"));
  }

  /** The entries of that kind. */
  List<JsonNode> journal(String call, String kind) {
    return journal(call).stream().filter(e -> e.path("kind").asString("").equals(kind)).toList();
  }

  /** Waits for an entry in a call's journal: the first of that kind. */
  JsonNode awaitJournal(String call, String kind, Duration atMost) {
    return awaitThat(
            atMost,
            () -> journal(call, kind),
            entries -> !entries.isEmpty(),
            () -> kind + " in the journal of " + call + ": " + lines(call))
        .getFirst();
  }

  /** Waits until a call's last entry is there, and gives it as the API has it. */
  JsonNode awaitEnded(String call, Duration atMost) {
    return awaitThat(
        atMost,
        () -> api("calls/" + call),
        row -> !row.path("ending").isNull(),
        () -> "the end of " + call + ": " + lines(call));
  }

  /** An operator as the API has it. */
  JsonNode operator(String id) {
    return items(api("operators")).stream()
        .filter(operator -> operator.path("id").asString("").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operator " + id));
  }

  /** Waits until an operator is in a state. */
  JsonNode awaitOperator(String id, String state, Duration atMost) {
    return awaitThat(
        atMost,
        () -> operator(id),
        operator -> operator.path("state").asString("").equals(state),
        () -> "operator " + id + " to be " + state + ": " + operator(id));
  }

  /** A ticket as the API has it. */
  JsonNode ticket(String number) {
    return api("tickets/" + number);
  }

  // --- the process

  long pid() {
    return process.pid();
  }

  /** SIGTERM; returns at once. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end of the process, and gives its status. */
  int awaitExit(Duration atMost) {
    if (!waitFor(atMost)) {
      dumpThreads();
      throw new AssertionError("the server still runs after " + atMost + "\n" + log());
    }
    return process.exitValue();
  }

  /** SIGQUIT has a JVM write what its threads do into its output. */
  private void dumpThreads() {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(pid())).start().waitFor();
      awaitThat(
          STOP,
          () -> read(output()),
          said -> said.contains("Full thread dump") && said.contains("JNI global refs"),
          () -> "a dump of the threads");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a signal, such as {@code HUP}. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** SIGKILL; returns when the process is gone. */
  void kill9() {
    process.destroyForcibly();
    waitFor(STOP);
  }

  /**
   * Starts again on the same data and ports after the process has ended; waits until the line is
   * open.
   */
  void restart() {
    launchAgain(List.of());
    awaitReady();
  }

  /** As {@link #restart}, with further options of the JVM; does not wait. */
  void launchAgain(List<String> jvmOptions) {
    if (process.isAlive()) {
      throw new IllegalStateException("the server still runs");
    }
    oldLogs.append(read(output())).append("--- started again\n");
    process = launch(jvmOptions);
  }

  /** Waits until the line is open; false when the process has ended before that. */
  boolean awaitReadyOrGone() {
    awaitThat(
        START,
        () -> read(output()),
        said -> said.contains(READY) || !process.isAlive(),
        () -> "the server to be ready:\n" + log());
    return process.isAlive();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything that the process has printed, over all its starts. */
  String log() {
    return oldLogs + (closed ? "" : read(output()));
  }

  /** SIGTERM, SIGKILL when it does not end soon, and the data folder is gone. */
  @Override
  public void close() {
    process.destroy();
    if (!waitFor(STOP)) {
      kill9();
    }
    oldLogs.append(read(output()));
    closed = true;
    door.close();
    http.close();
    Runtime.getRuntime().removeShutdownHook(killer);
    remove(folder);
  }

  /**
   * Whoever runs the tests under {@code nohup} has all their children ignore SIGHUP, and a JVM that
   * was started so never hears it: env (of GNU coreutils) gives it back.
   */
  private static List<String> hearingHangUps() {
    Path status = Path.of("/proc/self/status");
    boolean ignored =
        Files.exists(status)
            && read(status)
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Character.digit(line.charAt(line.length() - 1), 16) & 1) == 1);
    return ignored ? List.of("env", "--default-signal=HUP") : List.of();
  }

  private Process launch(List<String> jvmOptions) {
    List<String> command = new ArrayList<>(hearingHangUps());
    command.addAll(ProgramJvm.command(jvmOptions));
    command.addAll(List.of("serve", "--config", config.toString(), "--data", data().toString()));
    command.addAll(List.of("--set", "limits.late-sound=10s")); // machines of tests are busy
    Stream.of(ownPorts(), door.sets(), sets)
        .flatMap(List::stream)
        .forEach(set -> command.addAll(List.of("--set", set)));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output().toFile())
          .redirectInput(new File("/dev/null"))
          .start();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot start the server", broken);
    }
  }

  /** The telephones take their ports from 20000 up: the server's sound stays below. */
  private List<String> ownPorts() {
    return List.of("http.port=" + httpPort, "rtp.first-port=10000", "rtp.last-port=19999");
  }

  private void awaitReady() {
    if (!awaitReadyOrGone()) {
      throw new AssertionError("the server did not start:\n" + log());
    }
    door.awaitOpen(this);
  }

  private boolean waitFor(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private Path output() {
    return folder.resolve("output");
  }

  /**
   * Asks until the answer is good; the longer it takes, the more seldom, for each asking costs both
   * processes their time.
   */
  static <T> T awaitThat(
      Duration atMost, Supplier<T> ask, Predicate<T> good, Supplier<String> what) {
    try {
      Optional<T> answer =
          Awaitility.await()
              .atMost(atMost)
              .pollDelay(Duration.ZERO)
              .pollInterval(IterativePollInterval.iterative(RunningServer::longer, FIRST_PAUSE))
              .until(() -> Optional.of(ask.get()).filter(good), Optional::isPresent);
      return answer.orElseThrow();
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("waited " + atMost.toMillis() + " ms for " + what.get(), late);
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(5).dividedBy(4);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** A call's journal for a message, one entry a line. */
  String lines(String call) {
    return journal(call).stream().map(entry -> "\n  " + entry).collect(Collectors.joining());
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot remove " + folder, broken);
    }
  }
}
