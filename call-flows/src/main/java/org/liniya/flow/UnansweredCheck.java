package org.liniya.flow;

import org.liniya.flow.step.Assign;
import org.liniya.flow.step.Choose;
import org.liniya.flow.step.HangUp;
import org.liniya.flow.step.Return;
import org.liniya.flow.step.Run;
import org.liniya.flow.step.Say;
import org.liniya.flow.step.Step;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** What a flow with {@code answer: early-media} may not hold. Stateless. */
final class UnansweredCheck {

  private UnansweredCheck() {}

  /** Who was never answered can be told something, and no more. */
  static void check(Flow flow, Section root, Problems problems) {
    if (flow.notice().isPresent()) {
      problems.add(
          root.placeOf("recording"),
          "a call that is never answered is not recorded",
          "Remove 'recording', or answer the call: 'answer: at-once'");
    }
    for (Step step : flow.steps().values()) {
      boolean possible =
          step.action() instanceof Say
              || step.action() instanceof Choose
              || step.action() instanceof Assign
              || step.action() instanceof Run
              || step.action() instanceof Return
              || step.action() instanceof HangUp;
      if (!possible) {
        problems.add(
            step.place(),
            "the step '" + step.id() + "' needs an answered call",
            "With 'answer: early-media' a flow has only say, choose, set, run and hangup");
      }
    }
  }
}
