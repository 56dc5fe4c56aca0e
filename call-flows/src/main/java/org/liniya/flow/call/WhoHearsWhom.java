package org.liniya.flow.call;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liniya.port.Guest;
import org.liniya.port.Leg;
import org.liniya.port.Mix;

/**
 * Who hears whom in a talk with guests: a pure rule.
 *
 * <ul>
 *   <li>Caller, operator and whom the operator consulted hear one another. An operator has two
 *       telephones' lines then, and hears everybody on both but never the other of the two.
 *   <li>A supervisor hears all of them.
 *   <li>Listening: nobody hears the supervisor. Whispering: the operator does, on both lines.
 *       Barging: everybody does.
 * </ul>
 */
final class WhoHearsWhom {

  private final Map<Leg, Set<Leg>> hears = new HashMap<>();

  private WhoHearsWhom() {}

  static Mix of(Leg caller, Leg operator, List<Guest.Part> guests) {
    WhoHearsWhom rule = new WhoHearsWhom();
    Set<Leg> operators = new HashSet<>(Set.of(operator));
    Set<Leg> others = new HashSet<>(Set.of(caller));
    for (Guest.Part part : guests) {
      switch (part) {
        case Guest.Consulted consulted -> {
          operators.add(consulted.operatorsLeg());
          others.add(consulted.far());
        }
        case Guest.Supervisor _ -> {}
      }
    }
    rule.hear(others, operators);
    rule.hear(operators, others);
    rule.hear(others, others);
    Set<Leg> talking = new HashSet<>(operators);
    talking.addAll(others);
    for (Guest.Part part : guests) {
      switch (part) {
        case Guest.Consulted _ -> {}
        case Guest.Supervisor supervisor -> {
          Set<Leg> own = Set.of(supervisor.leg());
          rule.hear(own, talking);
          switch (supervisor.mode()) {
            case LISTEN -> {}
            case WHISPER -> rule.hear(operators, own);
            case BARGE -> rule.hear(talking, own);
          }
        }
      }
    }
    return new Mix(rule.hears);
  }

  private void hear(Set<Leg> ears, Set<Leg> voices) {
    for (Leg ear : ears) {
      Set<Leg> heard = hears.computeIfAbsent(ear, _ -> new HashSet<>());
      heard.addAll(voices);
      heard.remove(ear);
    }
  }
}
