package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.config.Example;
import org.liniya.server.imports.Samples;

/** {@code import queues}, and what becomes of it in the shipped configuration. */
final class ImportQueuesTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");
  private Path to = Path.of("");
  private String queues = "";

  @BeforeEach
  void samples() throws IOException {
    queues = Samples.copy("queues.conf", folder).toString();
    Samples.copy("queues_support.conf", folder);
    to = folder.resolve("new");
  }

  @Test
  void groupsAndOperatorsAreWritten() throws IOException {
    assertThat(run("import", "queues", queues, "--to", "" + to)).isZero();

    assertThat(Files.readString(to.resolve("skill-groups.yaml")))
        .startsWith("# Imported by 'liniya import queues' from ")
        .contains(
            """
            sales-team:
              titles: { ru: Sales_Team, en: Sales_Team }
              strategy: longest-idle
              ring-timeout: 25s
              wrap-up: 10s
              max-waiting: 12
            """,
            """
            support:
              titles: { ru: support, en: support }
              strategy: most-skilled
              ring-timeout: 25s
              wrap-up: 5s
              max-waiting: 100000
              misses-before-pause: 1
            """,
            "overnight:\n  titles: { ru: overnight, en: overnight }\n");
    assertThat(Files.readString(to.resolve("operators.yaml")))
        .endsWith(
            """
            "2101":
              name: "2101"
              skills: { sales-team: 5 }
            "2102":
              name: "Terry Jules"
              skills: { sales-team: 5, support: 10 }
            "2103":
              name: "Garnet Claude"
              skills: { support: 9 }
            "2104":
              name: "2104"
              skills: { support: 8 }
            """);
    assertThat(err.toString()).contains("wrote " + to.resolve("operators.yaml"));
  }

  @Test
  void theReportSaysWhatBecameOfEachLine() throws IOException {
    Path report = folder.resolve("report.txt");
    assertThat(run("import", "queues", queues, "--report", "" + report)).isZero();

    assertThat(out.toString().lines().map(l -> l.replace(folder + "/", "").replaceAll(" +", " ")))
        .contains(
            "queues.conf:4 autofill=no ignored all who are ready are rung for all who wait, always",
            "queues.conf:10 timeout=25 taken as ring-timeout: 25s",
            "queues.conf:15 announce-frequency=90 taken as in the flow's queue step: announce:"
                + " { every: 90s }",
            "queues.conf:20 strategy=fewestcalls ignored the first 'strategy' counts, in Asterisk too",
            "queues.conf:30 #exec /usr/local/bin/more-queues has no counterpart no program is run:"
                + " save what it prints and import that file",
            "queues_support.conf:9 member 2103 taken as operator 2103, support: 9")
        .anyMatch(
            l -> l.startsWith("queues_support.conf:2 weight=2 has no counterpart groups have"))
        .anyMatch(
            l -> l.startsWith("queues_support.conf:11 member=Local/84951234567@outbound/n,1 h"))
        .last()
        .asString()
        .matches("\\d+ taken, \\d+ without a counterpart, \\d+ ignored");
    assertThat(report).hasContent(out.toString().stripTrailing());
    assertThat(to).doesNotExist();
  }

  @Test
  void whatWasImportedPassesCheckInTheShippedConfiguration() throws IOException {
    assertThat(run("import", "queues", queues, "--to", "" + to)).isZero();
    Path config = Example.copyTo(folder.resolve("config"));
    for (String name : List.of("skill-groups.yaml", "operators.yaml")) {
      Files.writeString(
          config.resolve(name),
          "\n" + Files.readString(to.resolve(name)),
          StandardOpenOption.APPEND);
    }
    out.getBuffer().setLength(0);

    assertThat(run("check", "--config", "" + config)).isEqualTo(1);
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .contains("no operator serves the skill group 'overnight'");

    Files.writeString(
        config.resolve("operators.yaml"),
        "\"2105\":\n  skills: [overnight]\n",
        StandardOpenOption.APPEND);
    assertThat(run("check", "--config", "" + config)).isZero();
    assertThat(err.toString()).contains("8 skill groups, 9 operators");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.createDirectories(to);
    Files.writeString(to.resolve("operators.yaml"), "mine");

    assertThat(run("import", "queues", queues, "--to", "" + to)).isEqualTo(2);
    assertThat(err.toString()).contains("operators.yaml is there already. Give --to a new folder");
    assertThat(to.resolve("operators.yaml")).hasContent("mine");
    assertThat(to.resolve("skill-groups.yaml")).doesNotExist();

    Path report = Files.writeString(folder.resolve("r"), "mine");
    assertThat(run("import", "queues", queues, "--report", "" + report)).isEqualTo(2);
    assertThat(report).hasContent("mine");
  }

  @Test
  void aFileThatCannotBeReadIsExitOneAtItsPlaceAndNothingIsWritten() throws IOException {
    Files.delete(folder.resolve("queues_support.conf"));
    assertThat(run("import", "queues", queues, "--to", "" + to)).isEqualTo(1);
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .endsWith(
            "/queues.conf:28:1: there is no file queues_support.conf. Copy it beside this one");
    assertThat(to).doesNotExist();
  }

  @Test
  void wrongOptionsAreExitTwoWithACure() {
    assertThat(run("import")).isEqualTo(2);
    assertThat(run("import", "queues")).isEqualTo(2);
    assertThat(run("import", "queues", queues, "--languages", "russian")).isEqualTo(2);
    assertThat(run("import", "queues", queues, "--group", "A b")).isEqualTo(2);
    assertThat(run("import", "queues", queues, "--sounds", "none")).isEqualTo(2);
    assertThat(err.toString())
        .contains("a command is needed: queues, freepbx or freeswitch")
        .contains("'russian' is no language")
        .contains("'A b' is no name of a skill group")
        .contains("there is no folder none");
  }

  private int run(String... arguments) {
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
