package org.liniya.acd;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;

/** Who waits for the operator of their ticket, as a {@link DayWitness} knows it. */
final class WitnessedReservations {

  private record Reserved(OperatorId operator, Instant until) {}

  private final Map<CallId, Reserved> reserved = new HashMap<>();

  /** Calls that were reserved since they entered their group. */
  private final Set<CallId> once = new HashSet<>();

  void entered(CallId call) {
    once.remove(call);
    reserved.remove(call);
  }

  void begins(WaitingCaller caller, SkillGroup group, JournalEvent.Reserved event, Instant now) {
    OperatorId operator = new OperatorId(event.operator());
    Witness.must(once.add(caller.call()), "reserved twice");
    Witness.must(
        caller.lastServed().filter(operator::equals).isPresent(), "reserved for a stranger");
    reserved.put(caller.call(), new Reserved(operator, now.plus(group.routing().reservation())));
  }

  void ended(CallId call) {
    Witness.must(reserved.remove(call) != null, "a reservation ended that there is not");
  }

  /** Telephones ring for the call: only that of its operator, if it is reserved. */
  void rings(AcdEffect.Ring ring) {
    Witness.must(
        isFor(ring.call(), ring.operator()), () -> "reserved for another operator: " + ring);
    reserved.remove(ring.call());
  }

  void left(CallId call) {
    reserved.remove(call);
  }

  /** Whether the call may be offered to this operator. */
  boolean isFor(CallId call, OperatorId operator) {
    Reserved held = reserved.get(call);
    return held == null || held.operator().equals(operator);
  }

  void check(WitnessedTeam team, Instant now) {
    reserved.forEach(
        (call, held) -> {
          Witness.must(held.until().isAfter(now), () -> call + " is reserved for too long");
          Witness.must(
              !team.away(held.operator()), () -> call + " is reserved for one who is away");
        });
  }
}
