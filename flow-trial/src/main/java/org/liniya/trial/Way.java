package org.liniya.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.flow.Flow;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Exit;
import org.liniya.flow.step.Step;

/**
 * A way out of a step. What is written once in the file is one way, whatever leads there: with
 * {@code otherwise}, no input and no match are the same. Immutable.
 *
 * @param label what leads there, such as {@code key 1}; {@code next} when the step simply goes on
 */
public record Way(String step, String label) {

  private static final String NEXT = "next";

  /** All ways out of all steps, in the order of the flow. */
  public static List<Way> of(Flow flow) {
    List<Way> all = new ArrayList<>();
    for (Step step : flow.steps().values()) {
      labels(step).values().forEach(label -> all.add(new Way(step.id(), label)));
      if (step.action().goesOn()) {
        all.add(new Way(step.id(), NEXT));
      }
    }
    return List.copyOf(all);
  }

  /** The one that was taken; empty when the call ended in the step, or the step broke. */
  static Optional<Way> taken(Step step, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Onward _ -> Optional.of(new Way(step.id(), NEXT));
      case Outcome.Next(Target target) ->
          Optional.ofNullable(labels(step).get(target)).map(label -> new Way(step.id(), label));
      case Outcome.HungUp _,
          Outcome.Ordered _,
          Outcome.LimitReached _,
          Outcome.Done _,
          Outcome.Failed _ ->
          Optional.empty();
    };
  }

  /** By target, which knows its place in the file. */
  private static Map<Target, String> labels(Step step) {
    Map<Target, String> labels = new LinkedHashMap<>();
    for (Exit exit : step.action().exits()) {
      labels.merge(exit.target(), exit.label(), (one, other) -> one + " or " + other);
    }
    return labels;
  }

  @Override
  public String toString() {
    return step + ": " + label;
  }
}
