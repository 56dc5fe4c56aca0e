package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Language;
import org.liniya.testkit.sound.SpeechModels;

/** What is seen of a model's faults before the engine sees the model. */
class ModelFolderTest {

  @TempDir private Path model = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void aModelIsOne(String language) {
    assertThat(ModelFolder.fault(SpeechModels.vosk(new Language(language)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "am/final.mdl",
        "conf/mfcc.conf",
        "conf/model.conf",
        "graph/HCLr.fst",
        "graph/Gr.fst",
        "graph/disambig_tid.int"
      })
  void eachFileMustBeThereAndHaveSomething(String file) throws IOException {
    SpeechModels.pretend(model);
    assertThat(ModelFolder.fault(model)).isEmpty();

    Files.write(model.resolve(file), new byte[0]);
    assertThat(ModelFolder.fault(model)).hasValueSatisfying(it -> assertThat(it).endsWith(file));

    Files.delete(model.resolve(file));
    assertThat(ModelFolder.fault(model)).hasValueSatisfying(it -> assertThat(it).contains(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst"})
  void aPageOfASiteIsNoModel(String file) throws IOException {
    SpeechModels.pretend(model);
    Files.writeString(model.resolve(file), "<html>not found</html>".repeat(100));

    assertThat(ModelFolder.fault(model)).hasValueSatisfying(it -> assertThat(it).endsWith(file));
  }

  /** The engine would go on, and take the process down at the first word. */
  @Test
  void aGraphThatWasCutOffIsSeen() throws IOException {
    for (String file : new String[] {"graph/HCLr.fst", "graph/Gr.fst"}) {
      SpeechModels.copy(SpeechModels.vosk(Language.RU), model);
      long size = Files.size(model.resolve(file));
      for (long length : new long[] {size / 2, 120, 60, 30, 9, 3}) {
        try (var cut = new RandomAccessFile(model.resolve(file).toFile(), "rw")) {
          cut.setLength(length);
        }
        assertThat(ModelFolder.fault(model)).as("%s, %d bytes", file, length).isPresent();
      }
    }
  }
}
