package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Who may serve the callers of one group at present: its own operators, and those whom its {@link
 * Overflow} rules add. A call goes through stages, one more with each wait that it has passed; what
 * is true of the group as a whole holds in every stage. Owned by a {@link GroupQueue}; not
 * thread-safe.
 */
final class Widening {

  /** Some of those who may serve a call, and why they may; no reason for the group's own. */
  record Admitted(Tier tier, String why) {}

  private SkillGroup group;

  /** The waits of the rules, the shortest first. */
  private List<Duration> waits = List.of();

  /** Which rules hold for the group as a whole, in the order of the rules. */
  private List<Boolean> holding = List.of();

  private List<List<Admitted>> stages = List.of();

  Widening(SkillGroup group) {
    this.group = group;
    configure(group);
  }

  void configure(SkillGroup changed) {
    group = changed;
    waits =
        rules().stream()
            .map(Overflow::when)
            .filter(Overflow.Waited.class::isInstance)
            .map(when -> ((Overflow.Waited) when).span())
            .distinct()
            .sorted()
            .toList();
    holding = rules().stream().map(_ -> false).toList();
    stages = stages();
  }

  private List<Overflow> rules() {
    return group.routing().overflow();
  }

  /**
   * Takes in how the group stands.
   *
   * @param estimate what a further caller has to expect
   * @return whether calls may find an operator now who was not for them before
   */
  boolean refresh(int waiting, int loggedIn, Duration estimate) {
    if (rules().isEmpty()) {
      return false;
    }
    List<Boolean> before = holding;
    holding =
        rules().stream().map(rule -> holds(rule.when(), waiting, loggedIn, estimate)).toList();
    if (holding.equals(before)) {
      return false;
    }
    stages = stages();
    for (int i = 0; i < holding.size(); i++) {
      if (holding.get(i) && !before.get(i)) {
        return true;
      }
    }
    return false;
  }

  /** What stands in the way of a call alone holds in its stages, not here. */
  private static boolean holds(Overflow.When when, int waiting, int loggedIn, Duration estimate) {
    return switch (when) {
      case Overflow.Waited _ -> false;
      case Overflow.LongerThan(int most) -> waiting > most;
      case Overflow.EstimateAbove(Duration span) -> estimate.compareTo(span) > 0;
      case Overflow.NobodyLoggedIn _ -> loggedIn == 0;
    };
  }

  private List<List<Admitted>> stages() {
    List<List<Admitted>> all = new ArrayList<>();
    for (int stage = 0; stage <= waits.size(); stage++) {
      all.add(admittedIn(stage));
    }
    return all;
  }

  private List<Admitted> admittedIn(int stage) {
    List<Admitted> admitted = new ArrayList<>();
    admitted.add(new Admitted(group.own(), ""));
    for (int i = 0; i < rules().size(); i++) {
      Overflow rule = rules().get(i);
      if (holding.get(i) || passed(rule.when(), stage)) {
        rule.tiers().forEach(t -> admitted.add(new Admitted(t, rule.when() + " also " + t)));
      }
    }
    return admitted;
  }

  private boolean passed(Overflow.When when, int stage) {
    return when instanceof Overflow.Waited(Duration span) && waits.indexOf(span) < stage;
  }

  /** Stages are 0 to this. */
  int lastStage() {
    return waits.size();
  }

  /** The stage of a call that entered the group then. */
  int stage(Instant entered, Instant now) {
    return (int) waits.stream().filter(wait -> !entered.plus(wait).isAfter(now)).count();
  }

  /** The waits that a call in this stage has still before it. */
  List<Duration> waitsAfter(int stage) {
    return waits.subList(stage, waits.size());
  }

  /** Who may serve a call in this stage, in the order in which they are asked. */
  List<Admitted> admitted(int stage) {
    return stages.get(stage);
  }

  /** Whether an operator may serve a call in this stage. */
  boolean admits(ToIntFunction<String> levels, int stage) {
    for (Admitted each : admitted(stage)) {
      if (levels.applyAsInt(each.tier().group()) >= each.tier().level()) {
        return true;
      }
    }
    return false;
  }

  /** All groups whose operators may ever serve the callers of this one. */
  List<String> everAdmitted() {
    List<String> groups = new ArrayList<>(List.of(group.name()));
    rules().forEach(rule -> rule.tiers().forEach(tier -> groups.add(tier.group())));
    return groups.stream().distinct().toList();
  }
}
