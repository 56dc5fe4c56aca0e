package org.liniya.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.call.Language;
import org.liniya.listen.MishearingRule.Verdict;
import org.liniya.listen.SpeechNews.Why;

class MishearingRuleTest {

  @ParameterizedTest
  @EnumSource(value = Why.class, mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
  void theFirstTimeItIsSaidAgainAndTheSecondTimeKeyedIn(Why why) {
    assertThat(MishearingRule.verdict(0, why))
        .isEqualTo(new Verdict.SayAgain("not understood for the first time"));
    assertThat(MishearingRule.verdict(1, why))
        .isEqualTo(new Verdict.KeysOnly("not understood a second time"));
    assertThat(MishearingRule.verdict(7, why)).isInstanceOf(Verdict.KeysOnly.class);
  }

  @Test
  void aRecogniserThatFailedIsNotSpokenToAgain() {
    assertThat(MishearingRule.verdict(0, Why.FAILED))
        .isEqualTo(new Verdict.KeysOnly("the recogniser failed"));
  }

  @Test
  void yesIsYesAndNoIsNo() {
    assertThat(YesNoWords.expected(Language.RU).orElseThrow().phrases()).contains("да", "нет");
    assertThat(YesNoWords.isYes(Language.RU, "да")).isTrue();
    assertThat(YesNoWords.isYes(Language.RU, "нет")).isFalse();
    assertThat(YesNoWords.isYes(Language.EN, "да")).isFalse();
    assertThat(YesNoWords.expected(new Language("de"))).isEmpty();
  }
}
