package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who follows {@code docs/asterisk.md} ends with files that are right: its commands are run in a
 * folder of the test, but for those that need root or a running Asterisk.
 */
class AsteriskGuideTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path place = Path.of("");

  private static List<String> commands(String page) throws IOException {
    String text = Files.readString(ROOT.resolve("docs").resolve(page));
    return Pattern.compile("(?ms)^```sh\\n(.*?)^```$")
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void bothLanguagesHaveTheSameCommands() throws IOException {
    assertThat(commands("asterisk.ru.md")).hasSize(10).isEqualTo(commands("asterisk.md"));
  }

  @Test
  void whatTheStepsWriteIsRight() throws IOException, InterruptedException {
    Path etc = followed(6);

    assertThat(etc.resolve("extensions.conf")).content().contains("[from-provider](+)\nexten =>");
    for (String part : List.of("extensions", "pjsip", "manager")) {
      assertThat(etc.resolve("liniya-" + part + ".conf")).isRegularFile();
      assertThat(etc.resolve(part + ".conf"))
          .content()
          .contains("\n#include liniya-" + part + ".conf\n");
    }
    assertThat(etc.resolve("confbridge.conf")).content().contains("[liniya]", "[liniya-listen]");
    assertThat(etc.resolve("sounds/line-down.alaw")).isNotEmptyFile();
    assertThat(check())
        .contains("config is right: 2 flows, 1 numbers, 5 skill groups, 2 operators");
  }

  @Test
  void whatNumbersOutsideTakeIsRight() throws IOException, InterruptedException {
    followed(6);
    shell("set -e\ncd liniya\n" + String.join("", commands("asterisk.md").subList(8, 10)));

    assertThat(place.resolve("liniya/config/liniya.yaml")).content().contains("\n  port: 5062\n");
    assertThat(check()).contains("config is right");
  }

  /** The folder of Asterisk, after the first steps. */
  private Path followed(int steps) throws IOException, InterruptedException {
    copy(ROOT.resolve("config"), place.resolve("liniya/config"));
    Path etc = Files.createDirectories(place.resolve("asterisk"));
    for (String file : List.of("extensions.conf", "pjsip.conf", "manager.conf")) {
      Files.writeString(etc.resolve(file), "[general]\n[globals]\n[from-provider]\n");
    }
    String commands = String.join("", commands("asterisk.md").subList(0, steps));
    shell(
        "set -e\n"
            + commands
                .replace("-o root -g asterisk ", "")
                .replace("-o liniya -g asterisk ", "")
                .replaceAll("(?m)^(chgrp|chown|for each in \"dialplan).*$", "")
                .replace("/etc/asterisk", etc.toString())
                .replace("/var/lib/liniya", place.resolve("shared").toString())
                .replace("/srv/liniya", place.resolve("liniya").toString()));
    return etc;
  }

  private String check() {
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said, true);
    int status =
        LiniyaCommand.commandLine()
            .setOut(printer)
            .setErr(printer)
            .execute("check", "--config", place.resolve("liniya/config").toString());
    assertThat(status).as(said.toString()).isZero();
    return said.toString();
  }

  private void shell(String commands) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", commands)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }
}
