package org.liniya.audio.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.G711;

/** On real synthesised voices: a digit must never be taken for another. */
@Tag("telephones")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptFinderTest {
  private static final Duration PAUSE = Duration.ofMillis(120);
  private static final String NUMBER = "4071996385220";

  private final Map<String, Sound> prompts = new LinkedHashMap<>();
  private final Map<String, Character> english = new LinkedHashMap<>();
  private final Map<String, Character> russian = new LinkedHashMap<>();
  private PromptFinder finder = PromptFinder.of(Map.of());

  @BeforeAll
  void render(@TempDir Path folder) {
    Voices voices = new Voices(folder);
    prompts.putAll(voices.englishDigits());
    prompts.putAll(voices.russianDigits());
    for (int digit = 0; digit < 10; digit++) {
      english.put("en-" + digit, (char) ('0' + digit));
      russian.put("ru-" + digit, (char) ('0' + digit));
    }
    prompts.put("press-one", voices.flite("press-one", "For questions about payment, press one."));
    prompts.put(
        "press-two", voices.flite("press-two", "For questions about documents, press two."));
    prompts.put("ticket-ru", voices.festival("ticket-ru", "Номер вашего обращения"));
    prompts.put(
        "welcome-ru",
        voices.festival(
            "welcome-ru",
            "Здравствуйте! Вы позвонили на линию поддержки. Разговор записывается. Это займёт две минуты."));
    finder = PromptFinder.of(prompts);
  }

  @Test
  void everyDigitIsFoundAndNoOther() {
    for (Map<String, Character> digits : List.of(english, russian)) {
      for (Map.Entry<String, Character> digit : digits.entrySet()) {
        Sound heard = telephone(Sound.silence(PAUSE), prompt(digit.getKey()), Sound.silence(PAUSE));
        List<Heard> found = finder.listenTo(heard).heard();
        assertThat(found).extracting(Heard::name).containsExactly(digit.getKey());
        assertThat(found.getFirst().score()).isGreaterThan(0.95);
        assertThat(found.getFirst().at()).isBetween(Duration.ofMillis(118), Duration.ofMillis(122));
      }
    }
  }

  @Test
  void noDigitCorrelatesWithAnother() {
    // What stands between us and a mistake: the best fit of a wrong digit anywhere, far below the
    // 0.6 that counts.
    for (Map<String, Character> digits : List.of(english, russian)) {
      for (String one : digits.keySet()) {
        Tape tape = Tape.of(telephone(Sound.silence(PAUSE), prompt(one), Sound.silence(PAUSE)));
        for (String other : digits.keySet()) {
          if (!one.equals(other)) {
            for (Correlation.Piece piece : Prompt.of(other, prompt(other)).pieces()) {
              double best = tape.best(piece, 0, tape.end());
              assertThat(best).as("%s in %s", other, one).isLessThan(0.6);
            }
          }
        }
      }
    }
  }

  @Test
  void readsATicketNumberInBothLanguages() {
    for (Map<String, Character> digits : List.of(english, russian)) {
      String prefix = digits.equals(english) ? "en-" : "ru-";
      Sound heard = telephone(prompt("welcome-ru"), prompt("ticket-ru"), spoken(prefix, NUMBER));
      Hearing hearing = finder.listenTo(heard);
      Heard ticket = hearing.heardInOrder("welcome-ru", "ticket-ru").getLast();
      assertThat(hearing.digits(digits, ticket.end().minusMillis(200), Duration.ofSeconds(1)))
          .isEqualTo(NUMBER);
    }
  }

  @Test
  void lostPacketsAndNoiseDoNotHideAPrompt() {
    Sound whole =
        telephone(
            prompt("press-one"), Sound.silence(PAUSE), prompt("welcome-ru"), prompt("press-two"));
    Hearing hearing = finder.listenTo(noisy(withoutEvery(whole, 61)));
    hearing.heardInOrder("press-one", "welcome-ru", "press-two");
    assertThat(hearing.heard()).allSatisfy(heard -> assertThat(heard.score()).isGreaterThan(0.65));
  }

  @Test
  void promptsOfTheSameSoundAnswerToEitherName() {
    Sound five = prompt("ru-5");
    PromptFinder twins =
        PromptFinder.of(
            Map.of(
                "digit-5",
                five,
                "number-5",
                Sound.join(five, Sound.silence(PAUSE)),
                "digit-6",
                prompt("ru-6")));
    Hearing hearing = twins.listenTo(telephone(five, Sound.silence(PAUSE), prompt("ru-6")));
    assertThat(hearing.heard()).hasSize(2);
    hearing.heardInOrder("digit-5", "digit-6");
    hearing.heardInOrder("number-5", "digit-6");
    assertThat(
            hearing.digits(
                Map.of("digit-5", '5', "digit-6", '6'), Duration.ZERO, Duration.ofSeconds(1)))
        .isEqualTo("56");
  }

  @Test
  void similarSentencesAreToldApart() {
    assertThat(finder.listenTo(telephone(prompt("press-two"))).names())
        .containsExactly("press-two");
  }

  @Test
  void silenceNoiseAndTonesHoldNoPrompt() {
    Duration length = Duration.ofSeconds(5);
    assertThat(finder.listenTo(Sound.silence(length)).heard()).isEmpty();
    assertThat(finder.listenTo(Sound.tone(440, 0.3, length)).heard()).isEmpty();
    assertThat(finder.listenTo(noisy(Sound.silence(length))).heard()).isEmpty();
    assertThat(finder.listenTo(Sound.silence(Duration.ZERO)).heard()).isEmpty();
  }

  @Test
  void theFailureListsWhatWasHeard() {
    Hearing hearing = finder.listenTo(telephone(prompt("press-one"), prompt("ticket-ru")));
    assertThatThrownBy(() -> hearing.heardInOrder("press-one", "welcome-ru"))
        .isInstanceOf(Hearing.NotHeard.class)
        .hasMessageContaining("did not hear \"welcome-ru\" after [press-one]")
        .hasMessageContaining("ticket-ru");
  }

  private Sound prompt(String name) {
    Sound sound = prompts.get(name);
    if (sound == null) {
      throw new IllegalArgumentException(name);
    }
    return sound;
  }

  private Sound spoken(String prefix, String number) {
    List<Sound> parts = new ArrayList<>();
    for (int i = 0; i < number.length(); i++) {
      parts.add(prompt(prefix + number.charAt(i)));
      parts.add(Sound.silence(PAUSE));
    }
    return Sound.join(parts.toArray(Sound[]::new));
  }

  private static Sound telephone(Sound... parts) {
    short[] samples = Sound.join(parts).samples();
    return Sound.of(G711.A_LAW.decode(G711.A_LAW.encode(samples)));
  }

  /** Without every so many-th packet, as a recording by arrival has it: the rest moves up. */
  private static Sound withoutEvery(Sound sound, int packets) {
    List<Sound> kept = new ArrayList<>();
    for (int packet = 0; packet * 160 < sound.size(); packet++) {
      if (packet % packets != packets - 1) {
        kept.add(sound.part(Sound.time(packet * 160L), Sound.time((packet + 1) * 160L)));
      }
    }
    return Sound.join(kept.toArray(Sound[]::new));
  }

  private static Sound noisy(Sound sound) {
    Random random = new Random(7);
    short[] samples = sound.samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          (short) Math.clamp(samples[i] + Math.round(random.nextGaussian() * 40), -32768, 32767);
    }
    return Sound.of(samples);
  }
}
