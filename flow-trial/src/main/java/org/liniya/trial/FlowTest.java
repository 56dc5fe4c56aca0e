package org.liniya.trial;

import java.util.ArrayList;
import java.util.List;
import org.liniya.flow.Flow;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problem;

/**
 * A test of a flow as an administrator wrote it. Immutable.
 *
 * @param file where it was read from
 * @param name what it shows, in the administrator's words
 */
public record FlowTest(
    String file,
    String name,
    Flow flow,
    Given given,
    List<Line> script,
    List<Expectation> expectations) {

  public FlowTest {
    script = List.copyOf(script);
    expectations = List.copyOf(expectations);
  }

  /** A line of the script and where it stands. */
  public record Line(Act act, Place place) {}

  /**
   * What came of it. Immutable.
   *
   * @param failures none when it is green; they hold no digits that a caller pressed or heard
   */
  public record Verdict(FlowTest test, Result result, List<Problem> failures) {
    public Verdict {
      failures = List.copyOf(failures);
    }

    public boolean green() {
      return failures.isEmpty();
    }
  }

  /** Runs it, in milliseconds, on the thread that calls. */
  public Verdict run(Surroundings surroundings) {
    Result result = Trial.run(flow, surroundings, given, script.stream().map(Line::act).toList());
    List<Problem> failures = new ArrayList<>();
    result
        .stopped()
        .ifPresent(
            stopped ->
                failures.add(
                    new Problem(script.get(stopped.line() - 1).place(), stopped.toString(), "")));
    if (failures.isEmpty()) { // what comes after a script that stopped is another call
      for (Expectation expected : expectations) {
        expected
            .missed(result)
            .ifPresent(text -> failures.add(new Problem(expected.place(), text, "")));
      }
    }
    return new Verdict(this, result, failures);
  }
}
