package org.liniya.flow.step;

import java.util.Optional;
import org.liniya.flow.call.Target;
import org.liniya.yaml.Place;

/**
 * One node of a flow. Immutable.
 *
 * @param id the name; of a step of a sub-flow {@code RUNNING-STEP/NAME}
 * @param next where to go on; the step below when the file does not say, empty when nothing follows
 */
public record Step(String id, Place place, Action action, Optional<Target> next) {

  /** The name of the step behind the last of a sub-flow's, which the target {@code return} is. */
  public static final String RETURN = "return";

  /** Between the step that runs a sub-flow and the sub-flow's own. */
  public static final String IN = "/";

  /** How many sub-flows it stands in. */
  public int depth() {
    return (int) id.chars().filter(c -> c == IN.charAt(0)).count();
  }

  /** What the names of a sub-flow's steps begin with; empty outside of all. */
  public static String scope(String id) {
    return id.substring(0, id.lastIndexOf(IN) + 1);
  }
}
