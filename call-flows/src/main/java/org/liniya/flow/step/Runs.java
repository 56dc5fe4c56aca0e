package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Variable;
import org.liniya.yaml.Yaml;

/** Puts sub-flows into the flow that is being read. For the thread that reads it. */
public interface Runs {

  /**
   * Reads a sub-flow in the place of the step that runs it.
   *
   * @return empty, with a problem, when there is none of that name or it has no steps
   */
  Optional<SubFlowPart> read(StepReader by, Yaml.Text name);

  /**
   * A sub-flow as one step runs it.
   *
   * @param names reads with the sub-flow's variables
   */
  record SubFlowPart(Target first, List<Variable> variables, StepReader names) {
    public SubFlowPart {
      variables = List.copyOf(variables);
    }
  }
}
