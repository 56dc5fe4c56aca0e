package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.line.PlainLine;
import org.liniya.testkit.sound.SpeechModels;
import org.liniya.yaml.Problems;

/** What {@code check} says of menus that would listen, and of words that are never understood. */
class ListeningNotesTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("liniya.root", "..")).resolve("config");

  @TempDir private Path folder = Path.of("");

  private static List<String> notes(Path config) {
    Problems problems = new Problems();
    Line line = Line.load(config, Map.of(), Map.of(), problems).orElseThrow();
    assertThat(problems.list()).isEmpty();
    return ListeningNotes.of(line);
  }

  /** A folder that looks like a model and knows these words. */
  private String model(String... words) throws IOException {
    Path model = folder.resolve("model");
    SpeechModels.pretend(model);
    Files.writeString(model.resolve("graph/words.txt"), String.join(" 1\n", words) + " 1\n");
    return model.toAbsolutePath().toString();
  }

  private Path plainLine(String listen) throws IOException {
    Path config = PlainLine.copy(CONFIG, Files.createTempDirectory(folder, "config"));
    Path file = config.resolve("liniya.yaml");
    Files.writeString(
        file, Files.readString(file).replaceFirst("(?m)^(  music: music .*)$", "$1\n" + listen));
    return config;
  }

  @Test
  void withoutAModelItSaysWhichStepsWouldListenAndHowToGetOne() throws IOException {
    assertThat(notes(plainLine("")))
        .containsExactly(
            "the flow 'hotline' goes by keys alone in the language 'ru'; with a model these steps"
                + " would listen: category. scripts/get-vosk-model ru fetches one for speech.listen",
            "the flow 'hotline' goes by keys alone in the language 'en'; with a model these steps"
                + " would listen: category. scripts/get-vosk-model en fetches one for"
                + " speech.listen");
  }

  @Test
  void aWordThatTheModelDoesNotKnowIsNamedWhereItStands() throws IOException {
    Path config = plainLine("  listen: { models: { ru: '%s' } }".formatted(model("пароль")));

    assertThat(notes(config).getFirst())
        .contains("hotline.yaml:")
        .endsWith(
            ": the model does not know 'оператор', so 'оператор' is never understood. Choose another"
                + " word, or take a larger model");
  }

  @Test
  void aWordForThePersonIsNamedWhereOnlyAnAskListens() throws IOException {
    Path config = plainLine("  listen: { models: { ru: '%s' } }".formatted(model("пароль")));
    Files.writeString(
        config.resolve("flows/hotline.yaml"),
        """
        flow: hotline
        languages: [ru]
        recording: { from: recording-notice }
        trouble: person
        always: { keys: { "0": { go: person, phrases: { ru: оператор } } } }
        steps:
          notice:
            say: [recording-notice]
          number:
            ask: { kind: ticket, prompt: enter-ticket, voice: yes, failed: person }
          person:
            queue: { skill-group: other }
          end:
            hangup: normal
        """);

    assertThat(notes(config)).singleElement().asString().contains("does not know 'оператор'");
  }

  @Test
  void aModelThatKnowsAllWordsIsNotSpokenOf() throws IOException {
    Path config = plainLine("  listen: { models: { ru: '%s' } }".formatted(model("оператор")));

    assertThat(notes(config)).singleElement().asString().contains("'en'");
  }

  @Test
  void theShippedLineListensInItsMenusAndNumbers() {
    assertThat(notes(CONFIG))
        .first()
        .asString()
        .contains("category", "earlier", "application-number", "ticket-not-there");
  }

  @Test
  void withoutAnEarCallersThroughAsteriskAreNotHeard() throws IOException {
    String note =
        "the flow 'hotline' goes by keys alone for callers through Asterisk; with 'ear' under"
            + " 'asterisk' these steps would listen: category";

    assertThat(notes(behindAsterisk(""))).last().isEqualTo(note);
    assertThat(notes(behindAsterisk("  ear: { port: 4574 }\n"))).doesNotContain(note);
    assertThat(notes(plainLine(""))).doesNotContain(note);
  }

  private Path behindAsterisk(String ear) throws IOException {
    Path config = plainLine("");
    Files.writeString(config.resolve("password"), "open sesame\n");
    Files.writeString(
        config.resolve("liniya.yaml"),
        """
        asterisk:
          ami: { password: "${file:password}" }
          numbers: { hotline: hotline }
          sounds: { seen-as: /srv/sounds }
          recordings: { seen-as: /srv/monitor }
          tie: { trunk: pbx, endpoint: liniya }
        """
            + ear);
    Path trunks = config.resolve("trunks.yaml");
    Files.writeString(
        trunks,
        Files.readString(trunks)
            .replace("trunks:\n", "trunks:\n  pbx: { out: { to: 'sip:127.0.0.1' } }\n"));
    return config;
  }
}
