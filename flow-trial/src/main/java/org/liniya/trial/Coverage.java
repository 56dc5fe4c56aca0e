package org.liniya.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.liniya.flow.Flow;

/**
 * Which steps of a flow, and which ways out of them, its trials have passed. Immutable.
 *
 * @param steps all of the flow, in its order
 * @param missedSteps those that no trial entered
 * @param ways out of all steps
 * @param missedWays those that no trial took
 */
public record Coverage(
    String flow,
    List<String> steps,
    List<String> missedSteps,
    List<Way> ways,
    List<Way> missedWays) {

  public Coverage {
    steps = List.copyOf(steps);
    missedSteps = List.copyOf(missedSteps);
    ways = List.copyOf(ways);
    missedWays = List.copyOf(missedWays);
  }

  /** What these trials of the flow have passed together. */
  public static Coverage of(Flow flow, Collection<Result> trials) {
    Set<String> entered = new HashSet<>();
    Set<Way> taken = new HashSet<>();
    for (Result trial : trials) {
      entered.addAll(trial.steps());
      taken.addAll(trial.ways());
    }
    List<String> steps = List.copyOf(flow.steps().keySet());
    List<Way> ways = Way.of(flow);
    return new Coverage(
        flow.name(),
        steps,
        steps.stream().filter(step -> !entered.contains(step)).toList(),
        ways,
        ways.stream().filter(way -> !taken.contains(way)).toList());
  }

  /** For people: the figures, then what is missing, one a line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: steps %s, exits %s"
            .formatted(
                flow,
                figure(steps.size(), missedSteps.size()),
                figure(ways.size(), missedWays.size())));
    missedSteps.forEach(step -> lines.add("  step not entered: " + step));
    missedWays.forEach(way -> lines.add("  exit not taken: " + way));
    return List.copyOf(lines);
  }

  private static String figure(int all, int missed) {
    // rounded down: 100 % is said of everything only
    return "%d of %d (%d %%)"
        .formatted(all - missed, all, all == 0 ? 100 : (all - missed) * 100 / all);
  }
}
