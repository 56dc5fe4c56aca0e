package org.liniya.testkit.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.liniya.testkit.phone.Programs;

/**
 * What {@code scripts/asterisk install} has made, and that script. Any thread may use it.
 *
 * @param project the folder of the project
 * @param root the folder that Asterisk takes for {@code /}
 */
record AsteriskInstallation(Path project, Path root) {

  static AsteriskInstallation find() {
    Path project = Path.of(System.getProperty("liniya.root", "")).toAbsolutePath().normalize();
    Path root =
        Optional.ofNullable(System.getenv("LINIYA_ASTERISK_ROOT"))
            .map(Path::of)
            .orElse(project.resolve("target/asterisk"));
    return new AsteriskInstallation(project, root);
  }

  /** The one of this machine, or the test ends here. */
  static AsteriskInstallation need() {
    AsteriskInstallation found = find();
    Optional<String> why = found.why();
    if (why.isEmpty()) {
      return found;
    }
    String message = "NOT TESTED for want of a real Asterisk: " + why.get();
    if (System.getenv("CI") != null) {
      throw new AssertionError(message);
    }
    System.err.println(message);
    return Assumptions.abort(message);
  }

  /** Why none can be started here; empty when one can. */
  Optional<String> why() {
    if (!Files.isExecutable(root.resolve("usr/sbin/asterisk"))
        || Files.exists(root.resolve("unfinished"))) {
      return Optional.of("none is in " + root + "; as root: scripts/asterisk install");
    }
    if (Files.exists(root.resolve("unusable"))) {
      return Optional.of(text(root.resolve("unusable")));
    }
    return System.getProperty("user.name").equals("root")
        ? Optional.empty()
        : Optional.of("only root can start it (chroot)");
  }

  Path home(String name) {
    return root.resolve("srv").resolve(name);
  }

  Path etc(String name) {
    return home(name).resolve("etc");
  }

  void prepare(String name, AsteriskPorts ports, AsteriskSettings settings) {
    script(
        Duration.ofSeconds(60),
        List.of(
            "prepare",
            name,
            "sip=" + ports.sip(),
            "ami=" + ports.ami(),
            "ami-tls=" + ports.amiTls(),
            "rtp=" + ports.rtpFirst() + "-" + ports.rtpLast(),
            "agi=" + settings.agiPort(),
            "liniya-sip=" + settings.liniyaSipPort()));
  }

  List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.add(project.resolve("scripts/asterisk").toString());
    command.addAll(List.of(words));
    return command;
  }

  /**
   * Runs the script; what it printed.
   *
   * @throws IllegalStateException when it does not end in time
   */
  String script(Duration atMost, List<String> words) {
    try {
      Path output = Files.createTempFile("asterisk-", ".txt");
      try {
        Process process = Programs.start(project, output, command(words.toArray(String[]::new)));
        boolean ended = Programs.waitFor(process, atMost.toSeconds());
        Programs.kill(process);
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended) {
          throw new IllegalStateException("scripts/asterisk " + words + " hangs: " + printed);
        }
        return printed;
      } finally {
        Files.delete(output);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot run scripts/asterisk", broken);
    }
  }

  /** A file of an instance; empty when there is none yet. */
  String read(String name, String file) {
    Path path = home(name).resolve(file);
    return Files.exists(path) ? text(path) : "";
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }
}
