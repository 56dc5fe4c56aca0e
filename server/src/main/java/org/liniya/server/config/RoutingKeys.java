package org.liniya.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.Overflow;
import org.liniya.acd.RingStrategy;
import org.liniya.acd.RingStrategy.Order;
import org.liniya.acd.Routing;
import org.liniya.acd.Tier;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads how the calls of a skill group find their operators. For one thread. */
final class RoutingKeys {

  private static final String RING_ALL = "ring-all";
  private static final int USUAL_AT_ONCE = 5;
  private static final String EXAMPLE = "Write it as '- { after: 2m, to: [other] }'";

  private static final Map<String, Order> ORDERS =
      new TreeMap<>(
          Map.of(
              "longest-idle",
              Order.LONGEST_IDLE,
              "most-skilled",
              Order.MOST_SKILLED,
              "fewest-calls",
              Order.FEWEST_CALLS,
              "round-robin",
              Order.ROUND_ROBIN,
              RING_ALL,
              Order.LONGEST_IDLE));

  private final Set<String> groups;
  private final Problems problems;

  /**
   * @param groups the names that there are
   */
  RoutingKeys(Set<String> groups, Problems problems) {
    this.groups = groups;
    this.problems = problems;
  }

  Routing read(Section keys) {
    return new Routing(
        strategy(keys),
        keys.whole("misses-before-pause", Routing.DEFAULT_MISSES_BEFORE_PAUSE, 1, 100),
        keys.span("wait-for-last-operator", Duration.ZERO),
        keys.whole(
            "level",
            OperatorProfile.LOWEST_LEVEL,
            OperatorProfile.LOWEST_LEVEL,
            OperatorProfile.HIGHEST_LEVEL),
        overflow(keys));
  }

  private RingStrategy strategy(Section keys) {
    String word = keys.text("strategy", "longest-idle");
    if (!ORDERS.containsKey(word)) {
      problems.add(
          keys.placeOf("strategy"),
          "there is no strategy '" + word + "'",
          DidYouMean.hint(word, ORDERS.keySet()));
    }
    Order order = ORDERS.getOrDefault(word, Order.LONGEST_IDLE);
    int atOnce =
        word.equals(RING_ALL)
            ? keys.whole("ring-at-once", USUAL_AT_ONCE, 2, RingStrategy.MOST_AT_ONCE)
            : 1;
    return new RingStrategy(order, atOnce);
  }

  private List<Overflow> overflow(Section keys) {
    List<Overflow> rules = new ArrayList<>();
    switch (keys.value("overflow").orElse(new Yaml.Nothing(keys.place()))) {
      case Yaml.Nothing _ -> {}
      case Yaml.Items items -> items.values().forEach(item -> rule(item).ifPresent(rules::add));
      case Yaml other ->
          problems.add(other.place(), "'overflow' takes a list, not " + other.what(), EXAMPLE);
    }
    return rules;
  }

  private Optional<Overflow> rule(Yaml item) {
    if (!(item instanceof Yaml.Table table)) {
      problems.add(item.place(), "a rule is expected here, not " + item.what(), EXAMPLE);
      return Optional.empty();
    }
    Section keys = new Section(table, problems);
    Optional<Overflow.When> when = when(keys);
    List<Tier> tiers =
        Levels.read(keys, "to", OperatorProfile.LOWEST_LEVEL, groups).entrySet().stream()
            .map(each -> new Tier(each.getKey(), each.getValue()))
            .toList();
    if (tiers.isEmpty()) {
      problems.add(keys.placeOf("to"), "the rule names nobody who helps out", EXAMPLE);
    }
    keys.done();
    return when.map(w -> new Overflow(w, tiers));
  }

  private Optional<Overflow.When> when(Section keys) {
    List<Overflow.When> all = new ArrayList<>();
    if (keys.value("after").isPresent()) {
      all.add(new Overflow.Waited(Spans.atLeastOneSecond(keys, "after", Duration.ofMinutes(1))));
    }
    if (keys.value("longer-than").isPresent()) {
      all.add(new Overflow.LongerThan(keys.whole("longer-than", 1, 1, 100_000)));
    }
    if (keys.value("estimate-above").isPresent()) {
      all.add(
          new Overflow.EstimateAbove(
              Spans.atLeastOneSecond(keys, "estimate-above", Duration.ofMinutes(5))));
    }
    if (keys.yesNo("nobody-logged-in", false)) {
      all.add(new Overflow.NobodyLoggedIn());
    }
    if (all.size() != 1) {
      problems.add(
          keys.place(),
          "the rule has " + all.size() + " conditions instead of one",
          "Give one of 'after', 'longer-than', 'estimate-above' and 'nobody-logged-in: yes'; for more write more rules");
      return Optional.empty();
    }
    return Optional.of(all.getFirst());
  }
}
