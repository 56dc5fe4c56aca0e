package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.yaml.Problems;

/** {@code run}: what a sub-flow takes, gives back and inherits, and what {@code check} refuses. */
class SubFlowTest {

  private static final String MAIN =
      """
      flow: main
      languages: [ru, en]
      trouble: trouble
      always:
        keys: { "0": person, "*": repeat }
      variables:
        category: { one-of: skill-groups, default: other }
        chosen: { one-of: skill-groups, default: other }
      steps:
        first:
          menu: { prompt: choose-category, keys: { 1: { go: topic }, 2: { go: again } }, otherwise: person }
        topic:
          run: topic
          with: { chosen: payment }
          save: { category: =chosen }
        after:
          menu: { prompt: rate-the-operator, keys: { 1: { go: person }, 9: { go: back } }, otherwise: person }
        again:
          run: topic
          save: { category: =chosen }
          next: person
        trouble:
          say: [trouble]
        person:
          queue: { skill-group: =category, served: end }
        end:
          hangup: normal
      """;

  private static final String TOPIC =
      """
      sub-flow: topic
      description: What is it about?
      variables:
        chosen: { one-of: skill-groups, default: documents }
        tens: { whole: 1-9, default: 1 }
      steps:
        ask:
          menu:
            prompt: enter-ticket
            keys:
              1: { set: { chosen: access }, go: thanks }
              2: { go: thanks }
              3: { set: { tens: "=tens + 9" }, go: thanks }
              4: { go: top }
              5: { go: hangup }
              9: { go: back }
            otherwise: return
        thanks:
          say: [connecting]
          next: return
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow(String main, String... subs) {
    Problems problems = new Problems();
    Optional<Flow> flow = read(problems, main, subs);
    assertThat(problems.list()).isEmpty();
    return flow.orElseThrow();
  }

  private static List<String> problems(String main, String... subs) {
    Problems problems = new Problems();
    read(problems, main, subs);
    return problems.list().stream().map(Object::toString).toList();
  }

  private static Optional<Flow> read(Problems problems, String main, String... subs) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < subs.length; i++) {
      files.put("sub" + (i + 1), subs[i]);
    }
    SubFlows subFlows = SubFlows.among(files, problems);
    return FlowReader.read("main", main, subFlows, Config.known(), problems);
  }

  private void goes(String steps, String group) {
    assertThat(caller.steps()).containsExactly(steps.split(" "));
    assertThat(caller.ticket().category()).isEqualTo(group);
  }

  @Test
  void whatItKeepsIsSavedAndTheFlowGoesOn() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("1")
        .hears("connecting", "rate-the-operator")
        .presses("1")
        .hears("music")
        .hangsUp()
        .run(flow(MAIN, TOPIC));

    goes("first topic topic/ask topic/thanks topic/return after person", "access");
  }

  @ParameterizedTest
  @CsvSource({"1, topic, payment", "2, again, documents"})
  void itsVariablesBeginAsGivenOrWithTheirDefaults(String key, String step, String group) {
    caller
        .hears("choose-category")
        .presses(key)
        .hears("enter-ticket")
        .presses(key.equals("1") ? "21" : "2")
        .hears("music")
        .hangsUp()
        .run(flow(MAIN, TOPIC));

    assertThat(caller.steps()).contains(step + "/ask", step + "/thanks", step + "/return");
    assertThat(caller.ticket().category()).isEqualTo(group);
  }

  @Test
  void theAlwaysKeysOfTheFlowLeadOutOfItAndNothingIsSaved() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("0")
        .hears("music")
        .hangsUp()
        .run(flow(MAIN, TOPIC));

    goes("first topic topic/ask person", "other");
  }

  @Test
  void whatBreaksInItLeadsToTheTroubleOfTheFlow() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("3")
        .hears("trouble", "music")
        .hangsUp()
        .run(flow(MAIN, TOPIC));

    goes("first topic topic/ask trouble person", "other");
  }

  @Test
  void backFromItIsTheQuestionBeforeItAndBackToItRunsItAnew() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("9")
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("1")
        .hears("rate-the-operator")
        .presses("9")
        .hears("enter-ticket")
        .presses("2")
        .hears("rate-the-operator")
        .presses("1")
        .hears("music")
        .hangsUp()
        .run(flow(MAIN, TOPIC));

    assertThat(String.join(" ", caller.steps()))
        .isEqualTo(
            "first topic topic/ask first topic topic/ask topic/thanks topic/return after"
                + " topic topic/ask topic/thanks topic/return after person");
    assertThat(caller.ticket().category())
        .as("nothing of the first run is left")
        .isEqualTo("payment");
  }

  @ParameterizedTest
  @CsvSource({"4, first topic topic/ask first", "5, first topic topic/ask"})
  void topIsTheStartOfTheCallAndHangupItsEnd(String key, String steps) {
    Scenario story =
        caller.hears("choose-category").presses("1").hears("enter-ticket").presses(key);
    if (key.equals("4")) {
      story.hears("choose-category").hangsUp();
    }
    story.run(flow(MAIN, TOPIC));

    assertThat(String.join(" ", caller.steps())).isEqualTo(steps);
  }

  @Test
  void aSubFlowRunsAnother() {
    String outer =
        """
        sub-flow: outer
        variables:
          found: { one-of: skill-groups }
        steps:
          inner:
            run: topic
            save: { found: =chosen }
            next: return
        """;

    caller
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses("1")
        .hears("music")
        .hangsUp()
        .run(
            flow(
                MAIN.replace(
                    "  again:\n    run: topic\n    save: { category: =chosen }",
                    "  again:\n    run: outer\n    save: { category: =found }"),
                TOPIC,
                outer));

    goes(
        "first again again/inner again/inner/ask again/inner/thanks again/inner/return again/return"
            + " person",
        "access");
  }

  @Test
  void theVersionChangesWithTheSubFlow() {
    assertThat(flow(MAIN, TOPIC).version())
        .isNotEqualTo(flow(MAIN, TOPIC + "# changed\n").version());
  }

  @Test
  void thePictureShowsTheSubFlowWhereItIsRun() {
    assertThat(FlowGraph.mermaid(flow(MAIN, TOPIC)))
        .contains("topic<br/>run", "topic/ask<br/>menu", "topic/return<br/>return");
  }

  @Test
  void anUnknownOneIsRefusedWithTheNearestName() {
    assertThat(problems(MAIN.replace("run: topic", "run: topik"), TOPIC))
        .containsExactly(
            "main:13:10: there is no sub-flow 'topik'. Did you mean 'topic'?",
            "main:19:10: there is no sub-flow 'topik'. Did you mean 'topic'?");
  }

  @Test
  void oneThatRunsItselfIsRefusedWithTheChain() {
    String a = "sub-flow: topic\nsteps:\n  one:\n    run: b\n    next: return\n";
    String b = "sub-flow: b\nsteps:\n  two:\n    run: topic\n    next: return\n";

    assertThat(problems(MAIN.replaceAll(" +(with|save): .*\n", ""), a, b))
        .containsExactly(
            "sub2:4:10: the sub-flow 'topic' runs itself: main > topic > b > topic."
                + " A round is made of steps, by 'next' or 'go'");
  }

  @Test
  void sixtyThousandStepsAreRefusedAndNotRead() {
    String[] subs = new String[15];
    for (int i = 0; i < subs.length; i++) {
      String next = i + 1 < subs.length ? "run: s" + (i + 1) : "say: [welcome]";
      subs[i] =
          "sub-flow: s"
              + i
              + "\nsteps:\n  a:\n    "
              + next
              + "\n  b:\n    "
              + next
              + "\n    next: return\n";
    }
    String main = MAIN.replaceAll(" +(with|save): .*\n", "").replace("run: topic", "run: s0");

    assertThat(problems(main, subs))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).contains("more than 2000 steps"));
  }

  @Test
  void whatItMayHoldIsCheckedInItsFile() {
    assertThat(
            problems(
                MAIN,
                TOPIC
                    .replace("sub-flow: topic", "sub-flow: topic\ntrouble: ask\nlanguages: [ru]")
                    .replace("go: thanks", "go: thank")
                    .replace("say: [connecting]", "say: [connectin]")))
        .containsExactly(
            "sub1:2:1: a sub-flow has no 'trouble' of its own."
                + " It takes that of the flow that runs it; remove it",
            "sub1:3:1: a sub-flow has no 'languages' of its own."
                + " It takes that of the flow that runs it; remove it",
            "sub1:13:43: there is no step 'thank'. Did you mean 'thanks'?",
            "sub1:14:18: there is no step 'thank'. Did you mean 'thanks'?",
            "sub1:15:46: there is no step 'thank'. Did you mean 'thanks'?",
            "sub1:21:11: there is no prompt 'connectin'. Did you mean 'connecting'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "with: { chosen: payment } ; with: { chozen: payment } ; is not a variable of this flow",
        "with: { chosen: payment } ; with: { chosen: =1 } ; this expression gives",
        "with: { chosen: payment } ; with: { call.language: en } ; is not a variable of this flow",
        "save: { category: =chosen } ; save: { category: =category } ; category",
        "save: { category: =chosen } ; save: { call.called: =chosen } ; is not for a flow to set",
        "save: { category: =chosen } ; keep: { category: =chosen } ; the key 'keep' is not known here",
      })
  void whatItTakesAndGivesIsChecked(String right, String wrong, String said) {
    assertThat(problems(MAIN.replace(right, wrong), TOPIC))
        .isNotEmpty()
        .anySatisfy(problem -> assertThat(problem).startsWith("main:").contains(said));
  }

  @Test
  void noSecretGoesIntoItsVariablesOrOutOfIt() {
    String sub =
        """
        sub-flow: topic
        variables: { chosen: text }
        steps:
          ask:
            say: [connecting]
            next: return
        """;
    assertThat(
            problems(
                MAIN.replace("chosen: payment", "chosen: =caller.snils")
                    .replace("category: =chosen", "call.language: ru"),
                sub))
        .containsExactly(
            "main:14:21: 'chosen' would give away a secret."
                + " A secret may be kept in a secret field only");
  }

  @Test
  void aRoundThatNoKeyEndsIsFoundAcrossSubFlows() {
    String sub =
        """
        sub-flow: topic
        variables: { chosen: { one-of: skill-groups } }
        steps:
          ask:
            say: [connecting]
            next: return
        """;

    assertThat(problems(MAIN.replace("next: person", "next: again"), sub))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(
                        "the round again > again/ask > again/return > again never ends without a"
                            + " key"));
  }

  @Test
  void aQuestionOfItMustLeaveAWayToAPerson() {
    String main =
        """
        flow: main
        languages: [ru]
        trouble: end
        steps:
          topic:
            run: topic
          end:
            hangup: normal
        """;

    assertThat(problems(main, TOPIC))
        .containsExactly(
            "sub1:7:3: from the step 'topic/ask' no queue can be reached."
                + " Give a way to a step with 'queue', such as an always-key 0");
  }

  @Test
  void itsQuestionsComeAfterTheRecordingNotice() {
    String sub =
        """
        sub-flow: topic
        variables: { chosen: { one-of: skill-groups } }
        steps:
          ask:
            ask: { kind: ticket, prompt: enter-ticket, failed: return }
            next: return
        """;
    String recorded =
        MAIN.replace("trouble: trouble", "recording: { from: recording-notice }\ntrouble: trouble")
            .replace("say: [trouble]", "say: [trouble, recording-notice]");

    assertThat(problems(recorded, sub))
        .contains(
            "sub1:4:3: the step 'topic/ask' can be reached without hearing 'recording-notice'."
                + " Lead every way to it through a step that says the recording notice");
  }

  @Test
  void oneThatNoFlowRunsIsReported() {
    Problems problems = new Problems();
    SubFlows subFlows =
        SubFlows.among(Map.of("sub1", TOPIC, "sub2", "sub-flow: other\n", "main", MAIN), problems);

    assertThat(subFlows.contains("main")).isFalse();
    subFlows.reportUnused(
        List.of(FlowReader.read("main", MAIN, subFlows, Config.known(), problems).orElseThrow()),
        problems);

    assertThat(problems.list())
        .extracting(Object::toString)
        .containsExactly(
            "sub2:1:11: no flow runs the sub-flow 'other'."
                + " Remove it, or run it by a step 'run: other'");
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThat(problems(MAIN, TOPIC, TOPIC))
        .anySatisfy(p -> assertThat(p).contains("there is another sub-flow named 'topic'"));
  }

  @Test
  void aFileThatCannotBeReadIsTheOnlyProblem() {
    assertThat(problems(MAIN, "sub-flow: topic\nsteps:\n\t- no\n"))
        .singleElement()
        .asString()
        .startsWith("sub1:3:1: this is not YAML");
  }
}
