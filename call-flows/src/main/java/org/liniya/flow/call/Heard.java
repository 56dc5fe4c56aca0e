package org.liniya.flow.call;

import org.liniya.call.Key;
import org.liniya.call.Signal;

/** What the caller's line brought while a step waited. Immutable. */
public sealed interface Heard {

  record Pressed(Key key) implements Heard {}

  /** What was playing is over. */
  record PlayingOver(boolean completed) implements Heard {}

  /** The time that the step gave went by. */
  record TimeUp() implements Heard {}

  /** The step is to end with this outcome; every further wait says the same. */
  record Over(Outcome outcome) implements Heard {}

  /** Something about the queue, an operator or hold. */
  record Arrived(Signal signal) implements Heard {}
}
