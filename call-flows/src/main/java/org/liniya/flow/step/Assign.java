package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;

/** {@code set}: gives variables and fields their values. Immutable. */
public record Assign(List<Assignment> assignments) implements Action {

  static Optional<Assign> read(StepReader in) {
    return Optional.of(new Assign(in.assignments(in.step(), "set")));
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    Assignment.apply(assignments, call);
    return Outcome.ONWARD;
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
