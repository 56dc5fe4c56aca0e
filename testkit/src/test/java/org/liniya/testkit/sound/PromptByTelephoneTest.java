package org.liniya.testkit.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Hearing;
import org.liniya.audio.hearing.PromptFinder;
import org.liniya.audio.hearing.Sound;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;

/** Digits spoken by one real telephone and understood from what another one recorded. */
@Tag("telephones")
@Timeout(90)
class PromptByTelephoneTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path PROMPTS =
      Path.of(System.getProperty("liniya.root", "..")).resolve("config/prompts/ru");
  private static final String NUMBER = "70958";

  @Test
  void aNumberSpokenIntoATelephoneIsReadFromTheOther(@TempDir Path folder) {
    Map<String, Sound> digits = new LinkedHashMap<>();
    Map<String, Character> meaning = new LinkedHashMap<>();
    for (char digit = '0'; digit <= '9'; digit++) {
      digits.put("digit-" + digit, Sound.read(PROMPTS.resolve("digit-" + digit + ".wav")));
      meaning.put("digit-" + digit, digit);
    }
    Path voice = folder.resolve("voice.wav");
    Sound said = Sound.silence(Duration.ofSeconds(1));
    for (int i = 0; i < NUMBER.length(); i++) {
      Sound digit = digits.getOrDefault("digit-" + NUMBER.charAt(i), Sound.silence(Duration.ZERO));
      said = Sound.join(said, digit, Sound.silence(Duration.ofMillis(120)));
    }
    Sound.join(said, Sound.silence(Duration.ofSeconds(2))).write(voice);

    try (Baresip speaker = Baresip.start(PhoneSettings.caller("anna").withVoice(voice));
        Baresip listener =
            Baresip.start(PhoneSettings.caller("boris").withAnswer(PhoneSettings.Answer.AUTO))) {
      PhoneCall out = speaker.dial(listener.uri());
      PhoneCall in = listener.awaitIncoming(SOON);
      out.awaitClosed(SOON); // the end of the voice hangs up
      in.awaitClosed(SOON);
      Hearing hearing = PromptFinder.of(digits).listenTo(in.heard());
      assertThat(hearing.digits(meaning, Duration.ZERO, Duration.ofSeconds(1)))
          .as(hearing.toString())
          .isEqualTo(NUMBER);
    }
  }
}
