package org.liniya.flow.value;

import java.time.Duration;
import java.util.Map;

/** What an expression can see while it is evaluated. Used only on the call's thread. */
public interface Scope {

  /** Variables by name, and structs by name as maps of their fields. */
  Map<String, Object> variables();

  /** Whether a calendar is open now. */
  boolean open(String calendar);

  /** How many wait in a group; 0 when there is no such group. */
  long waiting(String group);

  /** How many operators of a group are ready. */
  long ready(String group);

  /** The wait to expect; {@link Waits#ENDLESS} with nobody logged in. */
  Duration estimate(String group);
}
