package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.OperatorView;

/**
 * A random day from one seed: callers, operators and telephones that answer, refuse, fall silent
 * and say things twice. The rules are checked after every event; a broken one prints the story.
 */
final class SimulatedDay {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final Duration DAY = Duration.ofMinutes(20);

  private record Planned(Instant at, long order, AcdEvent event) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private record Caller(String group, Language language, Instant rank) {}

  private final long seed;
  private final Random random;
  private final Acd acd = new Acd("t", AcdSettings.DEFAULTS);
  private final PriorityQueue<Planned> plan = new PriorityQueue<>();
  private long planned;
  private final List<AcdEvent> events = new ArrayList<>();
  private final List<List<AcdEffect>> effects = new ArrayList<>();
  private final Set<String> transitions = new HashSet<>();

  // What an outsider knows, from events and effects alone.
  private final Map<OperatorId, OperatorProfile> profiles = new TreeMap<>();
  private final Map<OperatorId, String> states = new HashMap<>();
  private final Map<OperatorId, Instant> coolUntil = new HashMap<>();
  private final Map<CallId, Caller> waiting = new HashMap<>();
  private final Map<CallId, Caller> callers = new HashMap<>();
  private final Map<OfferId, AcdEffect.Ring> inFlight = new HashMap<>();
  private final Map<OfferId, AcdEffect.Ring> talks = new HashMap<>();
  private final Set<String> endedOffers = new HashSet<>();

  SimulatedDay(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  void run() {
    try {
      open();
      while (!plan.isEmpty()) {
        step(plan.remove().event());
      }
      close();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage() + story(), broken);
    }
  }

  Set<String> transitions() {
    return transitions;
  }

  List<AcdEvent> events() {
    return events;
  }

  List<List<AcdEffect>> effects() {
    return effects;
  }

  // ---- the plan

  private void open() {
    List<SkillGroup> groups = new ArrayList<>();
    int groupCount = 2 + random.nextInt(3);
    for (int i = 0; i < groupCount; i++) {
      groups.add(
          new SkillGroup(
              "g" + i,
              Map.of(),
              SkillGroup.DEFAULT_RING_TIMEOUT,
              Duration.ofSeconds(random.nextInt(3) * 10L),
              3 + random.nextInt(20)));
    }
    int operators = 2 + random.nextInt(5);
    for (int i = 0; i < operators; i++) {
      OperatorId id = new OperatorId("" + (1001 + i));
      Set<String> skills = new HashSet<>();
      skills.add("g" + random.nextInt(groupCount));
      skills.add("g" + random.nextInt(groupCount));
      Set<String> languages = chance(3) ? Set.of("ru") : Set.of();
      profiles.put(id, new OperatorProfile(id, "op", skills, languages, !chance(5)));
      states.put(id, "offline");
      planOperator(id);
    }
    plan(START, new AcdEvent.ConfigurationChanged(START, groups, List.copyOf(profiles.values())));
    int calls = 20 + random.nextInt(20);
    for (int i = 0; i < calls; i++) {
      planCaller(i, groupCount);
    }
  }

  private void planOperator(OperatorId id) {
    Instant first = START.plusSeconds(1 + random.nextInt(60));
    plan(first, new AcdEvent.OperatorRegistered(first, id));
    for (int i = 0; i < 6; i++) {
      Instant at = START.plusMillis(random.nextLong(DAY.toMillis()));
      plan(
          at,
          switch (random.nextInt(6)) {
            case 0 -> new AcdEvent.OperatorUnregistered(at, id);
            case 1 -> new AcdEvent.PauseRequested(at, id, "lunch");
            case 2, 3 -> new AcdEvent.ReadyRequested(at, id);
            default -> new AcdEvent.OperatorRegistered(at, id);
          });
    }
  }

  private void planCaller(int number, int groupCount) {
    CallId call = new CallId(new UUID(0x7000L, number));
    Instant at = START.plusMillis(random.nextLong(DAY.toMillis()));
    Instant arrived = at.minusSeconds(random.nextInt(60));
    Duration headStart = Duration.ofMinutes(chance(4) ? 5 : 0);
    Language language = chance(3) ? Language.EN : Language.RU;
    String group = "g" + random.nextInt(groupCount);
    callers.put(call, new Caller(group, language, arrived.minus(headStart)));
    WhenNobody nobody = chance(4) ? WhenNobody.REFUSE : WhenNobody.WAIT;
    AcdEvent entered =
        new AcdEvent.CallEntered(at, call, group, language, arrived, headStart, nobody);
    plan(at, entered);
    Instant patience = at.plusSeconds(random.nextInt(400));
    plan(patience, new AcdEvent.CallLeft(patience, call, "hung-up"));
  }

  private void plan(Instant at, AcdEvent event) {
    plan.add(new Planned(at, planned++, event));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  // ---- one event

  private void step(AcdEvent event) {
    events.add(event);
    if (event instanceof AcdEvent.CallEntered e && !waiting.containsKey(e.call())) {
      waiting.put(e.call(), caller(e.call()));
    }
    if (event instanceof AcdEvent.CallLeft e) {
      waiting.remove(e.call());
    }
    List<AcdEffect> done = acd.handle(event);
    effects.add(done);
    done.forEach(effect -> follow(effect, event.at()));
    checkRules(event.at());
  }

  private Caller caller(CallId call) {
    return require(callers.get(call), "unknown call");
  }

  private void follow(AcdEffect effect, Instant now) {
    switch (effect) {
      case AcdEffect.Ring ring -> rings(ring, now);
      case AcdEffect.HandOver handOver -> handedOver(handOver, now);
      case AcdEffect.SaveOperator saved -> {
        String before = require(states.put(saved.operator(), saved.state()), "unknown operator");
        transitions.add(before + " -> " + saved.state());
        coolUntil.remove(saved.operator());
      }
      case AcdEffect.Journal(CallId _, Instant _, JournalEvent.OfferEnded ended) -> ended(ended);
      case AcdEffect.Journal(CallId _, Instant _, JournalEvent.OperatorLeft left) ->
          must(talks.remove(new OfferId(left.offer())) != null, "a talk ended twice");
      case AcdEffect.WakeAt(WakeKey key, Instant at) -> {
        if (key instanceof WakeKey.CoolDownOver(OperatorId operator)) {
          coolUntil.put(operator, at);
        }
        planWake(key, at);
      }
      case AcdEffect.EndWaiting end -> waiting.remove(end.call());
      case AcdEffect.HangUpOperator hangUp -> maybeLegEnded(hangUp.offer(), now);
      case AcdEffect.Journal _,
          AcdEffect.CancelRing _,
          AcdEffect.TellPlace _,
          AcdEffect.TellOperatorLeft _ -> {}
    }
  }

  /** Early, late, twice or never. */
  private void planWake(WakeKey key, Instant at) {
    if (chance(10)) {
      return;
    }
    Instant late = at.plusMillis(chance(4) ? random.nextInt(5_000) : 0);
    plan(late, new AcdEvent.Woken(late, key));
    if (chance(5)) {
      Instant early = at.minusMillis(100);
      plan(early, new AcdEvent.Woken(early, key));
      plan(late, new AcdEvent.Woken(late, key));
    }
  }

  private void rings(AcdEffect.Ring ring, Instant now) {
    Caller caller = require(waiting.get(ring.call()), "rings for a call that does not wait");
    OperatorProfile profile = require(profiles.get(ring.operator()), "unknown operator");
    must(profile.skills().contains(caller.group()), "operator without the skill");
    must(speaks(profile, caller), "operator without the language");
    must(inFlight.put(ring.offer(), ring) == null, "an offer made twice");
    for (Map.Entry<CallId, Caller> other : waiting.entrySet()) {
      boolean passedOver =
          other.getValue().group().equals(caller.group())
              && other.getValue().rank().isBefore(caller.rank())
              && speaks(profile, other.getValue())
              && inFlight.values().stream().noneMatch(r -> r.call().equals(other.getKey()));
      must(!passedOver, "rank order broken by " + ring);
    }
    planResults(ring, now);
  }

  private void planResults(AcdEffect.Ring ring, Instant now) {
    Instant soon = now.plusMillis(50);
    Instant later = now.plusMillis(100 + random.nextInt(25_000));
    if (!chance(8)) {
      plan(soon, new AcdEvent.OfferRinging(soon, ring.offer()));
    }
    int repeats = chance(10) ? 2 : 1;
    int kind = random.nextInt(10);
    for (int i = 0; i < repeats; i++) {
      switch (kind) {
        case 0 -> plan(later, new AcdEvent.OfferFailed(later, ring.offer(), EndCause.BUSY));
        case 1 -> plan(later, new AcdEvent.OfferFailed(later, ring.offer(), EndCause.DECLINED));
        case 2 -> plan(soon, new AcdEvent.OfferFailed(soon, ring.offer(), EndCause.UNREACHABLE));
        case 3 -> {} // lost
        default -> plan(later, new AcdEvent.OfferAnswered(later, ring.offer()));
      }
    }
  }

  private void handedOver(AcdEffect.HandOver handOver, Instant now) {
    must(talks.containsKey(handOver.offer()), "handed over before it was journalled");
    waiting.remove(handOver.call());
    Instant soon = now.plusMillis(random.nextInt(6_000));
    Instant end = soon.plusMillis(random.nextInt(60_000));
    if (!chance(10)) {
      plan(soon, new AcdEvent.CallBridged(soon, handOver.offer()));
    }
    if (chance(2)) {
      plan(end, new AcdEvent.OperatorLegEnded(end, handOver.offer(), EndCause.NORMAL));
    }
    if (chance(2)) {
      plan(end, new AcdEvent.CallerLeft(end, handOver.offer(), EndCause.NORMAL));
    }
    // The desk always says so when a call has ended.
    Instant over = end.plusSeconds(5);
    plan(over, new AcdEvent.CallLeft(over, handOver.call(), "over"));
  }

  private void maybeLegEnded(OfferId offer, Instant now) {
    if (!chance(3)) {
      Instant at = now.plusMillis(30);
      plan(at, new AcdEvent.OperatorLegEnded(at, offer, EndCause.NORMAL));
    }
  }

  private void ended(JournalEvent.OfferEnded ended) {
    must(endedOffers.add(ended.offer()), "an offer ended twice");
    AcdEffect.Ring ring =
        require(inFlight.remove(new OfferId(ended.offer())), "ended but never made");
    if (ended.reason().equals("answered")) {
      talks.put(ring.offer(), ring);
    }
  }

  // ---- the rules

  private void checkRules(Instant now) {
    Set<OperatorId> serving = new HashSet<>();
    Set<CallId> served = new HashSet<>();
    inFlight.values().forEach(ring -> occupy(ring, serving, served));
    talks.values().forEach(ring -> occupy(ring, serving, served));
    talks.values().forEach(r -> must(!waiting.containsKey(r.call()), "waits and is served"));
    for (OperatorView view : acd.operators()) {
      boolean busy = view.state().equals("ringing") || view.state().equals("talking");
      must(busy == serving.contains(view.id()), view + " but serving=" + !busy);
      if (view.state().equals("ready")) {
        checkIdle(require(profiles.get(view.id()), "unknown"), served, now);
      }
    }
    waiting.keySet().forEach(c -> must(acd.place(c).isPresent(), "a waiting call has no place"));
  }

  private static void occupy(AcdEffect.Ring ring, Set<OperatorId> serving, Set<CallId> served) {
    must(serving.add(ring.operator()), "an operator serves two calls");
    must(served.add(ring.call()), "a call has two operators");
  }

  private void checkIdle(OperatorProfile profile, Set<CallId> served, Instant now) {
    Instant cool = coolUntil.get(profile.id());
    if (cool != null && cool.isAfter(now)) {
      return;
    }
    waiting.forEach(
        (call, caller) ->
            must(
                served.contains(call)
                    || !profile.skills().contains(caller.group())
                    || !speaks(profile, caller),
                profile.id() + " is ready beside the waiting call " + call));
  }

  private static boolean speaks(OperatorProfile profile, Caller caller) {
    return profile.languages().isEmpty() || profile.languages().contains(caller.language().tag());
  }

  /** All callers have gone: nobody is stuck. */
  private void close() {
    Instant late = START.plus(Duration.ofHours(3));
    step(new AcdEvent.Woken(late, new WakeKey.CoolDownOver(new OperatorId("nobody"))));
    must(inFlight.isEmpty() && talks.isEmpty() && waiting.isEmpty(), "something is left over");
    for (OperatorView view : acd.operators()) {
      must(Set.of("ready", "paused", "offline").contains(view.state()), view + " is stuck");
    }
  }

  private String story() {
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      story.append("\n").append(events.get(i));
      if (i < effects.size()) {
        effects.get(i).forEach(effect -> story.append("\n    ").append(effect));
      }
    }
    return story.toString();
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static <T> T require(@org.jspecify.annotations.Nullable T value, String otherwise) {
    if (value == null) {
      throw new AssertionError(otherwise);
    }
    return value;
  }
}
