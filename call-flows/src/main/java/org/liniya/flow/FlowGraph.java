package org.liniya.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Exit;
import org.liniya.flow.step.Step;

/**
 * A flow as a picture in Mermaid's flowchart syntax: a box for every step, an arrow for every way
 * out, with what leads there written on it. Stateless.
 */
public final class FlowGraph {

  private static final String END = "hangup";
  private static final String BACK = "back";

  private final Flow flow;
  private final Map<String, String> boxes = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private FlowGraph(Flow flow) {
    this.flow = flow;
    flow.steps().keySet().forEach(step -> boxes.put(step, "s" + boxes.size()));
  }

  /** The picture, as lines of text. */
  public static String mermaid(Flow flow) {
    return new FlowGraph(flow).draw();
  }

  private String draw() {
    lines.add("flowchart TD");
    lines.add("  call([\"" + text(flow.name()) + "\"]) --> " + boxes.get(flow.start()));
    for (Step step : flow.steps().values()) {
      lines.add(
          "  %s[\"%s<br/>%s\"]"
              .formatted(boxes.get(step.id()), text(step.id()), step.action().word()));
      arrows(step);
    }
    flow.trouble()
        .ifPresent(
            target -> lines.add("  broken([\"trouble\"]) -.-> " + box(target, flow.start())));
    if (lines.stream().anyMatch(line -> line.endsWith(" " + BACK))) {
      lines.add("  " + BACK + "([\"the question before\"])");
    }
    lines.add("  " + END + "([\"end of the call\"])");
    return String.join("\n", lines) + "\n";
  }

  private void arrows(Step step) {
    Map<String, List<String>> byBox = new LinkedHashMap<>();
    for (Exit exit : step.action().exits()) {
      byBox
          .computeIfAbsent(box(exit.target(), step.id()), _ -> new ArrayList<>())
          .add(exit.label());
    }
    if (step.action().goesOn()) {
      step.next()
          .ifPresent(
              next ->
                  byBox.computeIfAbsent(box(next, step.id()), _ -> new ArrayList<>()).add("next"));
    }
    byBox.forEach(
        (box, labels) ->
            lines.add(
                "  %s -->|\"%s\"| %s"
                    .formatted(
                        boxes.get(step.id()),
                        labels.stream()
                            .distinct()
                            .map(FlowGraph::text)
                            .collect(Collectors.joining("<br/>")),
                        box)));
  }

  private String box(Target target, String here) {
    return switch (target) {
      case Target.ToStep to -> boxes.getOrDefault(to.step(), END);
      case Target.Repeat _ -> boxes.getOrDefault(here, END);
      case Target.Top _ -> boxes.getOrDefault(flow.start(), END);
      case Target.Back _ -> BACK;
      case Target.HangUp _ -> END;
    };
  }

  /** As Mermaid takes it between quotes. */
  private static String text(String any) {
    return any.replace("&", "#amp;").replace("\"", "#quot;").replace("<", "#lt;");
  }
}
