package org.liniya.acd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.OperatorId;

/**
 * Puts a new configuration in force. Callers of a group that is gone are given back, operators who
 * are gone finish their talk. Owned by {@link Acd}; not thread-safe.
 */
final class Configuring {

  private final Queues queues;
  private final Desks desks;
  private final Attendance attendance;
  private final Callers callers;

  Configuring(Queues queues, Desks desks, Attendance attendance, Callers callers) {
    this.queues = queues;
    this.desks = desks;
    this.attendance = attendance;
    this.callers = callers;
  }

  void configure(AcdEvent.ConfigurationChanged changed) {
    configureGroups(changed.groups());
    configureOperators(changed.operators());
    queues.reindex(desks.all());
    queues.freeAll();
  }

  private void configureGroups(List<SkillGroup> groups) {
    groups.forEach(queues::configure);
    Set<String> names = groups.stream().map(SkillGroup::name).collect(Collectors.toSet());
    List.copyOf(queues.all()).stream()
        .filter(queue -> !names.contains(queue.group().name()))
        .forEach(callers::closeGroup);
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
