package org.liniya.speak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Language;

class CoverageTest {

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theFewNumbersThatAreAskedForNeedWhatAllNumbersNeed(String tag) {
    Grammar grammar = Grammar.of(new Language(tag));
    for (Noun noun : Noun.values()) {
      for (Case in : Case.values()) {
        if (noun.has(in)) {
          Set<String> needed = new HashSet<>();
          for (long n = 0; n <= 9_999; n++) {
            List<Clip> clips = grammar.say(new Sayable.Count(n, noun, in)).orElseThrow();
            needed.addAll(new Utterance(clips).promptNames());
          }
          assertThat(Coverage.missing(grammar, Samples.counts(noun, in), Set.of()))
              .as("%s, %s", noun, in)
              .contains(needed);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void everyFragmentThatIsWantedIsMissed(String tag) {
    Grammar grammar = Grammar.of(new Language(tag));
    assertThat(Coverage.gaps(grammar, grammar.fragments())).isEmpty();
    Set<String> missed = new HashSet<>();
    Coverage.gaps(grammar, Set.of()).forEach(gap -> missed.addAll(gap.missing()));
    assertThat(missed).isEqualTo(grammar.fragments());
  }

  @Test
  void aGapSaysWhatCannotBeSaid() {
    Grammar russian = Grammar.of(Language.RU);
    Set<String> there = new HashSet<>(russian.fragments());
    there.remove("minute-1-acc");
    assertThat(Coverage.gaps(russian, there))
        .extracting(Coverage.Gap::form)
        .containsExactly("times of day", "lengths of time", "minutes, accusative");
  }
}
