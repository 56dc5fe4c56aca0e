package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallerNumber;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowReader;
import org.liniya.testkit.call.FakePromptCatalogue;
import org.liniya.yaml.Problems;

/** A person plays the caller. */
class PlayTest {

  private static final String SNILS = "11223344595";
  private static final Given GIVEN =
      Given.of(new CallerNumber.Withheld(), Instant.parse("2026-11-23T07:00:00Z"));

  /** What a person writes, and what is then on the screen, with what was written. */
  private static final class Paper implements Screen {
    private final Deque<String> written;
    private final List<String> lines = new ArrayList<>();

    Paper(String... written) {
      this.written = new ArrayDeque<>(Arrays.asList(written));
    }

    @Override
    public void show(String line) {
      lines.add(line);
    }

    @Override
    public Optional<String> ask(String prompt) {
      Optional<String> line = Optional.ofNullable(written.poll());
      lines.add(prompt + line.orElse("(end)"));
      return line;
    }
  }

  @Test
  void aCallIsPlayedFromTheWelcomeToTheRating() throws IOException {
    List<String> lines =
        play(
            TrialTest.hotline(),
            "1",
            "",
            "1",
            SNILS,
            "1",
            "",
            "operator answers",
            "wait 2m",
            "operator hangs up",
            "5");

    assertThat(lines)
        .containsSequence("[category]", "  choose-category", "  category-access")
        .containsSequence("5 s for you to answer > ", "you said nothing for 5 s", "  no-input")
        .containsSequence("[rate]", "  rate-the-operator", "7 s for you to answer > 5")
        .contains("you wait for an operator, nothing happens for 15 min > operator answers")
        .contains("ticket: category access, identity stated")
        .contains("ended: completed (flow ended)");
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("path: welcome > language > notice > category")
                    .endsWith("operator > rate > goodbye > end"));
    assertThat(lines)
        .as("the figures of a number are one line")
        .contains("  digit-1 digit-0 digit-0 digit-0 digit-0 digit-0 digit-1 digit-2");
  }

  @Test
  void secretsAreMaskedAndVariablesAreShown() throws IOException {
    List<String> lines = play(TrialTest.hotline(), "1", "1", SNILS, "where", "1", "where");

    assertThat(lines)
        .containsSequence("step identify", "  category = access", "  rating = 1")
        .contains("  caller.snils = (secret)", "  caller.identity = stated")
        .filteredOn(line -> !line.endsWith("> " + SNILS))
        .noneMatch(line -> line.contains(SNILS));
  }

  @Test
  void theEndOfTheInputHangsUpAndSoDoTheWords() throws IOException {
    assertThat(play(TrialTest.hotline()))
        .contains(
            "the input is over: the caller hangs up", "ended: caller-hung-up (caller hung up)");
    assertThat(play(TrialTest.hotline(), "1", "hang up"))
        .doesNotContain("the input is over: the caller hangs up")
        .contains("ended: caller-hung-up (caller hung up)");
  }

  @Test
  void wordsInQuotesAreSaid() throws IOException {
    List<String> lines =
        play(
            TrialTest.hotline(),
            "\"оператор\"",
            "1",
            "\"112\"",
            "«Погода»",
            "\"оператор\"",
            "operator answers");

    assertThat(lines)
        .contains("nobody listens to words here; press keys")
        .contains("words are written without figures and punctuation, as \"оператор\"")
        .containsSequence("  not-understood", "5 s for you to answer > \"оператор\"");
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("path: ").contains("category > person"));
  }

  @Test
  void whatCannotBeIsSaidAndTheCallGoesOn() throws IOException {
    assertThat(
            play(
                TrialTest.hotline(),
                "dance",
                "operator answers",
                "operator hangs up",
                "wait long",
                "wait 3h",
                "help",
                "1"))
        .contains(
            "not understood; write help for what can be written",
            "no operator can answer: you are not waiting in a queue",
            "no operator can hang up: you do not talk with one",
            "wait for how long? Write it as wait 30s, at most wait 2h",
            CallerWord.HELP,
            "[category]");
  }

  @Test
  void troubleIsShownWithItsReason() throws IOException {
    String flow =
        """
        flow: example
        languages: [ru]
        trouble: person
        variables: { rating: { whole: 1-5 } }
        steps:
          count: { set: { rating: "=rating * 7" } }
          person: { queue: { skill-group: other }, next: hangup }
        """;
    Problems problems = new Problems();
    Optional<Flow> read = FlowReader.read("f.yaml", flow, new TrialTest.Shipped(), problems);
    assertThat(problems.list()).isEmpty();

    assertThat(play(read.orElseThrow(), "hang up"))
        .containsSequence(
            "[count]",
            "trouble: step count, line 6: 'rating * 7' does not give a whole number from 1 to 5",
            "[person]");
  }

  private static List<String> play(Flow flow, String... written) {
    Paper paper = new Paper(written);
    Play.run(
        flow, TrialTest.SURROUNDINGS, GIVEN, new FakePromptCatalogue(TrialTest.PROMPTS), paper);
    return paper.lines;
  }
}
