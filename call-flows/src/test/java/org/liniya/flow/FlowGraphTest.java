package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liniya.flow.step.Exit;
import org.liniya.flow.step.Step;

/** A flow as a picture. */
class FlowGraphTest {

  private static final Pattern BOX = Pattern.compile("  (s\\d+)\\[\"(.*)<br/>(.*)\"]");

  @Test
  void showsEveryStepAndWhatLeadsOutOfIt() {
    Flow flow =
        Config.read(
            "small.yaml",
            """
            flow: small
            languages: [ru]
            trouble: sorry
            steps:
              greeting:
                say: [welcome]
              which:
                menu:
                  keys:
                    1: { prompt: press-for-russian, go: sorry }
                    2: { prompt: press-for-english, go: sorry }
                    3: { prompt: choose-category, go: repeat }
                    4: { prompt: choose-category, go: back }
                    5: { prompt: choose-category, go: top }
                  no-match: hangup
                  no-input: sorry
              sorry:
                queue: { skill-group: access, timeout: { wait: 1m, go: hangup }, full: hangup, closed: hangup, served: hangup }
            """);

    assertThat(FlowGraph.mermaid(flow).lines())
        .containsExactly(
            "flowchart TD",
            "  call([\"small\"]) --> s0",
            "  s0[\"greeting<br/>say\"]",
            "  s0 -->|\"next\"| s1",
            "  s1[\"which<br/>menu\"]",
            "  s1 -->|\"key 1<br/>key 2<br/>no-input\"| s2",
            "  s1 -->|\"key 3\"| s1",
            "  s1 -->|\"key 4\"| back",
            "  s1 -->|\"key 5\"| s0",
            "  s1 -->|\"no-match\"| hangup",
            "  s2[\"sorry<br/>queue\"]",
            "  s2 -->|\"timeout<br/>closed<br/>full<br/>served\"| hangup",
            "  broken([\"trouble\"]) -.-> s2",
            "  back([\"the question before\"])",
            "  hangup([\"end of the call\"])");
  }

  @Test
  void nothingOfTheHotlineIsLeftOut() {
    Flow hotline = Config.hotline();
    List<String> picture = FlowGraph.mermaid(hotline).lines().toList();
    Map<String, String> boxes =
        picture.stream()
            .map(BOX::matcher)
            .filter(Matcher::matches)
            .collect(Collectors.toMap(box -> box.group(2), box -> box.group(1)));

    assertThat(boxes).containsOnlyKeys(hotline.steps().keySet());
    for (Step step : hotline.steps().values()) {
      String from = "  " + boxes.get(step.id()) + " -->|";
      List<String> arrows = picture.stream().filter(line -> line.startsWith(from)).toList();
      for (Exit exit : step.action().exits()) {
        assertThat(arrows).as(step.id()).anyMatch(arrow -> arrow.contains(exit.label()));
      }
      assertThat(arrows.stream().anyMatch(arrow -> arrow.contains("next")))
          .as(step.id())
          .isEqualTo(step.action().goesOn() && step.next().isPresent());
    }
  }
}
