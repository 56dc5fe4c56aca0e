package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews.Began;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.port.Encoding;
import org.liniya.testkit.sound.SpeechModels;

/**
 * The hybrid of a telephone sends our prompts back, late and quieter: that is no voice of the
 * caller. The prompts are the Russian ones of the example line that last 1.5 s or more.
 */
class EchoTest {

  private static final Path PROMPTS =
      Path.of(System.getProperty("liniya.root", "..")).resolve("config/prompts/ru");

  private static final Expected MENU =
      new Expected.Phrases(
          Language.RU,
          Set.of(
              "оператор",
              "соедините с оператором",
              "узнать статус заявки",
              "восстановление доступа",
              "пароль",
              "да",
              "нет"));

  /** How long the echo is on its way. */
  private static final int LATE_MS = 60;

  @ParameterizedTest
  @ValueSource(ints = {26, 32})
  void thePromptItselfIsNotTheCallersVoiceByPitch(int quieter) {
    assertThat(begun(new PitchVoice(), quieter)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {26, 32})
  void thePromptItselfIsNotTheCallersVoiceBySilero(int quieter) {
    assertThat(begun(new SileroVoice(SpeechModels.silero()), quieter)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "03-human-f-net.wav, нет, 26",
    "04-human-f-parol.wav, пароль, 26",
    "05-espeak-f5-operator.wav, оператор, 26",
    "06-espeak-f5-soedinite.wav, соедините с оператором, 26",
    "07-espeak-m7-uznat-status.wav, узнать статус заявки, 26",
    "08-espeak-m7-vosstanovlenie.wav, восстановление доступа, 26",
    "03-human-f-net.wav, нет, 70",
    "04-human-f-parol.wav, пароль, 70",
    "05-espeak-f5-operator.wav, оператор, 70",
    "06-espeak-f5-soedinite.wav, соедините с оператором, 70",
    "07-espeak-m7-uznat-status.wav, узнать статус заявки, 70",
    "08-espeak-m7-vosstanovlenie.wav, восстановление доступа, 70"
  })
  void whoSpeaksIntoItIsUnderstood(String recording, String text, int quieter) {
    short[] voice = Voices.read(SpeechModels.sampleFolder(Language.RU).resolve(recording));
    short[] echo = quieter(Voices.read(PROMPTS.resolve("enter-ticket.wav")), quieter);
    short[] said = Voices.joined(Voices.silence(500), voice);
    short[] both = said.clone();
    // the voice stops the prompt; the last of its echo comes half a second later
    int heard = Math.min(Math.min(both.length, echo.length), G711.RATE);
    for (int i = 0; i < heard; i++) {
      both[i] += echo[i];
    }
    try (VoskModel model = new VoskModel(SpeechModels.vosk(Language.RU));
        OneHearing hearing = new OneHearing(MENU, (_, it) -> model.open(it), new PitchVoice())) {
      hearing.hearing().promptBegan();
      hearing.hears(Encoding.PCMA, both);
      hearing.hearing().promptEnded();
      hearing.hears(Encoding.PCMA, Voices.silence(1000));

      assertThat(hearing.news())
          .last()
          .isInstanceOfSatisfying(Understood.class, it -> assertThat(it.text()).isEqualTo(text));
    }
  }

  @Test
  void whoSpeaksSoftlyIsHeardOnceThePromptIsOver() {
    short[] voice =
        quieter(
            Voices.read(SpeechModels.sampleFolder(Language.RU).resolve("04-human-f-parol.wav")),
            30);
    FakeDecoder decoder = new FakeDecoder().atTheEnd("пароль");
    try (OneHearing hearing = new OneHearing(MENU, decoder, new PitchVoice())) {
      hearing.hearing().promptBegan();
      hearing.hears(Encoding.PCMA, Voices.joined(Voices.silence(500), voice));
      assertThat(hearing.news()).isEmpty();

      hearing.hearing().promptEnded();
      hearing
          .hears(Encoding.PCMA, Voices.joined(Voices.silence(500), voice))
          .hears(Encoding.PCMA, Voices.silence(1000));

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("пароль", 1));
    }
  }

  /** The prompts whose echo is taken for a voice. */
  private static List<String> begun(VoiceModel voices, int quieter) {
    try (Stream<Path> files = Files.list(PROMPTS)) {
      List<Path> prompts =
          files
              .filter(file -> file.toString().endsWith(".wav"))
              .filter(file -> Voices.read(file).length >= 12_000)
              .toList();
      assertThat(prompts).hasSizeGreaterThan(100);
      return prompts.stream()
          .filter(prompt -> begins(voices, quieter(Voices.read(prompt), quieter)))
          .map(prompt -> prompt.getFileName().toString())
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean begins(VoiceModel voices, short[] echo) {
    short[] late = Voices.joined(Voices.silence(LATE_MS), echo);
    int end = late.length - LATE_MS * G711.RATE / 1000;
    try (OneHearing hearing = new OneHearing(MENU, new FakeDecoder(), voices)) {
      hearing.hearing().promptBegan();
      hearing.hears(Encoding.PCMA, Arrays.copyOf(late, end));
      hearing.hearing().promptEnded();
      hearing.hears(Encoding.PCMA, Arrays.copyOfRange(late, end, late.length));
      hearing.hears(Encoding.PCMA, Voices.silence(500));
      return hearing.news().contains(new Began());
    }
  }

  /** As we send it, and so many decibels quieter. */
  private static short[] quieter(short[] sound, int decibels) {
    G711 law = Voices.law(Encoding.PCMA);
    short[] echo = law.decode(law.encode(sound));
    double gain = Math.pow(10, -decibels / 20.0);
    for (int i = 0; i < echo.length; i++) {
      echo[i] = (short) Math.round(echo[i] * gain);
    }
    return echo;
  }
}
