package org.liniya.server.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.acd.Acd;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.WaitingRoom.Figures;

/**
 * The queues as threads other than {@code acd} may see them. Immutable.
 *
 * @param kept how many calls and operators' legs are remembered
 */
record AcdSnapshot(
    List<OperatorView> operators, List<GroupView> groups, Map<String, Figures> figures, int kept) {

  /** Before anything has happened. */
  static final AcdSnapshot EMPTY = new AcdSnapshot(List.of(), List.of(), Map.of(), 0);

  /** As it stands now; for the {@code acd} thread. */
  static AcdSnapshot of(Acd acd, OfferedLegs legs, Instant now) {
    List<GroupView> groups = acd.groups(now);
    Map<String, Figures> figures = new HashMap<>();
    for (GroupView group : groups) {
      acd.figures(group.name(), now).ifPresent(f -> figures.put(group.name(), f));
    }
    return new AcdSnapshot(
        acd.operators(), groups, Map.copyOf(figures), legs.calls() + legs.count());
  }

  Optional<Figures> figures(String group) {
    return Optional.ofNullable(figures.get(group));
  }

  boolean knows(OperatorId operator) {
    return operators.stream().anyMatch(o -> o.id().equals(operator));
  }
}
