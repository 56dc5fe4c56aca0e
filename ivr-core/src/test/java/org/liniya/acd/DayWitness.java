package org.liniya.acd;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.OperatorView;

/**
 * An outsider who knows an ACD from its events and effects alone, and checks its rules after every
 * event. A broken rule is an {@link AssertionError}.
 */
final class DayWitness {

  /** A caller who waits, with an offer in flight or without. */
  private record Caller(CallId call, String group, Language language, Instant rank) {
    private static final Comparator<Caller> BY_RANK =
        Comparator.comparing(Caller::rank).thenComparing(Caller::call);

    boolean before(Caller other) {
      return BY_RANK.compare(this, other) < 0;
    }

    boolean isFor(OperatorProfile operator) {
      return operator.skills().contains(group)
          && (operator.languages().isEmpty() || operator.languages().contains(language.tag()));
    }
  }

  private final Acd acd;
  private Instant now = Instant.EPOCH;
  private Map<OperatorId, OperatorProfile> profiles = Map.of();
  private final Map<OperatorId, Instant> coolUntil = new HashMap<>();
  private final Map<CallId, Caller> waiting = new HashMap<>();
  private final Map<CallId, Integer> toldPlaces = new HashMap<>();
  private final Map<OfferId, AcdEffect.Ring> ringing = new HashMap<>();
  private final Map<OfferId, AcdEffect.Ring> talks = new HashMap<>();

  /** When a ring must be over, and when an answer must have been bridged or given up. */
  private final Map<OfferId, Instant> bounds = new HashMap<>();

  /** Offers to operators asked for by name whose caller is not bridged yet: they serve nobody. */
  private final Set<OfferId> direct = new HashSet<>();

  private final Set<String> endedOffers = new HashSet<>();

  /** Calls whose journal says that they queued, and not yet what became of it. */
  private final Set<CallId> queued = new HashSet<>();

  DayWitness(Acd acd) {
    this.acd = acd;
  }

  /** The ACD's time: it never goes back. */
  Instant now() {
    return now;
  }

  void sees(AcdEvent event, List<AcdEffect> effects) {
    now = event.at().isAfter(now) ? event.at() : now;
    switch (event) {
      case AcdEvent.ConfigurationChanged changed -> configured(changed);
      case AcdEvent.CallEntered entered -> entered(entered);
      case AcdEvent.CallLeft left -> waiting.remove(left.call());
      case AcdEvent.CallDirected asked -> waiting.remove(asked.call());
      case AcdEvent.CallerLeft left ->
          Optional.ofNullable(ringing.get(left.offer())).ifPresent(r -> waiting.remove(r.call()));
      case AcdEvent.PauseRemembered _,
          AcdEvent.OperatorRegistered _,
          AcdEvent.OperatorUnregistered _,
          AcdEvent.PauseRequested _,
          AcdEvent.ReadyRequested _,
          AcdEvent.WrapUpExtended _,
          AcdEvent.OfferRinging _,
          AcdEvent.OfferAnswered _,
          AcdEvent.OfferFailed _,
          AcdEvent.CallBridged _,
          AcdEvent.DirectLeft _,
          AcdEvent.OfferMoved _,
          AcdEvent.CallerPassedOn _,
          AcdEvent.OperatorCallingOut _,
          AcdEvent.OperatorHungUp _,
          AcdEvent.OperatorLegEnded _,
          AcdEvent.Woken _ -> {}
    }
    effects.forEach(effect -> sees(event, effect));
    checkEnds(event);
    checkBounds();
    checkOperators();
    checkPlaces();
  }

  private void configured(AcdEvent.ConfigurationChanged changed) {
    Set<String> leaving = waiting.values().stream().map(Caller::group).collect(Collectors.toSet());
    changed.groups().forEach(group -> leaving.remove(group.name()));
    profiles =
        changed.operators().stream()
            .collect(Collectors.toMap(OperatorProfile::id, p -> with(p, leaving)));
  }

  /** Who waits in a group that is gone is served by those who served it. */
  private OperatorProfile with(OperatorProfile profile, Set<String> leaving) {
    Set<String> skills = new HashSet<>(profile.skills());
    OperatorProfile before = profiles.get(profile.id());
    if (before != null) {
      before.skills().stream().filter(leaving::contains).forEach(skills::add);
    }
    return new OperatorProfile(
        profile.id(), profile.name(), skills, profile.languages(), profile.readyOnRegister());
  }

  private void entered(AcdEvent.CallEntered entered) {
    Caller before = waiting.get(entered.call());
    if (before == null || !before.group().equals(entered.group())) {
      Instant rank = entered.arrived().minus(entered.headStart());
      waiting.put(
          entered.call(), new Caller(entered.call(), entered.group(), entered.language(), rank));
    }
  }

  // ---- effects

  private void sees(AcdEvent event, AcdEffect effect) {
    if (event instanceof AcdEvent.OfferMoved moved
        && effect instanceof AcdEffect.Journal(CallId call, var _, JournalEvent.Bridged bridged)
        && bridged.offer().equals(moved.offer().value())) {
      moved(moved.offer(), call, bridged);
    }
    sees(effect);
  }

  /** The talk goes on with another call, which nobody else serves any more. */
  private void moved(OfferId offer, CallId call, JournalEvent.Bridged bridged) {
    must(!talks.containsKey(offer), "moved, but the old talk is not over");
    waiting.remove(call);
    talks.put(
        offer, new AcdEffect.Ring(offer, call, new OperatorId(bridged.operator()), "", "moved"));
  }

  private void sees(AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Ring ring -> rings(ring);
      case AcdEffect.HandOver handOver -> {
        must(talks.containsKey(handOver.offer()), "handed over before it was journalled");
        bounds.put(handOver.offer(), now.plus(AcdSettings.DEFAULTS.bridgeTimeout()));
      }
      case AcdEffect.SaveOperator saved -> coolUntil.remove(saved.operator());
      case AcdEffect.WakeAt(WakeKey.CoolDownOver(OperatorId operator), Instant at) ->
          coolUntil.put(operator, at);
      case AcdEffect.TellPlace told -> toldPlaces.put(told.call(), told.place());
      case AcdEffect.EndWaiting end -> waiting.remove(end.call());
      case AcdEffect.Journal entry -> sees(entry.call(), entry.event());
      case AcdEffect.CancelRing _,
          AcdEffect.DirectRings _,
          AcdEffect.EndDirect _,
          AcdEffect.HangUpOperator _,
          AcdEffect.TellOperatorLeft _,
          AcdEffect.TellMissesPaused _,
          AcdEffect.WakeAt _ -> {}
    }
  }

  private void sees(CallId call, JournalEvent.Durable event) {
    switch (event) {
      case JournalEvent.Queued _ -> {
        must(queued.add(call), "queued twice: " + call);
        toldPlaces.remove(call);
      }
      case JournalEvent.WaitingEnded _ -> queued.remove(call);
      case JournalEvent.OfferEnded ended -> offerEnded(ended);
      case JournalEvent.Bridged bridged -> {
        bounds.remove(new OfferId(bridged.offer()));
        direct.remove(new OfferId(bridged.offer()));
      }
      case JournalEvent.OperatorLeft left -> {
        must(talks.remove(new OfferId(left.offer())) != null, "a talk ended twice");
        bounds.remove(new OfferId(left.offer()));
        direct.remove(new OfferId(left.offer()));
      }
      default -> {}
    }
  }

  private void rings(AcdEffect.Ring ring) {
    if (ring.reason().equals("asked for by name")) {
      must(!waiting.containsKey(ring.call()), "asked for by name, and waits");
      must(unasked(ring.call()), "asked for two operators at once");
      direct.add(ring.offer());
    } else {
      ringsInTurn(ring);
    }
    must(ringing.put(ring.offer(), ring) == null, "an offer made twice");
    bounds.put(ring.offer(), now.plus(SkillGroup.DEFAULT_RING_TIMEOUT));
  }

  private boolean unasked(CallId call) {
    return Stream.concat(ringing.values().stream(), talks.values().stream())
        .noneMatch(ring -> ring.call().equals(call) && direct.contains(ring.offer()));
  }

  private void ringsInTurn(AcdEffect.Ring ring) {
    Caller caller = require(waiting.get(ring.call()), "rings for a call that does not wait");
    OperatorProfile profile = require(profiles.get(ring.operator()), "unknown operator");
    must(caller.isFor(profile), "operator without the skill or the language");
    must(unoffered(caller), "a call has two operators");
    // Over all groups of the operator, not only that of the call.
    for (Caller other : waiting.values()) {
      boolean passedOver = other.before(caller) && other.isFor(profile) && unoffered(other);
      must(!passedOver, "rank order broken by " + ring + ", passing over " + other);
    }
  }

  private boolean unoffered(Caller caller) {
    return ringing.values().stream().noneMatch(ring -> ring.call().equals(caller.call()));
  }

  private void offerEnded(JournalEvent.OfferEnded ended) {
    must(endedOffers.add(ended.offer()), "an offer ended twice");
    AcdEffect.Ring ring = require(ringing.remove(new OfferId(ended.offer())), "never made");
    bounds.remove(ring.offer());
    if (ended.reason().equals("answered")) {
      talks.put(ring.offer(), ring);
      if (!direct.contains(ring.offer())) {
        waiting.remove(ring.call());
        must(queued.remove(ring.call()), "answered, but does not wait");
      }
    } else {
      direct.remove(ring.offer());
    }
  }

  // ---- the rules

  /** What is said to be over is over. */
  private void checkEnds(AcdEvent event) {
    switch (event) {
      case AcdEvent.OperatorLegEnded e -> checkOver(e.offer());
      case AcdEvent.CallerLeft e -> checkOver(e.offer());
      case AcdEvent.CallerPassedOn e ->
          must(!talks.containsKey(e.offer()), e.offer() + " is not over");
      case AcdEvent.CallLeft e -> {
        must(unserved(e.call()), "left, but is served");
        must(unasked(e.call()), "left, but an operator is rung for it");
      }
      default -> {}
    }
  }

  private void checkOver(OfferId offer) {
    must(!ringing.containsKey(offer) && !talks.containsKey(offer), offer + " is not over");
  }

  private boolean unserved(CallId call) {
    return talks.values().stream().noneMatch(talk -> talk.call().equals(call));
  }

  /** Deadlines need no wake-up of their own: whatever event comes first notices them. */
  private void checkBounds() {
    bounds.forEach((offer, until) -> must(until.isAfter(now), offer + " is overdue"));
  }

  private void checkOperators() {
    Set<OperatorId> serving = new HashSet<>();
    Set<CallId> served = new HashSet<>();
    ringing.values().forEach(ring -> occupy(ring, serving, served));
    talks.values().forEach(ring -> occupy(ring, serving, served));
    talks.values().forEach(r -> must(!waiting.containsKey(r.call()), "waits and is served"));
    direct.forEach(offer -> must(ringing.containsKey(offer) || talks.containsKey(offer), "lost"));
    for (OperatorView view : acd.operators()) {
      boolean busy = Set.of("ringing", "talking", "consulting").contains(view.state());
      must(busy == serving.contains(view.id()), view + " but serving=" + !busy);
      boolean mayBeAway = busy || Set.of("offline", "calling-out").contains(view.state());
      must(view.registered() || mayBeAway, view + " has no telephone");
      if (view.state().equals("ready")) {
        checkIdle(require(profiles.get(view.id()), "ready, but not configured"));
      }
    }
  }

  private void occupy(AcdEffect.Ring ring, Set<OperatorId> serving, Set<CallId> served) {
    must(serving.add(ring.operator()), "an operator serves two calls");
    must(direct.contains(ring.offer()) || served.add(ring.call()), "a call has two operators");
  }

  private void checkIdle(OperatorProfile profile) {
    if (coolUntil.getOrDefault(profile.id(), Instant.MIN).isAfter(now)) {
      return;
    }
    for (Caller caller : waiting.values()) {
      must(
          !caller.isFor(profile) || !unoffered(caller),
          profile.id() + " is ready beside the waiting " + caller);
    }
  }

  /** Places are exact for whoever asks; a day's queues are short enough to be told at once, too. */
  private void checkPlaces() {
    for (Caller caller : waiting.values()) {
      long ahead =
          waiting.values().stream()
              .filter(other -> other.group().equals(caller.group()) && other.before(caller))
              .count();
      int place = (int) ahead + 1;
      must(acd.place(caller.call()).equals(Optional.of(place)), "not at place " + place);
      if (unoffered(caller)) {
        must(
            Objects.equals(toldPlaces.get(caller.call()), place),
            caller + " was told a wrong place, instead of " + place);
      }
    }
  }

  /** All callers have gone: nobody is stuck. */
  void checkAllIsOver() {
    must(ringing.isEmpty() && talks.isEmpty() && waiting.isEmpty(), "something is left over");
    must(queued.isEmpty(), "queued without an end: " + queued);
    for (OperatorView view : acd.operators()) {
      must(Set.of("ready", "paused", "offline").contains(view.state()), view + " is stuck");
    }
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
