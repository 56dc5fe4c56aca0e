package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.server.config.Example;
import org.liniya.speech.PromptState;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** A text that was changed: spoken by a server when a voice is there, refused when none is. */
final class SpokenLineTest {

  private static final String CHANGED = "Добро пожаловать на нашу новую линию.";

  @TempDir private Path root = Path.of("");

  private Path folder = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    folder = root.resolve("config");
    data = root.resolve("data");
    Example.copyTo(folder);
    Path texts = folder.resolve("prompts/ru.yaml");
    Files.writeString(
        texts,
        Files.readString(texts).replaceFirst("(?m)^welcome: .*$", "welcome: \"" + CHANGED + "\""));
  }

  @Test
  void aServerSpeaksTheChangedTextOnceAndCheckOnlyLooksForAVoice() throws IOException {
    voices("ru: [teller]", teller());
    assertThat(line(false).prompts().states(Language.RU))
        .containsEntry("welcome", new PromptState.Promised());
    assertThat(told()).isEmpty();
    assertThat(data).doesNotExist();

    Line first = line(true);
    assertThat(told()).containsExactly(CHANGED);
    assertThat(first.prompts().sound(Language.RU, "welcome", Encoding.PCMA).orElseThrow().length)
        .isBetween(16_000, 17_000);
    assertThat(first.prompts().rendered().fresh()).isEqualTo(1);

    assertThat(line(true).prompts().rendered().fresh()).isZero();
    assertThat(told()).hasSize(1);
  }

  @Test
  void withoutAVoiceTheServerIsRefusedWithTheTextsPlaceAndTheVoicesCure() throws IOException {
    voices("ru: [teller]", "/nowhere/teller");
    for (boolean spoken : new boolean[] {false, true}) {
      Problems problems = new Problems();
      assertThat(load(spoken, problems)).isEmpty();
      assertThat(problems.list())
          .extracting(Problem::toString)
          .satisfiesExactly(
              voice ->
                  assertThat(voice)
                      .contains("prompts/ru.yaml:6:1: no voice says prompt 'welcome' in ru")
                      .contains("the program '/nowhere/teller' is not installed"),
              text -> assertThat(text).contains("ru.yaml:6:1: the text of prompt 'welcome' in ru"));
    }
  }

  @Test
  void aLanguageWithoutVoicesIsAsItAlwaysWas() throws IOException {
    voices("ru: []", "x");
    Problems problems = new Problems();

    assertThat(load(true, problems)).isEmpty();
    assertThat(problems.list())
        .extracting(Problem::toString)
        .anySatisfy(each -> assertThat(each).contains("is not what its sound says"))
        .anySatisfy(each -> assertThat(each).contains("name a voice of this language"));
  }

  private void voices(String voices, String program) throws IOException {
    Files.writeString(
        folder.resolve("liniya.yaml"),
        "speech: { voices: { %s }, engines: { teller: { command: ['%s', '{file}'] } } }\n"
            .formatted(voices, program));
  }

  /** Says a tone of two seconds and writes down what it was told. */
  private String teller() throws IOException {
    Path sound = Files.write(root.resolve("a.wav"), Wav.mono(Tone.sine(500, 16_000)).toBytes());
    Path program = root.resolve("teller");
    Files.writeString(
        program, "#!/bin/sh\ncat >> '%s'\ncp '%s' \"$1\"\n".formatted(root.resolve("told"), sound));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program.toString();
  }

  private List<String> told() throws IOException {
    Path told = root.resolve("told");
    return Files.exists(told) ? Files.readAllLines(told) : List.of();
  }

  private Line line(boolean spoken) {
    Problems problems = new Problems();
    Optional<Line> line = load(spoken, problems);
    assertThat(problems.list()).isEmpty();
    return line.orElseThrow();
  }

  private Optional<Line> load(boolean spoken, Problems problems) {
    return spoken
        ? Line.spoken(folder, Map.of(), Map.of(), data, problems)
        : Line.load(folder, Map.of(), Map.of(), problems);
  }
}
