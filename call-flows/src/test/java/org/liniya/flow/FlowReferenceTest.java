package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.flow.step.StepKinds;
import org.liniya.yaml.Problems;

/** The examples of {@code docs/flow-reference.md} are read as administrators would write them. */
class FlowReferenceTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml( step)?\\n(.*?)```");

  /** A flow around a step that stands alone in the reference. */
  private static final String AROUND =
      """
      flow: example
      languages: [ru, en]
      recording: { from: recording-notice }
      trouble: person
      variables:
        rating: { whole: 1-9 }
        category: { one-of: skill-groups, default: other }
      always:
        keys: { "*": repeat, "0": person }
      steps:
        notice:
          say: [recording-notice]
        before:
          menu: { prompt: welcome, keys: { 1: { go: opened } }, otherwise: person }
        opened:
          ticket: { open: { category: other } }
        example:
      @STEP@  person:
          queue: { skill-group: other }
        rate:
          survey: { prompt: rate-the-operator }
        end:
          hangup: normal
      """;

  static List<MatchResult> examples() {
    String page = Config.text(Config.ROOT.resolve("docs/flow-reference.md"));
    return EXAMPLE.matcher(page).results().toList();
  }

  static Stream<String> steps() {
    return examples().stream().filter(e -> e.group(1) != null).map(e -> e.group(2));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepOfTheReferenceIsRight(String step) {
    assertThat(problems(around(step))).isEmpty();
  }

  @Test
  void theWholeFlowsOfTheReferenceAreRight() {
    List<String> flows =
        examples().stream().filter(e -> e.group(1) == null).map(e -> e.group(2)).toList();

    assertThat(flows)
        .isNotEmpty()
        .filteredOn(flow -> !flow.startsWith("sub-flow:")) // the example of 'run' runs it
        .allSatisfy(flow -> assertThat(problems(flow)).isEmpty());
  }

  @Test
  void everyStepKindHasAnExample() {
    List<String> steps = steps().toList();

    assertThat(StepKinds.words())
        .allSatisfy(
            kind -> assertThat(steps).anySatisfy(step -> assertThat(step).startsWith(kind + ":")));
  }

  /** A flow that holds a step of the reference. */
  static String around(String step) {
    return AROUND.replace("@STEP@", step.indent(4));
  }

  static List<String> problems(String flow) {
    Problems problems = new Problems();
    SubFlows subFlows =
        SubFlows.among(
            examples().stream()
                .map(e -> e.group(2))
                .filter(example -> example.startsWith("sub-flow:"))
                .collect(Collectors.toMap(example -> example, example -> example)),
            problems);
    FlowReader.read("flow-reference.md", flow, subFlows, Config.known(), problems);
    return problems.list().stream().map(Object::toString).toList();
  }
}
