package org.liniya.flow.step;

import java.util.List;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;

/** Stands for a step that could not be read, while its file is checked; never run. Immutable. */
public record Unread() implements Action {

  @Override
  public Outcome run(String step, LiveCall call) {
    throw new IllegalStateException("a flow with problems is not run");
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public boolean goesOn() {
    return false;
  }
}
