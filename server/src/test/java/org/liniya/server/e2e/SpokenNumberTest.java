package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Hearing;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.sound.Speaker;
import org.liniya.testkit.sound.SpeechModels;
import tools.jackson.databind.JsonNode;

/**
 * A whole call by voice, with a real telephone and a real model: the number of a ticket in digits
 * that a woman has spoken, a yes, and what the caller describes, of a synthetic voice that the
 * model does not know.
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SpokenNumberTest {

  /** Of fives and zeros, the digits that there are recordings of; its check digit is right. */
  private static final String NUMBER = "50050050";

  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(4);

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru]
      recording: { from: recording-notice }
      trouble: operator
      steps:
        notice:
          say: [recording-notice]
        number:
          ask: { kind: ticket, prompt: enter-ticket, voice: yes, wait: 40s, failed: operator }
        describe:
          record: { prompt: describe-problem, silence: 2s, wait: 30s, failed: operator }
        open:
          ticket: { open: { category: other } }
        operator:
          queue: { skill-group: other }
        end:
          hangup: normal
      """;

  @TempDir private Path folder = Path.of("");

  private Path config() throws IOException {
    Path model = SpeechModels.vosk(Language.RU).toAbsolutePath().normalize();
    Path config =
        ConfigCopy.in(folder.resolve("config"))
            .replace(
                "liniya.yaml",
                "(?m)^(  music: music .*)$",
                "$1\n  listen: { models: { ru: '%s' } }".formatted(model))
            .folder();
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    return config;
  }

  @Test
  void aNumberAYesAndTheMatterAreSaid() throws IOException {
    try (RunningServer server = RunningServer.start(config());
        Caller caller = silentCaller(server)) {
      entered(server, caller, "number");
      says(caller, digits());
      JsonNode number = caller.awaits("speech-understood");
      caller.hearsOut("number", 2); // the second time it is read back
      says(caller, Speaker.espeak(folder, "ru+f5", "да"));
      JsonNode yes = caller.awaits("speech-understood", 2);
      caller.hearsOut("describe", 2); // the prompt and the signal
      says(caller, Speaker.espeak(folder, "ru+f5", "восстановление доступа"));
      caller.awaits("queued");
      JsonNode described = described(server, caller);
      Hearing heard = readBack(caller);
      caller.call().hangUp();
      caller.awaitEnd();

      assertThat(number.path("as").asString()).isEqualTo(NUMBER);
      assertThat(number.path("confidencePercent").asInt()).isBetween(80, 100);
      Duration announced = heard.heardInOrder("you-said").getFirst().end().minusMillis(100);
      assertThat(Prompts.digits(heard, announced)).as("%s", heard).isEqualTo(NUMBER);
      assertThat(yes.path("as").asString()).isEqualTo("yes");
      assertThat(described.path("text").asString()).isEqualTo("восстановление доступа");
      assertThat(described.path("confidencePercent").asInt()).isBetween(50, 100);
      assertThat(server.journal(caller.id(), "input-missed")).isEmpty();
      assertThat(server.journal(caller.id(), "digits-entered"))
          .as("the number, and no key")
          .hasSize(1);
    }
  }

  private Caller silentCaller(RunningServer server) {
    Path silence = folder.resolve("silence.wav");
    Sound.silence(LONG).write(silence);
    return Caller.dial(
        server, Baresip.start(PhoneSettings.caller("+79161234551").withVoice(silence)));
  }

  private static void entered(RunningServer server, Caller caller, String step) {
    RunningServer.awaitThat(
        Duration.ofSeconds(60),
        () -> server.journal(caller.id(), "step-entered"),
        steps -> steps.stream().anyMatch(it -> it.path("step").asString("").equals(step)),
        () -> "step " + step + ": " + server.lines(caller.id()));
  }

  private static Sound digits() {
    Path recordings = SpeechModels.sampleFolder(Language.RU);
    Sound pause = Sound.silence(PAUSE);
    Sound five = Sound.read(recordings.resolve("01-human-f-pyat.wav"));
    Sound zero = Sound.read(recordings.resolve("02-human-f-nol.wav"));
    return NUMBER
        .chars()
        .mapToObj(digit -> Sound.join(digit == '5' ? five : zero, pause))
        .reduce(Sound.silence(PAUSE), Sound::join);
  }

  private void says(Caller caller, Sound what) {
    Path said = folder.resolve("said-" + System.nanoTime() + ".wav");
    Sound.join(Sound.silence(PAUSE), what, Sound.silence(LONG)).write(said);
    caller.phone().command("ausrc", "aufile," + said.toAbsolutePath());
  }

  private static JsonNode described(RunningServer server, Caller caller) {
    List<JsonNode> entries =
        RunningServer.awaitThat(
            Duration.ofSeconds(30),
            () ->
                server
                    .api("tickets/" + caller.ticket() + "/history")
                    .path("entries")
                    .valueStream()
                    .filter(entry -> entry.path("kind").asString("").equals("described"))
                    .toList(),
            there -> !there.isEmpty(),
            () -> "what was described: " + server.lines(caller.id()));
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private static Hearing readBack(Caller caller) {
    return Prompts.only(Language.RU, "you-said", "digit-0", "digit-5", "confirm-number-keys")
        .listenTo(caller.call().heard());
  }
}
