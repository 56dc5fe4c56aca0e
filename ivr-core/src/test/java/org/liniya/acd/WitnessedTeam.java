package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;

/**
 * The operators and groups as a {@link DayWitness} knows them from outside: who may serve whom, and
 * whether each operator's time is kept.
 */
final class WitnessedTeam {

  private static final Set<String> ON_A_CALL =
      Set.of("connecting", "talking", "consulting", "calling-out");

  private final Map<String, SkillGroup> groups = new HashMap<>();
  private Set<String> configuredGroups = Set.of();
  private Map<OperatorId, OperatorProfile> profiles = Map.of();

  /** As configured, without what they go on serving. */
  private Map<OperatorId, OperatorProfile> configured = Map.of();

  /** Configured no more, but their talk goes on. */
  private final Map<OperatorId, OperatorProfile> removed = new HashMap<>();

  private final Map<String, Duration> estimates = new HashMap<>();
  private final Map<OperatorId, String> states = new HashMap<>();
  private final Map<OperatorId, Instant> coolUntil = new HashMap<>();
  private final Map<OperatorId, Instant> wrapUpUntil = new HashMap<>();

  /** Who has asked for a pause during a call. */
  private final Set<OperatorId> pausing = new HashSet<>();

  // ---- configuration

  void configured(AcdEvent.ConfigurationChanged changed, Collection<WaitingCaller> waiting) {
    Set<String> leaving = waiting.stream().map(WaitingCaller::group).collect(Collectors.toSet());
    changed.groups().forEach(group -> leaving.remove(group.name()));
    groups.keySet().retainAll(leaving);
    changed.groups().forEach(group -> groups.put(group.name(), group));
    Set<String> before = configuredGroups;
    configuredGroups =
        changed.groups().stream().map(SkillGroup::name).collect(Collectors.toUnmodifiableSet());
    configured.forEach((id, profile) -> removed.put(id, profile));
    profiles =
        changed.operators().stream()
            .collect(Collectors.toMap(OperatorProfile::id, p -> with(p, leaving, before)));
    configured =
        changed.operators().stream().collect(Collectors.toMap(OperatorProfile::id, p -> p));
    removed.keySet().removeIf(id -> configured.containsKey(id) || !loggedIn(id));
  }

  /** Who waits in a group that is gone is served by those who served it. */
  private OperatorProfile with(
      OperatorProfile profile, Set<String> leaving, Set<String> groupsBefore) {
    Map<String, Integer> levels = new HashMap<>(profile.levels());
    OperatorProfile before = profiles.get(profile.id());
    OperatorProfile talking = removed.get(profile.id());
    if (before == null && talking != null) { // back again, and served until now what was there
      leaving = leaving.stream().filter(groupsBefore::contains).collect(Collectors.toSet());
      before = talking;
    }
    if (before != null) {
      Set<String> served = leaving;
      before
          .levels()
          .forEach(
              (group, level) -> {
                if (served.contains(group)) {
                  levels.putIfAbsent(group, level);
                }
              });
    }
    return new OperatorProfile(
        profile.id(), profile.name(), levels, profile.languages(), profile.readyOnRegister());
  }

  SkillGroup group(WaitingCaller caller) {
    return Witness.require(groups.get(caller.group()), "waits in a group that is not");
  }

  // ---- who may serve whom

  boolean may(
      OperatorId operator, WaitingCaller caller, Collection<WaitingCaller> waiting, Instant now) {
    OperatorProfile profile = profiles.get(operator);
    return profile != null
        && speaks(profile, caller)
        && tiers(caller, waiting, now).anyMatch(tier -> has(profile, tier, waiting));
  }

  /** Whether the operator is one of the caller's own group. */
  boolean own(OperatorId operator, WaitingCaller caller) {
    OperatorProfile profile = profiles.get(operator);
    Tier own = group(caller).own();
    return profile != null
        && speaks(profile, caller)
        && profile.levels().getOrDefault(own.group(), 0) >= own.level();
  }

  private static boolean speaks(OperatorProfile profile, WaitingCaller caller) {
    return profile.languages().isEmpty() || profile.languages().contains(caller.language().tag());
  }

  private boolean has(OperatorProfile profile, Tier tier, Collection<WaitingCaller> waiting) {
    boolean exists =
        configuredGroups.contains(tier.group())
            || waiting.stream().anyMatch(caller -> caller.group().equals(tier.group()));
    return exists && profile.levels().getOrDefault(tier.group(), 0) >= tier.level();
  }

  private Stream<Tier> tiers(WaitingCaller caller, Collection<WaitingCaller> waiting, Instant now) {
    SkillGroup group = group(caller);
    return Stream.concat(
        Stream.of(group.own()),
        group.routing().overflow().stream()
            .filter(rule -> holds(rule.when(), caller, waiting, now))
            .flatMap(rule -> rule.tiers().stream()));
  }

  private boolean holds(
      Overflow.When when, WaitingCaller caller, Collection<WaitingCaller> waiting, Instant now) {
    return switch (when) {
      case Overflow.Waited(var span) -> !caller.entered().plus(span).isAfter(now);
      case Overflow.LongerThan(int most) ->
          waiting.stream().filter(other -> other.group().equals(caller.group())).count() > most;
      case Overflow.EstimateAbove(var span) ->
          estimates.getOrDefault(caller.group(), Duration.ZERO).compareTo(span) > 0;
      case Overflow.NobodyLoggedIn _ ->
          Stream.concat(profiles.values().stream(), removed.values().stream())
              .filter(profile -> profile.levels().containsKey(caller.group()))
              .noneMatch(profile -> loggedIn(profile.id()));
    };
  }

  private boolean loggedIn(OperatorId operator) {
    return !state(operator).equals("offline");
  }

  private String state(OperatorId operator) {
    return states.getOrDefault(operator, "offline");
  }

  void estimated(AcdEvent.EstimateTold told) {
    estimates.put(told.group(), told.expected());
  }

  /** Whether an offer would be made to the operator now. */
  boolean offerable(OperatorId operator, Instant now) {
    return state(operator).equals("ready") && !cools(operator, now);
  }

  /** Whether the operator is left alone after an offer that came to nothing. */
  boolean cools(OperatorId operator, Instant now) {
    return coolUntil.getOrDefault(operator, Instant.MIN).isAfter(now);
  }

  boolean away(OperatorId operator) {
    return Set.of("paused", "offline").contains(state(operator));
  }

  List<OperatorId> offerable(Instant now) {
    return profiles.keySet().stream().filter(id -> offerable(id, now)).toList();
  }

  boolean isConfigured(OperatorId operator) {
    return profiles.containsKey(operator);
  }

  // ---- the operators' time

  /** Before the effects of an event. */
  void begins(AcdEvent event) {
    if (event instanceof AcdEvent.PauseRequested pause
        && ON_A_CALL.contains(state(pause.operator()))) {
      pausing.add(pause.operator());
    } else if (event instanceof AcdEvent.ReadyRequested ready) {
      pausing.remove(ready.operator());
    }
  }

  /**
   * @param last what was journalled right before
   */
  void saved(AcdEffect.SaveOperator saved, AcdEvent event, JournalEvent last, Instant now) {
    OperatorId operator = saved.operator();
    String from = state(operator);
    boolean answered = from.equals("ringing") && saved.state().equals("talking");
    states.put(operator, answered ? "connecting" : saved.state());
    switch (saved.state()) {
      case "ready" -> {
        boolean asked =
            event instanceof AcdEvent.ReadyRequested ready && ready.operator().equals(operator);
        Witness.must(
            !from.equals("wrap-up")
                || asked
                || !wrapUpUntil.getOrDefault(operator, Instant.MAX).isAfter(now),
            () -> operator + " has no time to wrap up");
        cools(operator, from, last, now);
      }
      case "ringing" -> {} // may go on cooling down afterwards, when it was asked for by name
      default -> coolUntil.remove(operator);
    }
    if (away(operator)) {
      pausing.remove(operator);
    }
    if (saved.state().equals("offline")) {
      removed.remove(operator);
    }
  }

  private void cools(OperatorId operator, String from, JournalEvent last, Instant now) {
    boolean withdrawn =
        last instanceof JournalEvent.OfferEnded ended && ended.reason().equals("withdrawn");
    if (from.equals("connecting") || (from.equals("ringing") && !withdrawn)) {
      coolUntil.put(operator, now.plus(AcdSettings.DEFAULTS.coolDown()));
    } else if (!from.equals("ringing") && !from.equals("ready")) {
      coolUntil.remove(operator);
    }
  }

  void wrapsUp(OperatorId operator, Instant until) {
    wrapUpUntil.put(operator, until);
  }

  /** After the effects of an event. */
  void ends() {
    pausing.forEach(
        operator ->
            Witness.must(
                ON_A_CALL.contains(state(operator)),
                () -> operator + " wanted to pause after the call"));
  }
}
