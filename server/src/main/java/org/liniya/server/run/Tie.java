package org.liniya.server.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;

/**
 * The way from one front end of ours to the other: one call, of which each of them has an end. What
 * goes in at one end is heard at the other. Thread-safe; never blocks.
 */
interface Tie {

  /** Whether a call over it is likely to come up, before anybody's telephone is rung for it. */
  boolean isUp();

  /**
   * Makes a call.
   *
   * @param results gets exactly one
   */
  Dialer.Dialling open(Wanted wanted, Consumer<Result> results);

  /**
   * What is wanted of it.
   *
   * @param codecOf whose codec is offered first
   * @param sip gets the signals of the end at our own SIP
   * @param asterisk gets those of the end behind Asterisk
   */
  record Wanted(
      CallId call, Optional<Leg> codecOf, Consumer<Signal> sip, Consumer<Signal> asterisk) {}

  /** What has come of it. */
  sealed interface Result {
    record Up(Leg sip, Leg asterisk) implements Result {}

    record Failed(EndCause cause) implements Result {}
  }
}
