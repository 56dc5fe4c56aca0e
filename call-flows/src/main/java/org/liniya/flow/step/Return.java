package org.liniya.flow.step;

import java.util.List;
import java.util.Map;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;

/**
 * The end of a sub-flow, which the target {@code return} leads to: keeps what is to be kept of its
 * variables and goes on behind the step that ran it. Immutable.
 */
public record Return(List<Assignment> save) implements Action {

  public Return {
    save = List.copyOf(save);
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    Map<String, Object> kept = Assignment.values(save, call.memory());
    call.memory().leave();
    kept.forEach(call::set);
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
