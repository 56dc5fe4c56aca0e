package org.liniya.speak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.identity.IdentityLevel;

class WhisperTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, NONE, whisper-wait-0, whisper-identity-none",
    "PT59S, STATED, whisper-wait-0, whisper-identity-none",
    "PT1M, KNOWS_DATA, whisper-wait-1, whisper-identity-confirmed",
    "PT9M59S, CODE, whisper-wait-5, whisper-identity-confirmed",
    "PT10M, OPERATOR, whisper-wait-10, whisper-identity-confirmed",
    "PT29M, NONE, whisper-wait-20, whisper-identity-none",
    "PT3H, NONE, whisper-wait-30, whisper-identity-none",
    "PT-1S, NONE, whisper-wait-0, whisper-identity-none",
  })
  void itSaysCategoryWaitAndIdentity(
      Duration waited, IdentityLevel identity, String wait, String confirmed) {
    assertThat(Whisper.of(Language.EN, "access", waited, identity).clips())
        .containsExactly(
            new Clip.Prompt(Language.EN, "whisper-access"),
            new Clip.Prompt(Language.EN, wait),
            new Clip.Prompt(Language.EN, confirmed));
  }
}
