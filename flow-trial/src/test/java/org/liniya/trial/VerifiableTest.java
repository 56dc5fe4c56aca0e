package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowReader;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** Tests that administrators write, of flows that verify. */
class VerifiableTest {

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      start: language
      trouble: person
      variables:
        category: { one-of: skill-groups, default: other }
      always:
        keys: { "*": repeat, "0": person }
      steps:
        language:
          menu:
            keys: { 1: { prompt: press-for-russian, set: { call.language: ru }, go: category } }
            otherwise: category
        category:
          menu:
            prompt: choose-category
            keys: { 1: { prompt: category-access, set: { category: access }, go: identify } }
            otherwise: person
        identify:
          ask:
            kind: snils
            prompt: enter-snils
            save: caller.snils
            confirm: last-digits
            failed: open-ticket
        verify:
          verify:
            @VERIFY@
            with: { snils: =caller.snils }
            failed: open-ticket
            unavailable: away
        open-ticket:
          ticket: { open: { category: =category, identity: =caller.identity } }
        operator:
          queue: { skill-group: =category, served: end }
        away:
          say: [no-service]
          next: open-ticket
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  /** The example of the design, but for what flow tests cannot look at yet. */
  private static final String TEST =
      """
      test: A caller with a valid SNILS and code reaches an access specialist
      flow: hotline
      given:
        caller: "+79990000001"
        at: 2026-11-23T10:00+03:00
        registry: { "11223344595": { phone: "+79990000001" } }
        code: "4711"
        operators: { access: 2 }
      script:
        - hears: press-for-russian
        - presses: 1
        - hears: choose-category
        - presses: 1
        - hears: enter-snils
        - presses: "11223344595"
        - hears: confirm-snils
        - presses: 1
        - hears: enter-code
        - presses: "4711"
      expect:
        queued: { skill-group: access }
        ticket: { category: access, identity: code }
        visits: [verify, operator]
      """;

  @Test
  void theExampleOfTheDesignIsGreen() {
    assertThat(failures("by: code", TEST)).isEmpty();
  }

  @Test
  void anotherCodeThanTheGivenOneIsWrong() {
    assertThat(failures("by: code", TEST.replace("presses: \"4711\"", "presses: \"4712\"")))
        .singleElement()
        .asString()
        .contains("identity on the ticket was to be code, but it was stated");
  }

  @Test
  void aCodeOfThePersonalAccount() {
    String test =
        TEST.replace("  code: \"4711\"", "  account-code: \"4711\"")
            .replace("hears: enter-code", "hears: enter-account-code");

    assertThat(failures("by: account-code\n      length: 4", test)).isEmpty();
  }

  @Test
  void theRegistryAlone() {
    String flow = FLOW.replace("with: {", "with: { birth-date: =caller.birthday,");
    String test =
        TEST.replace("phone: \"+79990000001\" }", "birth-date: \"01021980\" }")
            .replace("  code: \"4711\"\n", "")
            .replace("  - hears: enter-code\n  - presses: \"4711\"\n", "")
            .replace("identity: code", "identity: stated");

    // nobody has asked for the birth date
    assertThat(failures(flow, "by: registry", test)).isEmpty();
    String asked =
        flow.replace(
            "  verify:\n    verify:",
            "  born:\n    set: { caller.birthday: \"01021980\" }\n  verify:\n    verify:");
    assertThat(failures(asked, "by: registry", test.replace("stated", "knows-data"))).isEmpty();
  }

  @Test
  void whatIsAwayLeadsToUnavailable() {
    String test =
        TEST.replace("  code: \"4711\"\n", "  verification: away\n")
            .replace("  - hears: enter-code\n  - presses: \"4711\"\n", "  - hears: no-service\n")
            .replace("identity: code", "identity: stated")
            .replace("[verify, operator]", "[verify, away, operator]");

    assertThat(failures("by: code", test)).isEmpty();
  }

  @Test
  void wrongOnesAreRefusedWithPlaceAndCureAndWithoutNumbers() {
    refused("\"11223344595\": {", "\"1122334459x\": {", "t.yaml:6:15: a person stands in the");
    refused("{ phone: \"", "{ phon: \"", "'phon' is nothing that a registry could know. Did you");
    refused("phone: \"+7999", "phone: \"8999", "t.yaml:6:39: a telephone is + and 8 to 15 digits");
    refused("code: \"4711\"", "code: \"471\"", "t.yaml:7:9: a code is four to eight digits");
    refused("code: \"4711\"", "verification: gone", "'verification' is only ever said to be away");
    refused("phone: \"+79990000001\"", "birth-date: \"010280\"", "day, month and year, 8 digits");
    refused(
        "  registry: { \"11223344595\": { phone: \"+79990000001\" } }\n",
        "",
        "t.yaml:6:3: a code is sent to nobody. Add 'registry:");
  }

  private static void refused(String right, String wrong, String problem) {
    assertThat(TEST).contains(right);
    Problems problems = new Problems();
    assertThat(read(FLOW, "by: code", TEST.replace(right, wrong), problems)).isEmpty();
    String told = String.join("\n", problems.list().stream().map(Problem::toString).toList());
    assertThat(told).contains(problem).doesNotContain("9990000001", "010280", "1122334459x");
  }

  private static List<String> failures(String by, String test) {
    return failures(FLOW, by, test);
  }

  private static List<String> failures(String flow, String by, String test) {
    Problems problems = new Problems();
    Optional<FlowTest> read = read(flow, by, test, problems);
    assertThat(problems.list()).isEmpty();
    return read.orElseThrow().run(TrialTest.SURROUNDINGS).failures().stream()
        .map(Problem::toString)
        .toList();
  }

  private static Optional<FlowTest> read(String text, String by, String test, Problems problems) {
    Problems own = new Problems();
    Optional<Flow> flow =
        FlowReader.read("hotline.yaml", text.replace("@VERIFY@", by), TrialTest.KNOWN, own);
    assertThat(own.list()).isEmpty();
    Set<String> prompts = new TreeSet<>();
    TrialTest.PROMPTS.values().forEach(prompts::addAll);
    return FlowTestReader.read(
        "t.yaml",
        test,
        new FlowTestReader.Names(
            Map.of("hotline", flow.orElseThrow()), Set.of("access", "other"), prompts),
        problems);
  }
}
