package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.testkit.sound.SpeechModels;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class ListenSectionTest {

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
    SpeechModels.pretend(folder.resolve("models/vosk-ru"));
    Files.createDirectories(folder.resolve("models/empty"));
    SpeechModels.pretend(folder.resolve("models/page"));
    Files.writeString(folder.resolve("models/page/graph/HCLr.fst"), "<html>not found</html>");
    Files.createFile(folder.resolve("models/voice.onnx"));
  }

  private Optional<ListenSettings> read(String listen) throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), "speech:\n  listen: " + listen + "\n");
    return Configuration.read(folder, Map.of(), Map.of(), problems)
        .orElseThrow()
        .settings()
        .speech()
        .listen();
  }

  @Test
  void withoutTheKeyTheLineRunsOnKeysAlone() {
    assertThat(ServerSettings.DEFAULT.speech().listen()).isEmpty();
  }

  @Test
  void aModelIsEnough() throws IOException {
    assertThat(read("{ models: { ru: models/vosk-ru } }"))
        .contains(ListenSettings.of(Map.of(Language.RU, folder.resolve("models/vosk-ru"))));
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void allKeys() throws IOException {
    assertThat(
            read(
                "{ models: { ru: models/vosk-ru }, hearings: 7, threads: 3, voice-model:"
                    + " models/voice.onnx }"))
        .contains(
            new ListenSettings(
                Map.of(Language.RU, folder.resolve("models/vosk-ru")),
                7,
                3,
                Optional.of(folder.resolve("models/voice.onnx"))));
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        | 'listen' names no model
          { models: {} }                                            | 'listen' names no model
          { model: { ru: models/vosk-ru } }                         | Did you mean 'models'?
          { models: { ru: models/vosk-uk } }                        | models/vosk-uk. 'scripts/get-vosk-model'
          { models: { ru: models/empty } }                          | am/final.mdl is missing
          { models: { ru: models/page } }                           | is damaged: see graph/HCLr.fst
          { models: { fi: models/vosk-ru } }                        | 2:23: 'fi' is no language
          { models: { RU: models/vosk-ru } }                        | Write ru or en
          { models: { ru: models/vosk-ru }, hearing: 4 }            | Did you mean 'hearings'?
          { models: { ru: models/vosk-ru }, hearings: 0 }           | 'hearings' is a whole number
          { models: { ru: models/vosk-ru }, threads: many }         | 'threads' is a whole number
          { models: { ru: models/vosk-ru }, voice-model: no.onnx }  | there is no file
          """)
  void aFaultIsReportedWithACure(String listen, String problem) throws IOException {
    var _ = read(listen);

    assertThat(problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n")))
        .contains("liniya.yaml:2:")
        .contains(problem);
  }
}
