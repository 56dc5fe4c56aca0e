package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.imports.Samples;

/** {@code import freepbx}: what is generated, and the tables. */
final class ImportFreePbxTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");

  @Test
  void generatedMenusAndQueuesAreAFlowAndItsGroup() throws IOException {
    Path to = generated();

    assertThat(Files.readString(to.resolve("flows/ivr-4.yaml")))
        .contains(
            """
              ivr-4:
                description: "Main menu"
                menu:
                  prompt: [main-menu, holiday]
                  keys:
                    "1": { go: queue-2001 }
                    "2": { go: ivr-5 }
                    "3": { go: person }
                    "4": { go: hangup }
                  wait: 10000ms
                  tries: 3
                  no-input: ivr-4-silence
                  no-match: ivr-4-wrong
            """,
            """
                  keys:
                    "1": { go: back }
                  wait: 5000ms
                  tries: 1
                  no-input: ivr-4
            """,
            """
              queue-2001:
                queue:
                  skill-group: queue-2001
                  announce: { every: 60s, position: yes, estimate: no }
                  served: hangup
            """);
    assertThat(Files.readString(to.resolve("operators.yaml")))
        .endsWith(
            """
            "30":
              name: Anna
              skills: { queue-2001: 5 }
            "31":
              name: Boris
              skills: { queue-2001: 5 }
            """);
    assertThat(lines())
        .anyMatch(l -> l.startsWith("extensions_additional.conf:7 include=from-did-direct-ivr has"))
        .anyMatch(l -> l.contains(":6 ivr-4: silence has no counterpart whoever presses nothing"))
        .anyMatch(l -> l.contains("exten 55 has no counterpart a menu's key is one key"))
        .anyMatch(l -> l.contains("[app-calltrace] ignored neither a menu nor a queue"));
  }

  @Test
  void whatIsGeneratedPassesCheckAndIsWalked() throws IOException {
    ImportedConfig config = ImportedConfig.merged(generated(), folder);
    assertThat(config.run("check")).as(config.out::toString).isZero();
    assertThat(config.run("prompts", "render")).as(config.err::toString).isZero();
    Path test =
        config.test(
            "pbx.yaml",
            """
            test: A caller goes to the second menu, back, and to the queue
            flow: ivr-4
            given:
              operators: { queue-2001: 1 }
            script:
              - hears: main-menu
              - hears-next: holiday
              - presses: 2
              - hears-next: times
              - presses: 1
              - hears-next: main-menu
              - presses: 1
              - hears: music
              - operator: answers
              - waits: 10s
              - operator: hangs-up
            expect:
              ended: completed
              queued: { skill-group: queue-2001 }
            """);
    assertThat(config.run("flow", "test", "" + test)).as(config.out::toString).isZero();
  }

  @Test
  void tablesAreMenusAndQueues() throws IOException {
    Path to = folder.resolve("new");
    assertThat(
            run(
                sample("ivr_details.csv"),
                sample("ivr_entries.csv"),
                sample("queues_config.csv"),
                sample("queues_details.csv"),
                "--to",
                "" + to))
        .as(out::toString)
        .isZero();

    assertThat(Files.readString(to.resolve("flows/ivr-7.yaml")))
        .contains(
            """
                description: Support
                menu:
                  prompt: [recording-12]
                  keys:
                    "1": { go: queue-2002 }
                    "2": { go: person }
                    "9": { go: back }
                  wait: 15000ms
                  tries: 3
                  no-input: hangup
                  no-match: ivr-7-wrong
            """,
            "  ivr-7-wrong:\n    say: [recording-14]\n    next: queue-2002\n");
    assertThat(Files.readString(to.resolve("skill-groups.yaml")))
        .contains(
            """
            queue-2002:
              titles: { ru: "Техподдержка", en: "Техподдержка" }
              strategy: most-skilled
              ring-timeout: 15s
            """);
    assertThat(Files.readString(to.resolve("operators.yaml")))
        .contains("skills: { queue-2002: 10 }", "skills: { queue-2002: 8 }");
    assertThat(lines())
        .anyMatch(l -> l.startsWith("queues_config.csv:2 maxwait=600 has no counterpart in the"))
        .anyMatch(
            l -> l.startsWith("ivr_entries.csv:3 2 timeconditions,1,1 has no counterpart use"));

    ImportedConfig config = ImportedConfig.merged(to, folder);
    assertThat(config.run("check")).as(config.out::toString).isZero();
  }

  @Test
  void aTableThatIsNoneOfTheFourAndABrokenOneAreExitOne() throws IOException {
    Path other = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n");
    assertThat(run("" + other)).isEqualTo(1);
    assertThat(out.toString()).contains("x.csv:1:1: this is none of the tables ivr_details");
    Files.writeString(other, "ivr_id,selection,dest\n1,\"2,3\n");
    assertThat(run("" + other)).isEqualTo(1);
    assertThat(out.toString()).contains("x.csv:1:1: the table cannot be read any further");
  }

  private Path generated() throws IOException {
    Path to = folder.resolve("new");
    assertThat(
            run(
                sample("extensions_additional.conf"),
                sample("queues_additional.conf"),
                "--to",
                "" + to))
        .as(out::toString)
        .isZero();
    return to;
  }

  private String sample(String name) throws IOException {
    return Samples.copy("freepbx/" + name, folder).toString();
  }

  private List<String> lines() {
    return out.toString()
        .lines()
        .map(l -> l.replaceFirst("^\\S+/", "").replaceAll(" +", " "))
        .toList();
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "import";
    all[1] = "freepbx";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
