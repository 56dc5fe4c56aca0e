package org.liniya.port;

import java.util.List;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Diversion;
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
   * @param called the number dialled, in E.164 form where it is a telephone number, or the name
   * @param flow the flow that the trunk's configuration names for it
   * @param trunk by which trunk it came
   * @param diverted from which numbers the call was diverted to us, the latest first; a few
   */
  record Arrival(
      Leg leg,
      CallerNumber from,
      String called,
      String flow,
      String trunk,
      List<Diversion> diverted) {

    public Arrival {
      diverted = List.copyOf(diverted);
    }

    /** A call that nobody has diverted. */
    public Arrival(Leg leg, CallerNumber from, String called, String flow, String trunk) {
      this(leg, from, called, flow, trunk, List.of());
    }
  }
}
