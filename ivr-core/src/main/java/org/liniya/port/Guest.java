package org.liniya.port;

import java.util.function.Consumer;
import org.liniya.call.OperatorId;
import org.liniya.call.Supervision;

/**
 * Somebody besides caller and operator who wants to take part in their talk. Comes to the caller's
 * call by {@link org.liniya.call.Signal.Beside}; whoever serves the call tells {@code told} of each
 * guest {@code OVER} once at the latest when the talk ends, and {@code ADMITTED} before it if the
 * guest is let in. The guest's legs stay the property of whoever brought them.
 *
 * @param number tells the guests of a server apart
 * @param told called on the call's thread; returns at once
 */
public record Guest(long number, Part part, Consumer<News> told) {

  /** What a guest is told. */
  public enum News {
    ADMITTED,
    /** Not let in, or the talk is over. */
    OVER
  }

  /** What the guest comes for. */
  public sealed interface Part {}

  /** A supervisor, on one telephone. */
  public record Supervisor(OperatorId who, Leg leg, Supervision mode) implements Part {
    public Supervisor in(Supervision other) {
      return new Supervisor(who, leg, other);
    }
  }

  /**
   * Whom the operator has consulted; the operator may speak on either line.
   *
   * @param operatorsLeg the operator's other line, of the consultation
   * @param who the colleague, or empty text for a number outside
   */
  public record Consulted(Leg operatorsLeg, Leg far, String who) implements Part {}
}
