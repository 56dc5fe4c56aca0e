package org.liniya.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.speak.Words;

/** Festival with the voice of festvox-ru, kept alive. */
final class FestivalVoiceTest extends SpeechSynthesizerContract {
  @Override
  SpeechSynthesizer make() {
    return Engines.make("festival", Language.RU, Pronunciation.NONE, Map.of());
  }

  @Test
  void oneProgramSpeaksManyTextsAndAKilledOneIsBegunAnew() throws Exception {
    voice().speak(new Words.Public("Раз."));
    ProcessHandle first = festival();
    voice().speak(new Words.Public("Два."));
    assertThat(festival()).isEqualTo(first);

    first.destroyForcibly();
    first.onExit().join();
    try {
      voice().speak(new Words.Public("Три."));
    } catch (org.liniya.port.SynthesisException e) {
      assertThat(e).hasMessageContaining("ended by itself");
    }
    assertThat(voice().speak(new Words.Public("Четыре.")).samples()).isNotEmpty();
    assertThat(festival()).isNotEqualTo(first);
  }

  @Test
  void aWordThatTheLexiconGivesInSoundsIsSaidSo() throws Exception {
    Pronunciation other =
        new Pronunciation(Map.of("Пароли", "(((m u) 0) ((m u) 1) ((m u) 0) ((m u) 0))"));
    try (SpeechSynthesizer helped = Engines.make("festival", Language.RU, other, Map.of())) {
      assertThat(helped.speak(new Words.Public("Пароли.")).samples())
          .isNotEqualTo(voice().speak(new Words.Public("Пароли.")).samples());
    }
  }

  @Test
  void whatTheVoiceCannotReadIsLeftOut() {
    assertThat(FestivalText.sentences("Оператор — ноль. Ваш номер:"))
        .isEqualTo(List.of("Оператор, ноль.", "Ваш номер."));
    assertThat(FestivalText.sentences("«Ёлка» (\"да\") \\ раз; два"))
        .isEqualTo(List.of("Ёлка да раз, два"));
    assertThat(FestivalText.sentences("— …!")).isEmpty();
  }

  private static ProcessHandle festival() {
    List<ProcessHandle> all =
        ProcessHandle.current()
            .descendants()
            .filter(each -> each.info().command().orElse("").endsWith("festival"))
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
