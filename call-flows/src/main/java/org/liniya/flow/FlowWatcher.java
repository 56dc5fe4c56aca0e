package org.liniya.flow;

import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.step.Step;

/**
 * Is told what a {@link FlowRunner} does: for flow tests and for those who try a flow. Called on
 * the call's thread; must not throw, and must not keep the call beyond its end.
 */
@FunctionalInterface
public interface FlowWatcher {

  /** A step was entered and is run next. */
  default void enters(Step step, LiveCall call) {}

  /** A step threw, which its outcome then tells in one word; {@code why} may hold secrets. */
  default void broke(Step step, RuntimeException why) {}

  /** What came of a visit of a step. */
  void left(Step step, Outcome outcome);
}
