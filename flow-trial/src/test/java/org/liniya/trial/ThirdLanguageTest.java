package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowReader;
import org.liniya.speak.Grammar;
import org.liniya.yaml.Problems;

/** A language is added by its prompts and a grammar on the class path, and by nothing else. */
class ThirdLanguageTest {

  private static final String FLOW =
      """
      flow: drei
      languages: [ru, de]
      trouble: person
      variables: { number: { whole: 0-999, default: 21 } }
      steps:
        german:
          set: { call.language: de }
        say:
          say: [welcome, { number: =number }, { digits: "407" }]
        person:
          queue: { skill-group: other }
        end:
          hangup: normal
      """;

  private static final Map<Language, Set<String>> PROMPTS = prompts();

  private static Map<Language, Set<String>> prompts() {
    Set<String> german = new HashSet<>(TrialTest.PROMPTS.get(Language.EN));
    german.removeIf(Heard::isFigure);
    german.addAll(Grammar.of(GermanGrammar.DE).fragments());
    Map<Language, Set<String>> prompts = new HashMap<>(TrialTest.PROMPTS);
    prompts.put(GermanGrammar.DE, german);
    return prompts;
  }

  /** The shipped configuration with a third file of prompts. */
  private static final class WithGerman extends TrialTest.Shipped {
    private final Map<Language, Set<String>> prompts;

    WithGerman(Map<Language, Set<String>> prompts) {
      this.prompts = prompts;
    }

    @Override
    public Set<String> prompts(Language language) {
      return prompts.getOrDefault(language, Set.of());
    }

    @Override
    public Set<Language> languages() {
      return prompts.keySet();
    }
  }

  @Test
  void numbersAreSpokenByTheGrammarOfTheLanguage() {
    Problems problems = new Problems();
    Optional<Flow> flow = FlowReader.read("f.yaml", FLOW, new WithGerman(PROMPTS), problems);
    assertThat(problems.list()).isEmpty();
    Surroundings shipped = TrialTest.SURROUNDINGS;
    Result result =
        Trial.run(
            flow.orElseThrow(),
            new Surroundings(shipped.calendars(), PROMPTS, shipped.tickets(), shipped.lastResort()),
            Given.of(new CallerNumber.Withheld(), Instant.parse("2026-11-23T07:00:00Z")),
            List.of(new Act.Hears("music"), new Act.HangsUp()));

    assertThat(result.stopped()).isEmpty();
    assertThat(result.heard())
        .containsSequence(
            "welcome", "number-1", "and", "number-20", "digit-4", "digit-0", "digit-7");
  }

  @Test
  void aLanguageWithoutAGrammarIsRefused() {
    Map<Language, Set<String>> prompts = new HashMap<>(PROMPTS);
    prompts.put(new Language("kk"), PROMPTS.get(GermanGrammar.DE));
    Problems problems = new Problems();

    assertThat(
            FlowReader.read(
                "f.yaml", FLOW.replace("[ru, de]", "[ru, kk]"), new WithGerman(prompts), problems))
        .isEmpty();
    assertThat(problems.list())
        .anyMatch(p -> p.toString().contains("numbers cannot be said in the language 'kk'"));
  }
}
