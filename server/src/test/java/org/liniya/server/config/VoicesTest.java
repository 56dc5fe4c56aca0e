package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.speech.voice.Bounds;
import org.liniya.speech.voice.Engine;
import org.liniya.speech.voice.HttpVoice;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.VoicePlan;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** Who speaks, and how words are to be said: the section {@code speech}, {@code pronounce.yaml}. */
final class VoicesTest {

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  @Test
  void voicesAndEnginesAreRead() throws IOException {
    write(
        """
        speech:
          cache: somewhere
          voices:
            en: [studio, cloud, flite]
            kk: [espeak-ng]
          engines:
            studio: { command: [my-voice, "{text}", "{file}"], timeout: 5s, version: 2 }
            cloud:
              url: https://voice.example.org/speak
              headers: { Authorization: "${env:KEY}" }
              allow-personal: yes
        """);
    SpeechSettings speech = load().orElseThrow().settings().speech();

    assertThat(speech.cache(Path.of("/data"))).isEqualTo(Path.of("/data/somewhere"));
    VoicePlan voices = speech.voices();
    assertThat(voices.voices())
        .containsEntry(Language.EN, List.of("studio", "cloud", "flite"))
        .containsEntry(new Language("kk"), List.of("espeak-ng"))
        .containsEntry(Language.RU, List.of("festival", "espeak-ng"));
    assertThat(voices.engines().get("studio"))
        .isEqualTo(
            new Engine.Command(
                List.of("my-voice", "{text}", "{file}"),
                new Bounds(Duration.ofSeconds(5), Bounds.USUAL.bytes()),
                2));
    assertThat(voices.engines().get("cloud"))
        .isInstanceOfSatisfying(
            Engine.Http.class,
            http -> {
              assertThat(http.trust()).isEqualTo(HttpVoice.Trust.PERSONAL);
              assertThat(http.headers()).containsEntry("Authorization", new Secret("k"));
            });
  }

  @Test
  void aServiceMayNotBeToldPersonalThingsUnlessItSaysSo() throws IOException {
    write("speech: { engines: { cloud: { url: 'https://voice.example.org/' } } }\n");

    assertThat(load().orElseThrow().settings().speech().voices().engines().get("cloud"))
        .isInstanceOfSatisfying(
            Engine.Http.class, http -> assertThat(http.trust()).isEqualTo(HttpVoice.Trust.PUBLIC));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          voices: { ru: [festval] } | 1:26: there is no engine 'festval'. Did you mean 'festival'?
          voices: { en: [festival] } | 'festival' has no voice of the language 'en'. It speaks: ru
          voices: { ru: [espeak-ng, espeak-ng] } | 'espeak-ng' is named twice
          voices: { Ru: [espeak-ng] } | 'Ru' is no language
          voises: { ru: [espeak-ng] } | the key 'voises' is not known here. Did you mean 'voices'?
          engines: { mine: { } } | the engine 'mine' has neither 'command' nor 'url'
          engines: { mine: { comand: [a] } } | Did you mean 'command'?
          engines: { mine: { command: [] } } | 'command' is a program and its arguments
          engines: { mine: { command: say it } } | 'say it' is one argument
          engines: { mine: { command: [a, "-t={text}"] } } | '-t={text}' is one argument
          engines: { mine: { command: [a], timeout: 2m } } | 'timeout' is from 1ms to 1m
          engines: { mine: { command: [a], url: x } } | the key 'url' is not known here
          engines: { flite: { command: [a] } } | 'flite' is an engine that needs no description
          engines: { mine: { url: "http://voice.example.org/" } } | 'url' is http
          engines: { mine: { url: "https://a/", headers: { Host: "${env:KEY}" } } } | 'Host' is no header
          engines: { mine: { url: "https://a/", headers: { X: open } } } | 'X' is a secret
          """)
  void aWrongVoiceIsToldWithItsPlaceAndACure(String speech, String problem) throws IOException {
    write("speech: { " + speech + " }\n");

    assertThat(problems()).contains(problem);
  }

  @Test
  void wordsAreReadForAllEnginesOrForOne() throws IOException {
    pronounce(
        """
        en:
          SNILS: snills
          ticket: { flite: tickit, all: ticket }
        """);

    assertThat(load().orElseThrow().lexicon())
        .isEqualTo(
            new Lexicon(
                Map.of(
                    Language.EN,
                    List.of(
                        new Lexicon.Entry("SNILS", Map.of("all", "snills")),
                        new Lexicon.Entry("ticket", Map.of("flite", "tickit", "all", "ticket"))))));
  }

  @Test
  void withoutTheFileThereAreNone() throws IOException {
    Files.delete(folder.resolve("prompts/pronounce.yaml"));

    assertThat(load().orElseThrow().lexicon()).isEqualTo(Lexicon.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ru: { слово: { festivl: x } } | 1:16: there is no engine 'festivl'. Did you mean 'festival'?
          ru: { два слова: x } | 'два слова' is no word
          ru: { слово: '' } | a spelling has 1 to 200 characters
          ru: { слово: { festival: (quit) } } | these are no syllables of Festival
          ru: { слово: { festival: '(((a) 0)) (system "x")' } } | these are no syllables
          ru: { слово: { espeak-ng: (((a) 0)) } } | only Festival reads syllables
          russian: { слово: x } | 'russian' is no language
          """)
  void aWrongWordIsToldWithItsPlaceAndACure(String text, String problem) throws IOException {
    pronounce(text + "\n");

    assertThat(problems()).contains(problem);
  }

  private void write(String liniya) throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), liniya);
  }

  private void pronounce(String text) throws IOException {
    Files.writeString(folder.resolve("prompts/pronounce.yaml"), text);
  }

  private Optional<Configuration> load() {
    Problems problems = new Problems();
    Optional<Configuration> read =
        Configuration.load(folder, Map.of(), Map.of("KEY", "k"), problems);
    assertThat(problems.list()).isEmpty();
    return read;
  }

  private String problems() {
    Problems problems = new Problems();
    assertThat(Configuration.load(folder, Map.of(), Map.of("KEY", "k"), problems)).isEmpty();
    return String.join("\n", problems.list().stream().map(Problem::toString).toList());
  }
}
