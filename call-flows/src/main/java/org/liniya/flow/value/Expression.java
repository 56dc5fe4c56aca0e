package org.liniya.flow.value;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import org.liniya.yaml.Place;

/**
 * A checked expression of a flow. Immutable; may be evaluated on any thread, in about a
 * microsecond.
 *
 * @param secret whether it uses a secret, which makes its result one
 */
public record Expression(Place place, String text, boolean secret, CelRuntime.Program program) {

  /**
   * The result now.
   *
   * @throws ValueException when it cannot be computed, such as a division by zero
   */
  public Object evaluate(Scope scope) {
    try {
      return Functions.in(scope, () -> program.eval(scope.variables()));
    } catch (CelEvaluationException e) {
      throw new ValueException("'" + text + "' at " + place + " could not be computed", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
