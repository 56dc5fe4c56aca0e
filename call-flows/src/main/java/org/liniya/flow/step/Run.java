package org.liniya.flow.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Variable;
import org.liniya.yaml.Section;

/**
 * {@code run}: runs a sub-flow and goes on when it returns. The sub-flow's steps stand in the flow
 * behind this one, named {@code STEP/…}; the last of them is a {@link Return}. Immutable.
 *
 * @param variables the sub-flow's own, new each time it is run
 * @param with what they hold at its beginning, instead of their defaults
 * @param save what is kept of it, for {@link Return}
 * @param first its first step
 */
public record Run(
    String flow,
    List<Variable> variables,
    List<Assignment> with,
    List<Assignment> save,
    Target first)
    implements Action {

  public Run {
    variables = List.copyOf(variables);
    with = List.copyOf(with);
    save = List.copyOf(save);
  }

  static Optional<Run> read(StepReader in) {
    Section step = in.step();
    Optional<Runs.SubFlowPart> part = step.scalar("run").flatMap(name -> in.runs().read(in, name));
    if (part.isEmpty()) {
      step.value("with");
      step.value("save");
      return Optional.empty();
    }
    StepReader within = part.get().names();
    // the names of 'with' are the sub-flow's variables and its values the flow's, 'save' the
    // reverse
    List<Assignment> with = within.withFields(Map.of()).assignments(step, "with", in.expressions());
    List<Assignment> save = in.assignments(step, "save", within.expressions());
    return Optional.of(
        new Run(step.text("run", ""), part.get().variables(), with, save, part.get().first()));
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    call.memory().enter(variables, Assignment.values(with, call.memory()));
    return new Outcome.Next(first);
  }

  @Override
  public List<Exit> exits() {
    return List.of(Exit.other("run", first));
  }

  @Override
  public boolean goesOn() {
    return false;
  }
}
