package org.liniya.server.imports;

import java.util.List;

/** Where a key, a silence or a wrong key leads. Each value is immutable. */
sealed interface Destination {

  /** Another menu, by its name elsewhere. */
  record ToMenu(String menu) implements Destination {}

  /** A queue, by its name elsewhere. */
  record ToQueue(String queue) implements Destination {}

  /** Something is said before. */
  record Says(List<Sound> sounds, Destination then) implements Destination {
    public Says {
      sounds = List.copyOf(sounds);
    }
  }

  /** The menu before this one. */
  record Back() implements Destination {}

  /** The first menu of the call. */
  record Top() implements Destination {}

  /** The end of the call. */
  record HangUp() implements Destination {}

  /** An operator: stands for everything that has no counterpart, so that nobody is lost. */
  record Person() implements Destination {}

  /** Without what is said on the way. */
  default Destination end() {
    return this instanceof Says(var _, Destination then) ? then.end() : this;
  }
}
