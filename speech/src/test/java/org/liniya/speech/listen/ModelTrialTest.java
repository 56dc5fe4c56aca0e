package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.Language;
import org.liniya.testkit.sound.SpeechModels;

/** Models that take the process down in which they are used. */
@Tag("slow") // each in a process of its own
class ModelTrialTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aModelPasses() throws InterruptedException {
    ModelTrial.pass(Language.RU, SpeechModels.vosk(Language.RU));
  }

  @Test
  void theNetworkOfAnotherModelIsRefused() throws IOException {
    Path model = SpeechModels.mixed(folder);

    assertThat(ModelFolder.fault(model)).isEmpty();
    assertThatThrownBy(() -> ModelTrial.pass(Language.RU, model))
        .isInstanceOf(RecognizerException.class)
        .hasMessageContaining("do not belong together");
  }

  /** The engine then gives a recogniser at the address zero. */
  @Test
  void anotherShapeOfSoundMakesNoRecogniser() throws IOException {
    SpeechModels.copy(SpeechModels.vosk(Language.RU), folder);
    Files.writeString(folder.resolve("conf/mfcc.conf"), "--use-energy=false\n");

    assertThatThrownBy(() -> ModelTrial.pass(Language.RU, folder))
        .isInstanceOf(RecognizerException.class);
  }
}
