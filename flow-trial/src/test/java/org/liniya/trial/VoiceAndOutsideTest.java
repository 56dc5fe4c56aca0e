package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liniya.flow.Flow;
import org.liniya.yaml.Problems;

/** A caller of a test who speaks, and a telephone outside. */
class VoiceAndOutsideTest {

  private static final Map<String, Flow> FLOWS =
      Map.of(
          "handed",
          TrialTest.flow(
              """
              flow: handed
              languages: [ru, en]
              recording: { from: recording-notice }
              trouble: person
              steps:
                notice:
                  say: [recording-notice]
                describe:
                  record: { prompt: describe-problem, failed: person }
                open:
                  ticket: { open: { category: access } }
                hand:
                  transfer: { to: "+74951234567", busy: goodbye, failed: person, served: rate }
                rate:
                  survey: { prompt: rate-the-operator }
                  next: end
                goodbye:
                  say: [goodbye-end]
                  next: end
                person:
                  queue: { skill-group: other }
                end:
                  hangup: normal
              """));

  private static final String BEGINNING =
      """
      test: Somebody describes the matter and is handed on
      flow: handed
      script:
        - hears: tone
        - says: 5s
        - hears: description-saved
        - hears: music
      """;

  private static List<String> failures(String rest) {
    return failuresOf(BEGINNING + rest);
  }

  private static FlowTestReader.Names names() {
    Set<String> prompts = new TreeSet<>();
    TrialTest.PROMPTS.values().forEach(prompts::addAll);
    return new FlowTestReader.Names(FLOWS, Set.of("access", "other"), prompts, Set.of());
  }

  private static List<String> failuresOf(String text) {
    Problems problems = new Problems();
    Optional<FlowTest> test = FlowTestReader.read("t.yaml", text, names(), problems);
    assertThat(problems.list()).isEmpty();
    return test.orElseThrow().run(TrialTest.SURROUNDINGS).failures().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void whoIsHandedOutsideTalksAndRates() {
    assertThat(
            failures(
                """
                  - outside: answers
                  - waits: 2m
                  - outside: hangs-up
                  - hears: rate-the-operator
                expect:
                  visits: [describe, hand, rate]
                """))
        .isEmpty();
  }

  @Test
  void wordsAreADescriptionToo() {
    String said = BEGINNING.replace("says: 5s", "says: не работает вход");

    assertThat(failuresOf(said + "expect:\n  visits: [describe, open, hand]\n")).isEmpty();
  }

  @Test
  void figuresAreNoWords() {
    Problems problems = new Problems();
    FlowTestReader.read("t.yaml", BEGINNING.replace("5s", "'112'"), names(), problems);

    assertThat(problems.list())
        .singleElement()
        .asString()
        .startsWith("t.yaml:5:11: 'says' takes a length of time, or words in small letters");
  }

  @Test
  void aBusyTelephoneLeadsElsewhere() {
    assertThat(
            failures(
                """
                  - outside: busy
                  - hears: goodbye-end
                expect:
                  visits: [hand, goodbye, end]
                """))
        .isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsGivenUp() {
    assertThat(
            failures(
                """
                  - waits: 31s
                expect:
                  queued: { skill-group: other }
                """))
        .isEmpty();
  }

  @Test
  void nobodyHangsUpWhoWasNotReached() {
    assertThat(failures("  - outside: hangs-up\n"))
        .singleElement()
        .asString()
        .contains("t.yaml:8:", "outside hangs-up", "step hand");
  }
}
