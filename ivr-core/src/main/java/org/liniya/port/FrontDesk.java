package org.liniya.port;

import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Signal;

/**
 * Where a front end brings a new caller. Called on the front end's own thread: returns at once and
 * does its work elsewhere.
 */
public interface FrontDesk {

  /**
   * A caller has arrived on a leg that is neither ringing nor answered yet. The front end delivers
   * everything that happens on the leg to the sink that comes back, in order, from any one thread
   * at a time.
   */
  Accepted arrived(Arrival arrival);

  /**
   * What the caller has become.
   *
   * @param call the identifier under which everything about the call is stored
   * @param sink gets what happens on the caller's leg
   */
  record Accepted(CallId call, Consumer<Signal> sink) {}

  /**
   * An incoming call as the front end saw it.
   *
   * @param called the number or name dialled, as configured under {@code numbers}
   * @param flow the flow that the trunk's configuration names for it
   * @param trunk by which trunk it came
   */
  record Arrival(Leg leg, CallerNumber from, String called, String flow, String trunk) {}
}
