package org.liniya.server.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;

/** The calls that operators have made and that go on, by our leg to the operator. Thread-safe. */
final class RunningDeskCalls {

  private final Map<LegId, DeskCall> calls = new ConcurrentHashMap<>();

  void add(LegId operatorsLeg, DeskCall call) {
    calls.put(operatorsLeg, call);
  }

  void remove(LegId operatorsLeg) {
    calls.remove(operatorsLeg);
  }

  Optional<DeskCall> find(LegId operatorsLeg) {
    return Optional.ofNullable(calls.get(operatorsLeg));
  }

  /** The call in which an operator talks with whom they have reached. */
  Optional<DeskCall> talking(OperatorId operator) {
    return calls.values().stream().filter(call -> call.isOf(operator) && call.talks()).findFirst();
  }
}
