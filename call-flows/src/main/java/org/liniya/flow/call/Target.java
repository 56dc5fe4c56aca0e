package org.liniya.flow.call;

import org.liniya.yaml.Place;

/** Where a step can lead. Immutable. */
public sealed interface Target {

  /** Another step of the flow, by its name. */
  record ToStep(String step, Place place) implements Target {}

  /** The same step again. */
  record Repeat() implements Target {}

  /** The menu or question before this one. */
  record Back() implements Target {}

  /** The first step of the flow. */
  record Top() implements Target {}

  /** The end of the call. */
  record HangUp() implements Target {}

  /** How it is written. */
  default String word() {
    return switch (this) {
      case ToStep to -> to.step();
      case Repeat _ -> "repeat";
      case Back _ -> "back";
      case Top _ -> "top";
      case HangUp _ -> "hangup";
    };
  }
}
