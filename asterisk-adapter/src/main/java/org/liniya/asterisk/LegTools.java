package org.liniya.asterisk;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.liniya.port.Time;

/**
 * What legs share. Immutable.
 *
 * @param ears where Asterisk sends what parties say; empty where nobody is listened to
 * @param lock guards the state of all legs: what is done under it is short and never blocks, and
 *     two legs are changed together
 */
record LegTools(
    Manager manager,
    SoundFiles sounds,
    Optional<EarServer> ears,
    SharedFolder recordings,
    Later timer,
    ReentrantLock lock,
    Time time) {

  /** The context of the dialplan from which a channel asks us again. */
  static final String AGAIN = "liniya-again";
}
