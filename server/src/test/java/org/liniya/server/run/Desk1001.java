package org.liniya.server.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard;

/** A board on which the operator 1001 alone is; remembers what was asked of it. */
final class Desk1001 implements OperatorBoard {
  final List<String> asked = new ArrayList<>();
  volatile String state = "ready";
  volatile Optional<CallId> call = Optional.empty();

  @Override
  public List<OperatorView> operators() {
    return List.of(
        new OperatorView(new OperatorId("1001"), state, "", Instant.EPOCH, true, List.of(), call));
  }

  @Override
  public List<GroupView> groups() {
    return List.of();
  }

  @Override
  public Optional<List<GroupWhy>> why() {
    return Optional.of(List.of());
  }

  @Override
  public boolean pause(OperatorId operator, String reason) {
    return asked("pause " + operator + " " + reason, operator);
  }

  @Override
  public boolean ready(OperatorId operator) {
    return asked("ready " + operator, operator);
  }

  @Override
  public boolean extendWrapUp(OperatorId operator) {
    return asked("extend " + operator, operator);
  }

  private boolean asked(String what, OperatorId operator) {
    asked.add(what);
    return operator.value().equals("1001");
  }
}
