package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.audio.hearing.Hearing;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.sound.SpeechModels;
import tools.jackson.databind.JsonNode;

/**
 * Callers speak to a menu, with real telephones and real models: synthetic voices that the models
 * do not know, silence, music and noise.
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT) // four callers at once, each with a telephone of its own
class SpokenMenuTest {

  /** Longer than any call here: the end of what a telephone sends would hang it up. */
  private static final Duration LONG = Duration.ofMinutes(4);

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path config =
        ConfigCopy.in(folder.resolve("config"))
            .replace(
                "liniya.yaml",
                "(?m)^(  music: music .*)$",
                "$1\n  listen: { models: { ru: '%s', en: '%s' } }"
                    .formatted(model(Language.RU), model(Language.EN)))
            .folder();
    server = RunningServer.start(config);
    Sound.silence(LONG).write(silence());
  }

  private static Path silence() {
    return folder.resolve("silence.wav");
  }

  private static Path model(Language language) {
    return SpeechModels.vosk(language).toAbsolutePath().normalize();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ru, 1, 05-espeak-f5-operator.wav, +79161234541",
    "en, 2, 04-flite-awb-operator.wav, +79161234542"
  })
  void aCallerWhoSaysOperatorComesToOne(
      String language, String key, String recording, String number) {
    Language spoken = new Language(language);
    try (Caller caller = inTheMenu(number, key)) {
      says(caller, Sound.read(SpeechModels.sampleFolder(spoken).resolve(recording)));

      JsonNode understood = caller.awaits("speech-understood");
      caller.awaits("queued");
      Hearing heard = heard(caller, spoken);
      caller.call().hangUp();
      caller.awaitEnd();

      assertThat(understood.path("step").asString()).isEqualTo("category");
      assertThat(understood.path("as").asString()).isEqualTo("0");
      assertThat(understood.path("confidencePercent").asInt()).isBetween(80, 100);
      assertThat(menu(caller).getFirst().path("completed").asBoolean()).isFalse();
      assertThat(heard.names())
          .contains("your-ticket-number-is")
          .doesNotContain("category-operator");
      assertThat(server.journal(caller.id(), "digits-entered")).as("of the language").hasSize(1);
    }
  }

  @Test
  void aCallerWhoSaysNothingGetsTheKeypad() {
    try (Caller caller = inTheMenu("+79161234543", "1")) {
      JsonNode missed = caller.awaits("input-missed");
      caller.presses("0").awaits("queued");
      caller.call().hangUp();
      caller.awaitEnd();

      assertThat(missed.path("reason").asString()).isEqualTo("no-input");
      assertThat(menu(caller).getFirst().path("completed").asBoolean()).isTrue();
      assertThat(server.journal(caller.id(), "speech-understood")).isEmpty();
    }
  }

  @Test
  void musicAndNoiseAreNotTakenForWords() {
    Sound music = Sound.read(SpeechModels.sampleFolder(Language.RU).resolve("10-reject-music.wav"));
    try (Caller caller = inTheMenu("+79161234544", "1")) {
      says(caller, Sound.join(music, Sound.silence(SECOND), noise(), Sound.silence(SECOND), music));
      caller.hearsOut("category", 2); // whatever it was taken for: asked again, or played out
      caller.presses("0").awaits("queued");
      caller.call().hangUp();
      caller.awaitEnd();

      assertThat(server.journal(caller.id(), "speech-understood")).isEmpty();
    }
  }

  /** White noise, as loud as a bad line. */
  private static Sound noise() {
    SplittableRandom random = new SplittableRandom(7);
    short[] samples = new short[4 * Sound.RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(-2_000, 2_000);
    }
    return Sound.of(samples);
  }

  /** A caller who is silent, and hears the menu. */
  private static Caller inTheMenu(String number, String languageKey) {
    Caller caller =
        Caller.dial(server, Baresip.start(PhoneSettings.caller(number).withVoice(silence())));
    caller.hearsOut("language", 1).presses(languageKey);
    RunningServer.awaitThat(
        Duration.ofSeconds(60),
        () -> server.journal(caller.id(), "step-entered"),
        steps -> steps.stream().anyMatch(s -> s.path("step").asString("").equals("category")),
        () -> "the menu: " + server.lines(caller.id()));
    return caller;
  }

  private static void says(Caller caller, Sound what) {
    Path said = folder.resolve(caller.id() + ".wav");
    Sound.join(Sound.silence(SECOND), what, Sound.silence(LONG)).write(said);
    caller.phone().command("ausrc", "aufile," + said.toAbsolutePath());
  }

  private static List<JsonNode> menu(Caller caller) {
    return server.journal(caller.id(), "prompt-played").stream()
        .filter(entry -> entry.path("step").asString("").equals("category"))
        .toList();
  }

  private static Hearing heard(Caller caller, Language language) {
    return Prompts.only(language, "choose-category", "category-operator", "your-ticket-number-is")
        .listenTo(caller.call().heard());
  }
}
