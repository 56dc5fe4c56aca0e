package org.liniya.speech.listen;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.SpeechRecognizer.Hearing;
import org.liniya.testkit.call.SpeechRecognizerContract;
import org.liniya.testkit.sound.SpeechModels;

/** The contract, with a real model and recordings of people and of a voice that is none. */
class VoskRecognizerTest extends SpeechRecognizerContract {

  private static final Map<String, String> RECORDINGS =
      Map.of(
          "оператор", "05-espeak-f5-operator.wav",
          "пароль", "04-human-f-parol.wav",
          "пять", "01-human-f-pyat.wav");

  private Optional<VoskRecognizer> recognizer = Optional.empty();

  @BeforeEach
  void open() {
    Path model = SpeechModels.vosk(Language.RU);
    recognizer =
        Optional.of(
            VoskRecognizer.open(
                new ListenSettings(Map.of(Language.RU, model), most(), 2, Optional.empty()),
                ListenWatch.NONE));
  }

  @AfterEach
  void close() {
    recognizer.ifPresent(VoskRecognizer::close);
  }

  @Override
  protected SpeechRecognizer recognizer() {
    return recognizer.orElseThrow();
  }

  @Override
  protected int most() {
    return 3;
  }

  @Override
  protected void say(Hearing hearing, String word) {
    Path folder = SpeechModels.sampleFolder(Language.RU);
    short[] sound = Voices.read(folder.resolve(RECORDINGS.get(word)));
    Stream.of(Voices.silence(300), sound, Voices.silence(2700))
        .forEach(
            part -> {
              Voices.send(hearing, Encoding.PCMA, part);
              taken(hearing);
            });
  }

  /** Waits until what was said has been taken, since tests speak faster than people. */
  private static void taken(Hearing hearing) {
    VoskHearing real = (VoskHearing) hearing;
    while (real.waiting() >= VoiceModel.FRAME && !real.isClosed()) {
      Thread.onSpinWait();
    }
  }
}
