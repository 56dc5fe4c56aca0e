package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liniya.flow.Flow;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** Tests that administrators write, right and wrong ones, against the plain line. */
class FlowTestTest {

  private static final String SNILS = "11223344595";

  private static final String RIGHT =
      """
      test: An access question with a SNILS
      flow: hotline
      given:
        caller: { number: "+79990000001", trust: network }
        at: 2026-11-23T10:00+03:00
        operators: { access: 2 }
        tickets:
          - { number: "10000012", state: waiting, category: payment }
      script:
        - hears: press-for-russian
        - presses: 1
        - hears-next: recording-notice
        - hears: choose-category
        - presses: 1
        - hears: enter-snils
        - presses: "11223344595"
        - hears: confirm-snils-keys
        - presses: 1
        - hears: music
        - operator: answers
        - waits: 2m
        - operator: hangs-up
        - hears: rate-the-operator
        - presses: 5
      expect:
        ended: completed
        queued: { skill-group: access }
        ticket: { category: access, identity: stated }
        rating: 5
        visits: [category, operator, rate]
      """;

  private static Map<String, Flow> flows = Map.of();

  @BeforeAll
  static void read() throws IOException {
    flows = Map.of("hotline", TrialTest.hotline());
  }

  @Test
  void whatIsExpectedIsGreen() {
    FlowTest.Verdict verdict = run(RIGHT);

    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.test().name()).isEqualTo("An access question with a SNILS");
  }

  @Test
  void theExamplesOfTheReferenceAreGreen() throws IOException {
    Path page = TrialTest.CONFIG.resolveSibling("docs").resolve("flow-reference.md");
    List<String> examples =
        Pattern.compile("(?s)```yaml test\\n(.*?)```")
            .matcher(Files.readString(page))
            .results()
            .map(example -> example.group(1))
            .toList();

    assertThat(examples)
        .hasSizeGreaterThan(1)
        .allSatisfy(example -> assertThat(run(example).failures()).isEmpty());
  }

  @Test
  void eachExpectationCanFail() {
    assertThat(failure("ended: completed", "ended: abandoned"))
        .isEqualTo("t.yaml:26:10: the call was to end as abandoned, but it was completed.");
    assertThat(failure("skill-group: access", "skill-group: payment"))
        .contains("t.yaml:27:26: the caller was to wait for payment, but it was access");
    assertThat(failure("category: access,", "category: other,"))
        .contains("the category of the ticket was to be other, but it was access");
    assertThat(failure("identity: stated", "identity: none"))
        .contains("the identity on the ticket was to be none, but it was stated");
    assertThat(failure("rating: 5", "reached: sorry"))
        .contains("step sorry was to be reached, but the steps were welcome, language, notice");
    assertThat(failure("skill-group: access }", "head-start: 5m }"))
        .isEqualTo("t.yaml:27:25: the head start in the queue was to be 5m, but it was 0s.");
    assertThat(failure("rating: 5", "rating: 4")).contains("the rating was to be 4, but it was 5");
    assertThat(failure("[category, operator, rate]", "[operator, category]"))
        .contains("step category was to be entered after operator, but the steps were welcome");
  }

  @Test
  void aFailureNamesTheLineTheStepAndWhatWasHeardAndNoDigits() {
    String wrong = RIGHT.replace("hears: music", "hears: trouble");
    String failure = only(run(wrong));

    assertThat(failure)
        .startsWith(
            "t.yaml:19:5: 'hears trouble' did not happen; the caller was at step end and had")
        .contains("your-ticket-number-is, (digits)");
    String early = RIGHT.replace("hears: enter-snils", "waits: 2h");
    assertThat(only(run(early))).doesNotContain(SNILS).doesNotContain("digit-");
    assertThat(new Act.Presses(SNILS).toString()).isEqualTo("presses 11 keys");
  }

  @Test
  void anOperatorCannotAnswerWhoDoesNotWait() {
    assertThat(only(run(RIGHT.replace("hears: enter-snils", "operator: answers"))))
        .contains("'operator answers' did not happen; the caller was at step identify");
    assertThat(only(run(RIGHT.replace("hears: enter-snils", "operator: hangs-up"))))
        .contains("'operator hangs-up' did not happen");
  }

  @Test
  void earlierTicketsAreFoundInTheirState() {
    String test =
        """
        test: An earlier request is solved
        flow: hotline
        given:
          tickets: [{ number: "10000012", state: solved, category: payment }]
        script:
          - hears: choose-category
          - presses: 2
          - hears: enter-ticket
          - presses: "10000012"
          - hears: status-solved
          - hangs-up
        expect:
          ended: caller-hung-up
          ticket: { category: payment }
          visits: [find-ticket, status]
        """;
    assertThat(run(test).failures()).isEmpty();
  }

  @Test
  void wrongFilesAreRefusedWithPlaceAndCure() {
    refused("flow: hotline", "flow: hotlin", "t.yaml:2:7: there is no flow 'hotlin'. Did you mean");
    refused("hears: music", "hears: musik", "t.yaml:19:12: there is no prompt 'musik'. Did you");
    refused(
        "waits: 2m", "waist: 2m", "t.yaml:21:5: the key 'waist' is not known here. Did you mean");
    refused("waits: 2m", "waits: 3h", "no call lasts longer than 2h");
    refused("operator: answers", "operator: answer", "Did you mean 'answers'?");
    refused(
        "ended: completed", "ended: complete", "t.yaml:26:10: 'complete' is not known here. Did");
    refused("access: 2 }", "acess: 2 }", "there is no skill group 'acess'. Did you mean 'access'?");
    refused("[category, oper", "[categry, oper", "there is no step 'categry'. Did you mean");
    refused("identity: stated", "identity: sure", "'sure' is not known here. Known here: code");
    refused("rating: 5", "rating: ten", "'rating' is a whole number");
    refused("10:00+03:00", "10:00", "is no moment. Write it with its offset");
    refused("trust: network", "trust: netwrk", "Did you mean 'network'?");
    refused("state: waiting", "state: wating", "Did you mean 'waiting'?");
    refused("\"10000012\"", "\"10000013\"", "With a right one: 10000012");
    refused("  rating: 5", "  reached: rat", "there is no step 'rat'. Did you mean 'rate'?");
    refused("{ access: 2 }", "{ access: 2 }\n  queue: ful", "Did you mean 'full'?");
    refused("{ access: 2 }", "{ access: 2 }\n  broken: ticket", "Did you mean 'tickets'?");
    refused("  - waits: 2m", "  - hangs-up: now", "'hangs-up' takes nothing");
    refused("  - waits: 2m", "  - waits", "a line of the script is one act. Write one of hears");
    refused("test: An access question with a SNILS\n", "", "the key 'test' is missing");
  }

  @Test
  void whatMayBeSomebodysNumberIsNotRepeated() {
    assertThat(problems(RIGHT.replace("+79990000001", "89990000001")))
        .contains("+ and 8 to 15 digits")
        .doesNotContain("89990000001");
    assertThat(problems(RIGHT.replace(SNILS, SNILS + "x")))
        .contains("keys of 0-9, * and #")
        .doesNotContain(SNILS);
  }

  @Test
  void stepsAndExitsThatNoTestPassedAreNamed() {
    FlowTest.Verdict verdict = run(RIGHT);
    Coverage coverage = Coverage.of(verdict.test().flow(), List.of(verdict.result()));

    assertThat(coverage.missedSteps())
        .contains("earlier", "sorry", "trouble")
        .doesNotContain("category", "rate", "end");
    assertThat(coverage.missedWays())
        .contains(new Way("category", "key 2"), new Way("nothing-pressed", "next"))
        .doesNotContain(
            new Way("category", "key 1"), new Way("operator", "served"), new Way("rate", "next"));
    assertThat(coverage.lines().getFirst())
        .matches("hotline: steps 11 of 22 \\(50 %\\), exits \\d+ of \\d+ \\(\\d+ %\\)");
    assertThat(coverage.lines())
        .contains("  step not entered: sorry", "  exit not taken: category: key 2");
  }

  private static void refused(String right, String wrong, String problem) {
    assertThat(RIGHT).contains(right);
    assertThat(problems(RIGHT.replace(right, wrong))).contains(problem);
  }

  private static String failure(String right, String wrong) {
    assertThat(RIGHT).contains(right);
    return only(run(RIGHT.replace(right, wrong)));
  }

  private static String only(FlowTest.Verdict verdict) {
    assertThat(verdict.failures()).hasSize(1);
    return verdict.failures().getFirst().toString();
  }

  private static String problems(String text) {
    Problems problems = new Problems();
    assertThat(read(text, problems)).isEmpty();
    return String.join("\n", problems.list().stream().map(Problem::toString).toList());
  }

  private static FlowTest.Verdict run(String text) {
    Problems problems = new Problems();
    Optional<FlowTest> test = read(text, problems);
    assertThat(problems.list()).isEmpty();
    return test.orElseThrow().run(TrialTest.SURROUNDINGS);
  }

  private static Optional<FlowTest> read(String text, Problems problems) {
    Set<String> prompts = new TreeSet<>();
    TrialTest.PROMPTS.values().forEach(prompts::addAll);
    return FlowTestReader.read(
        "t.yaml",
        text,
        new FlowTestReader.Names(
            flows,
            Set.of("access", "payment", "documents", "complaint", "other"),
            prompts,
            Set.of("portal")),
        problems);
  }
}
