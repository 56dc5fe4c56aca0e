package org.liniya.flow.value;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;

/** What an expression can see while it is evaluated. Used only on the call's thread. */
public interface Scope {

  /** Variables by name, and structs by name as maps of their fields. */
  Map<String, Object> variables();

  /** Whether a calendar is open now. */
  boolean open(String calendar);

  /** What it is now by the clock and the calendar on the wall, in a calendar's time zone. */
  LocalDateTime local(String calendar);

  /**
   * How many calls of the caller's number there were in that time until now, this one among them; 0
   * when the network does not vouch for the number.
   */
  long callsFrom(Duration period);

  /** How many wait in a group; 0 when there is no such group. */
  long waiting(String group);

  /** How many operators of a group are ready. */
  long ready(String group);

  /** The wait to expect; {@link Waits#ENDLESS} with nobody logged in. */
  Duration estimate(String group);
}
