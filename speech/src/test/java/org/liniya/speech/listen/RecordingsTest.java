package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.port.Encoding;
import org.liniya.testkit.sound.SpeechModels;
import org.liniya.testkit.sound.SpeechModels.Sample;

/** The recordings that come with the models for tests, through gate, voice model and engine. */
@Tag("slow") // as long as the recordings
class RecordingsTest {

  private static final Pattern PHRASE = Pattern.compile("\"([^\"]+)\"");

  @TestFactory
  List<DynamicTest> russianByPitch() {
    return recordings(Language.RU, new PitchVoice());
  }

  @TestFactory
  List<DynamicTest> englishByPitch() {
    return recordings(Language.EN, new PitchVoice());
  }

  @TestFactory
  List<DynamicTest> russianBySilero() {
    return recordings(Language.RU, new SileroVoice(SpeechModels.silero()));
  }

  @TestFactory
  List<DynamicTest> englishBySilero() {
    return recordings(Language.EN, new SileroVoice(SpeechModels.silero()));
  }

  private static List<DynamicTest> recordings(Language language, VoiceModel voices) {
    return SpeechModels.samples(language).stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.toString(), () -> isUnderstood(sample, language, voices)))
        .toList();
  }

  private static void isUnderstood(Sample sample, Language language, VoiceModel voices)
      throws IOException {
    try (VoskModel model = new VoskModel(SpeechModels.vosk(language))) {
      for (Encoding encoding : Encoding.values()) {
        Expected menu = new Expected.Phrases(language, grammar(language));
        try (OneHearing hearing = new OneHearing(menu, (_, it) -> model.open(it), voices)) {
          hearing
              .hears(encoding, Voices.silence(500))
              .hears(encoding, Voices.read(sample.sound()))
              .hears(encoding, Voices.silence(1000));

          String text =
              hearing.news().stream().map(RecordingsTest::text).reduce("", String::concat);
          assertThat(text).as(encoding + " " + hearing.told()).isEqualTo(sample.text());
        }
      }
    }
  }

  private static String text(SpeechNews news) {
    return news instanceof Understood understood ? understood.text() : "";
  }

  private static Set<String> grammar(Language language) throws IOException {
    Set<String> phrases = new HashSet<>();
    Matcher found =
        PHRASE.matcher(
            Files.readString(SpeechModels.sampleFolder(language).resolve("grammar31.json")));
    while (found.find()) {
      phrases.add(found.group(1));
    }
    phrases.remove("[unk]");
    return phrases;
  }
}
