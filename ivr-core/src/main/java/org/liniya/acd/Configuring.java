package org.liniya.acd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.OperatorId;

/**
 * Puts a new configuration in force. Who waits in a group that is gone is served by those who
 * served it, or given back when none of them is left; operators who are gone finish their talk.
 * Owned by {@link Acd}; not thread-safe.
 */
final class Configuring {

  private final Queues queues;
  private final Desks desks;
  private final Attendance attendance;
  private final Callers callers;
  private final Overflows overflows;
  private final Reservations reservations;

  Configuring(
      Queues queues,
      Desks desks,
      Attendance attendance,
      Callers callers,
      Overflows overflows,
      Reservations reservations) {
    this.queues = queues;
    this.desks = desks;
    this.attendance = attendance;
    this.callers = callers;
    this.overflows = overflows;
    this.reservations = reservations;
  }

  void configure(AcdEvent.ConfigurationChanged changed) {
    releaseReserved();
    configureGroups(changed.groups());
    configureOperators(changed.operators());
    closeDeserted(changed.operators());
    queues.reindex(desks.all());
    overflows.configured();
    queues.freeAll();
  }

  /** Operators may be gone, or not serve their callers any more. */
  private void releaseReserved() {
    desks.all().forEach(d -> reservations.release(d.profile().id(), "configuration changed"));
  }

  private void configureGroups(List<SkillGroup> groups) {
    groups.forEach(queues::configure);
    Set<String> names = groups.stream().map(SkillGroup::name).collect(Collectors.toSet());
    List<Desk> before = desks.all();
    queues.all().stream()
        .map(queue -> queue.group().name())
        .filter(name -> !names.contains(name))
        .forEach(name -> queues.leaving().leave(name, before));
  }

  /** Nobody waits there, or nobody would ever come. */
  private void closeDeserted(List<OperatorProfile> operators) {
    queues.leaving().keepOnly(operators.stream().map(OperatorProfile::id).toList());
    for (GroupQueue queue : List.copyOf(queues.all())) {
      String name = queue.group().name();
      boolean deserted =
          !queues.leaving().anyoneServes(name)
              && operators.stream().noneMatch(operator -> operator.skills().contains(name));
      if (queues.leaving().leaves(name) && (deserted || queue.waiting().size() == 0)) {
        callers.closeGroup(queue);
      }
    }
  }

  private void configureOperators(List<OperatorProfile> operators) {
    Map<OperatorId, OperatorProfile> profiles = new LinkedHashMap<>();
    operators.forEach(profile -> profiles.put(profile.id(), profile));
    for (Desk desk : desks.removeAllBut(profiles.keySet())) {
      attendance.goOffline(desk);
      desks.dropIfRemoved(desk);
    }
    profiles.values().forEach(this::configureOperator);
  }

  private void configureOperator(OperatorProfile profile) {
    boolean added = desks.find(profile.id()).isEmpty();
    desks.configure(profile);
    if (added && desks.isRegistered(profile.id())) {
      attendance.register(profile.id());
    }
  }
}
