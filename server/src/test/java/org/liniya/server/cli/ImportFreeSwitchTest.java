package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.server.imports.Samples;

/** {@code import freeswitch}: the menus pass {@code check} and are walked by a simulated caller. */
final class ImportFreeSwitchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");
  private Path to = Path.of("");
  private String ivr = "";

  @BeforeEach
  void samples() throws IOException {
    ivr = Samples.copy("freeswitch/autoload_configs/ivr.conf.xml", folder).toString();
    Samples.copy("freeswitch/ivr_menus/office.xml", folder);
    to = folder.resolve("new");
  }

  @Test
  void menusAreAFlow() throws IOException {
    assertThat(run("import", "freeswitch", ivr, "--to", "" + to)).isZero();

    assertThat(Files.readString(to.resolve("flows/office-main.yaml")))
        .startsWith("# Imported by 'liniya import freeswitch' from ")
        .contains(
            """
              office-main:
                description: office_main
                menu:
                  prompt: [office-hello]
                  keys:
                    "1": { go: person }
                    "2": { go: office-opening-times }
                    "3": { go: office-main-key-3 }
                    "4": { go: person }
                    "5": { go: person }
                    "6": { go: person }
                    "9": { go: top }
                    "*": { go: office-main-key-star }
                  wait: 10000ms
                  tries: 3
                  no-input: office-main-silence
                  no-match: office-main-wrong
            """,
            """
              office-main-key-3:
                say: [say-we-are-in-long-street-5]
                next: office-main
            """)
        .doesNotContain("always:");
    assertThat(Files.readString(to.resolve("prompts/ru.yaml")))
        .contains("office-hello: \"TODO ivr/office_hello.wav\"\n")
        .contains("say-we-are-in-long-street-5: \"We are in Long Street 5.\"\n")
        .contains("opening-times: \"TODO phrase:opening_times\"\n");
    assertThat(to.resolve("prompts/en.yaml")).exists();
  }

  @Test
  void theReportSaysWhatBecameOfEachAttributeAndEntry() throws IOException {
    Path sound = folder.resolve("sounds/ivr/8000/office_hello.wav");
    Files.createDirectories(sound.getParent());
    Files.write(sound, Wav.mono(Tone.sine(500, 8_000)).toBytes());
    assertThat(run("import", "freeswitch", ivr, "--sounds", "" + folder.resolve("sounds")))
        .isZero();

    assertThat(out.toString().lines().map(l -> l.replaceFirst("^\\S+/", "").replaceAll(" +", " ")))
        .contains(
            "office.xml:3 timeout=10000 taken as wait: 10000ms",
            "office.xml:3 max-timeouts=2 has no counterpart silences and wrong keys have the same"
                + " 'tries'",
            "office.xml:17 2 menu-sub office_opening_times taken as a key of the menu")
        .anyMatch(
            l -> l.startsWith("office.xml:16 1 menu-exec-app transfer 9196 XML default has no"))
        .anyMatch(l -> l.startsWith("office.xml:19 /^(10[01][0-9])$/ menu-exec-app transfer $1"))
        .anyMatch(l -> l.startsWith("office.xml:3 office_main: key 6 has no counterpart the menu"));
    assertThat(out.toString())
        .contains(
            "its sound: cp " + sound + " takes/ru/office-hello.wav, then liniya prompts import");
  }

  @Test
  void theMenuPassesCheckAndIsWalked() throws IOException {
    assertThat(run("import", "freeswitch", ivr, "--to", "" + to)).isZero();
    ImportedConfig config = ImportedConfig.merged(to, folder);
    assertThat(config.run("check")).as(config.out::toString).isZero();
    assertThat(config.run("prompts", "render")).as(config.err::toString).isZero();

    Path test =
        config.test(
            "office.yaml",
            """
            test: The imported menus lead where they led
            flow: office-main
            script:
              - hears: office-hello
              - presses: 2
              - hears-next: opening-times
              - presses: 0
              - hears-next: office-hello
              - presses: 3
              - hears-next: say-we-are-in-long-street-5
              - hears-next: office-hello
              - presses: 1
              - hears: music
              - operator: answers
              - waits: 10s
              - operator: hangs-up
            expect:
              ended: completed
              queued: { skill-group: other }
              visits: [office-main, office-opening-times, office-main, office-main-key-3, person]
            """);
    assertThat(config.run("flow", "test", "" + test)).as(config.out::toString).isZero();

    Path silent =
        config.test(
            "silent.yaml",
            """
            test: Silence ends the call with the exit sound after three tries
            flow: office-main
            script:
              - hears: office-hello
              - hears: office-hello
              - hears: office-hello
              - hears-next: vm-goodbye
            expect:
              ended: completed
            """);
    assertThat(config.run("flow", "test", "" + silent)).as(config.out::toString).isZero();
  }

  @Test
  void documentTypesAreRefusedAtTheirPlaceAndNothingElseIsRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "very secret");
    Path xml =
        Files.writeString(
            folder.resolve("x.xml"),
            "<?xml version='1.0'?>\n<!DOCTYPE m [<!ENTITY e SYSTEM 'file://%s'>]>\n<menu name='&e;'/>"
                .formatted(secret));
    assertThat(run("import", "freeswitch", "" + xml)).isEqualTo(1);
    assertThat(out.toString())
        .matches("(?s).*x\\.xml:\\d+:\\d+: .*\\R")
        .contains("document types are not read")
        .doesNotContain("very secret");
  }

  private int run(String... arguments) {
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
