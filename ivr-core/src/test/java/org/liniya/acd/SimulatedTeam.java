package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Random configurations of a day: groups that overlap, and operators of all levels. */
final class SimulatedTeam {

  private final DayPlan plan;

  SimulatedTeam(DayPlan plan) {
    this.plan = plan;
  }

  /** All groups and operators, or all but one in so many. */
  AcdEvent.ConfigurationChanged configuration(Instant at, int oneIn) {
    List<String> names = new ArrayList<>(); // nobody may name a group that is not
    for (int i = 0; i < plan.groupCount(); i++) {
      if (oneIn == 1 || !plan.chance(oneIn)) {
        names.add("g" + i);
      }
    }
    List<SkillGroup> groups = names.stream().map(name -> group(name, names)).toList();
    List<OperatorProfile> operators = new ArrayList<>();
    for (int i = 0; i < plan.operatorCount(); i++) {
      if (oneIn == 1 || !plan.chance(oneIn)) {
        operators.add(operator(i, names));
      }
    }
    return new AcdEvent.ConfigurationChanged(at, groups, operators);
  }

  private SkillGroup group(String name, List<String> names) {
    Duration wrapUp = Duration.ofSeconds(plan.chance(2) ? 0 : 10 + plan.below(2) * 10L);
    return new SkillGroup(
        name,
        Map.of(),
        SkillGroup.DEFAULT_RING_TIMEOUT,
        wrapUp,
        3 + plan.below(20),
        new Routing(
            strategy(),
            1 + plan.below(3),
            Duration.ofSeconds(plan.below(3) * 20L),
            plan.chance(3) ? 1 + plan.below(6) : 1,
            overflow(names)));
  }

  private RingStrategy strategy() {
    RingStrategy.Order[] orders = RingStrategy.Order.values();
    return new RingStrategy(
        orders[plan.below(orders.length)], plan.chance(3) ? 2 + plan.below(2) : 1);
  }

  private List<Overflow> overflow(List<String> names) {
    List<Overflow> rules = new ArrayList<>();
    while (plan.chance(2)) {
      Overflow.When when =
          switch (plan.below(4)) {
            case 0 -> new Overflow.Waited(Duration.ofSeconds(10L + plan.below(60)));
            case 1 -> new Overflow.LongerThan(1 + plan.below(4));
            case 2 -> new Overflow.EstimateAbove(Duration.ofMinutes(1 + plan.below(5)));
            default -> new Overflow.NobodyLoggedIn();
          };
      rules.add(new Overflow(when, List.of(new Tier(any(names), 1 + plan.below(5)))));
    }
    return rules;
  }

  private OperatorProfile operator(int number, List<String> names) {
    Map<String, Integer> levels = new HashMap<>();
    for (int i = names.isEmpty() ? 0 : 1 + plan.below(3); i > 0; i--) {
      levels.put(any(names), 1 + plan.below(10));
    }
    Set<String> languages = plan.chance(3) ? Set.of("ru") : Set.of();
    return new OperatorProfile(DayPlan.operator(number), "op", levels, languages, !plan.chance(5));
  }

  private String any(List<String> names) {
    return names.get(plan.below(names.size()));
  }
}
