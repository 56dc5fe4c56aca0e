package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liniya.testkit.asterisk.AsteriskSettings;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.phone.FreePorts;

/**
 * Where the telephones of a test find the line: at our own SIP, or at a real Asterisk that the
 * server is behind. The same tests run at both: {@code -Dliniya.front-door=asterisk} chooses. For
 * one thread.
 */
sealed interface FrontDoor extends AutoCloseable {

  /** As the run of the tests says. */
  static FrontDoor chosen() {
    String chosen = System.getProperty("liniya.front-door", "own");
    return switch (chosen) {
      case "own" -> new Own(FreePorts.one());
      case "asterisk" -> BehindAsterisk.start();
      default -> throw new IllegalArgumentException("no front door '" + chosen + "'");
    };
  }

  /** The port of SIP that telephones know, on 127.0.0.1. */
  int port();

  /** The configuration as it is to be for this door: the same one, or a copy below the folder. */
  Path config(Path config, Path folder);

  /** Further keys for the server. */
  List<String> sets();

  /** The password of an operator's telephone. */
  String password(String operator, Path data);

  /** Waits until callers of this door are taken; the server has said that it is ready. */
  void awaitOpen(RunningServer server);

  @Override
  void close();

  /** The server's own SIP. */
  record Own(int port) implements FrontDoor {
    @Override
    public Path config(Path config, Path folder) {
      return config;
    }

    @Override
    public List<String> sets() {
      return List.of("sip.port=" + port);
    }

    @Override
    public String password(String operator, Path data) {
      return RunningServer.read(data.resolve("operators.secret"))
          .lines()
          .filter(line -> line.startsWith(operator + "="))
          .map(line -> line.substring(operator.length() + 1))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no password for " + operator));
    }

    @Override
    public void awaitOpen(RunningServer server) {
      // it is, before the server says so
    }

    @Override
    public void close() {
      // the server closes it
    }
  }

  /** An Asterisk with the shipped configuration; all operators are its endpoints. */
  record BehindAsterisk(RealAsterisk asterisk, int agi) implements FrontDoor {

    private static final Pattern OPERATOR = Pattern.compile("(?m)^\"?(\\d+)\"?:\\s*$\\R");

    static BehindAsterisk start() {
      int agi = FreePorts.one();
      AsteriskSettings settings = AsteriskSettings.of(agi);
      for (String operator : List.of("1001", "1002", "1003", "1004")) {
        settings = settings.withOperator(operator, passwordOf(operator));
      }
      return new BehindAsterisk(RealAsterisk.start(settings), agi);
    }

    private static String passwordOf(String operator) {
      return "secret-" + operator;
    }

    @Override
    public int port() {
      return asterisk.ports().sip();
    }

    @Override
    public Path config(Path config, Path folder) {
      Path copy = folder.resolve("config");
      try (Stream<Path> files = Files.walk(config)) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(config.relativize(file)));
        }
        Files.writeString(folder.resolve("ami-password"), asterisk.amiSecret());
        Files.writeString(
            copy.resolve("liniya.yaml"),
            section(folder),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        Path operators = copy.resolve("operators.yaml");
        Matcher each = OPERATOR.matcher(Files.readString(operators));
        Files.writeString(operators, each.replaceAll("$0  asterisk-endpoint: PJSIP/$1\n"));
        Files.writeString(copy.resolve("trunks.yaml"), "trunks: {}\n");
      } catch (IOException broken) {
        throw new UncheckedIOException("cannot copy the configuration", broken);
      }
      return copy;
    }

    private String section(Path folder) {
      return """

      asterisk:
        agi: { port: %d }
        ami: { port: %d, password: "${file:%s}" }
        numbers: { hotline: hotline }
        sounds: %s
        recordings: %s
        ear: { port: %d }
      """
          .formatted(
              agi,
              asterisk.ports().ami(),
              folder.resolve("ami-password"),
              asterisk.sounds().yaml(),
              asterisk.recordings().yaml(),
              FreePorts.one());
    }

    @Override
    public List<String> sets() {
      return List.of("sip.port=0");
    }

    @Override
    public String password(String operator, Path data) {
      return passwordOf(operator);
    }

    /** The server waits a little for Asterisk, and opens without it on a machine that is busy. */
    @Override
    public void awaitOpen(RunningServer server) {
      RunningServer.awaitThat(
          Duration.ofMinutes(1),
          server::metrics,
          metrics -> metrics.contains("\nliniya_asterisk_connected 1.0"),
          () -> "the manager's connection:\n" + server.log());
    }

    @Override
    public void close() {
      asterisk.close();
    }
  }
}
