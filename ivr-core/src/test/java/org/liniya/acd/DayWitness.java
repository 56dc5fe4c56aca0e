package org.liniya.acd;

import static org.liniya.acd.Witness.must;
import static org.liniya.acd.Witness.require;

import java.time.Instant;
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
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.OperatorView;

/**
 * An outsider who knows an ACD from its events and effects alone, and checks its rules after every
 * event. A broken rule is an {@link AssertionError}.
 */
final class DayWitness {

  private final Subject acd;
  private final Set<OfferId> everMade;
  private Instant now = Instant.EPOCH;
  private final WitnessedTeam team = new WitnessedTeam();
  private final WitnessedReservations reservations = new WitnessedReservations();
  private final Map<CallId, WaitingCaller> waiting = new HashMap<>();
  private final Map<CallId, Integer> toldPlaces = new HashMap<>();
  private final Map<CallId, Integer> telephones = new HashMap<>();
  private final Map<OfferId, AcdEffect.Ring> ringing = new HashMap<>();
  private final Map<OfferId, AcdEffect.Ring> talks = new HashMap<>();

  /** When a ring must be over, and when an answer must have been bridged or given up. */
  private final Map<OfferId, Instant> bounds = new HashMap<>();

  /** Offers to operators asked for by name whose caller is not bridged yet: they serve nobody. */
  private final Set<OfferId> direct = new HashSet<>();

  private final Set<String> endedOffers = new HashSet<>();

  /** Calls whose journal says that they queued, and not yet what became of it. */
  private final Set<CallId> queued = new HashSet<>();

  /** The offers that this turn cancels. */
  private Set<OfferId> cancelled = Set.of();

  private static final JournalEvent NOTHING = new JournalEvent.CallAnswered();

  /** What was journalled last in this turn. */
  private JournalEvent journalled = NOTHING;

  /**
   * @param everMade all offers that there have been, in earlier runs of the server too
   */
  DayWitness(Subject acd, Set<OfferId> everMade) {
    this.acd = acd;
    this.everMade = everMade;
  }

  /** The ACD's time: it never goes back. */
  Instant now() {
    return now;
  }

  void sees(AcdEvent event, List<AcdEffect> effects) {
    now = event.at().isAfter(now) ? event.at() : now;
    switch (event) {
      case AcdEvent.ConfigurationChanged changed -> team.configured(changed, waiting.values());
      case AcdEvent.EstimateTold told -> team.estimated(told);
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
    cancelled = cancelled(effects);
    journalled = NOTHING;
    team.begins(event);
    effects.forEach(effect -> sees(event, effect));
    team.ends();
    checkEnds(event);
    checkBounds();
    reservations.check(team, now);
    checkOperators();
    checkPlaces();
  }

  private void entered(AcdEvent.CallEntered entered) {
    WaitingCaller before = waiting.get(entered.call());
    if (before == null || !before.group().equals(entered.group())) {
      Instant rank = entered.arrived().minus(entered.headStart());
      waiting.put(
          entered.call(),
          new WaitingCaller(
              entered.call(),
              entered.group(),
              entered.language(),
              rank,
              now,
              entered.lastServed()));
    }
  }

  // ---- effects

  private void sees(AcdEvent event, AcdEffect effect) {
    if (event instanceof AcdEvent.OfferMoved moved
        && effect instanceof AcdEffect.Journal(CallId call, var _, JournalEvent.Bridged bridged)
        && bridged.offer().equals(moved.offer().value())) {
      moved(moved.offer(), call, bridged);
    }
    seesIn(event, effect);
  }

  /** The talk goes on with another call, which nobody else serves any more. */
  private void moved(OfferId offer, CallId call, JournalEvent.Bridged bridged) {
    must(!talks.containsKey(offer), "moved, but the old talk is not over");
    waiting.remove(call);
    talks.put(
        offer, new AcdEffect.Ring(offer, call, new OperatorId(bridged.operator()), "", "moved"));
  }

  private void seesIn(AcdEvent event, AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Ring ring -> rings(ring);
      case AcdEffect.HandOver handOver -> {
        must(talks.containsKey(handOver.offer()), "handed over before it was journalled");
        bounds.put(handOver.offer(), now.plus(AcdSettings.DEFAULTS.bridgeTimeout()));
      }
      case AcdEffect.SaveOperator saved -> team.saved(saved, event, journalled, now);
      case AcdEffect.WakeAt(WakeKey.WrapUpOver(OperatorId operator), Instant at) ->
          team.wrapsUp(operator, at);
      case AcdEffect.TellPlace told -> toldPlaces.put(told.call(), told.place());
      case AcdEffect.EndWaiting end -> waiting.remove(end.call());
      case AcdEffect.Journal entry -> {
        journalled = entry.event();
        sees(event, entry.call(), entry.event());
      }
      case AcdEffect.CancelRing _,
          AcdEffect.DirectRings _,
          AcdEffect.EndDirect _,
          AcdEffect.HangUpOperator _,
          AcdEffect.TellOperatorLeft _,
          AcdEffect.TellMissesPaused _,
          AcdEffect.WakeAt _ -> {}
    }
  }

  private void sees(AcdEvent cause, CallId call, JournalEvent.Durable event) {
    switch (event) {
      case JournalEvent.Queued _ -> {
        must(queued.add(call), () -> "queued twice: " + call);
        toldPlaces.remove(call);
        reservations.entered(call);
      }
      case JournalEvent.WaitingEnded _ -> {
        boolean refused = cause instanceof AcdEvent.CallEntered;
        must(
            queued.remove(call) || refused,
            () -> "an ending of a call that does not wait: " + call);
        reservations.left(call);
      }
      case JournalEvent.Reserved reserved -> {
        WaitingCaller caller = require(waiting.get(call), "reserved, but does not wait");
        must(!rings(call), "reserved, but is offered");
        reservations.begins(caller, team.group(caller), reserved, now);
      }
      case JournalEvent.ReservationEnded _ -> reservations.ended(call);
      case JournalEvent.OfferEnded ended -> offerEnded(cause, ended);
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
    must(everMade.add(ring.offer()), "an offer made twice");
    ringing.put(ring.offer(), ring);
    bounds.put(ring.offer(), now.plus(SkillGroup.DEFAULT_RING_TIMEOUT));
  }

  private boolean unasked(CallId call) {
    return Stream.concat(ringing.values().stream(), talks.values().stream())
        .noneMatch(ring -> ring.call().equals(call) && direct.contains(ring.offer()));
  }

  private void ringsInTurn(AcdEffect.Ring ring) {
    WaitingCaller caller = require(waiting.get(ring.call()), "rings for a call that does not wait");
    SkillGroup group = team.group(caller);
    must(may(ring.operator(), caller), "operator without the skill or the language");
    must(!team.cools(ring.operator(), now), "rung again without a rest");
    int together = telephones.getOrDefault(ring.call(), 0);
    must(together < group.routing().strategy().atOnce(), "a call has two operators");
    reservations.rings(ring);
    // Over all groups of the operator, not only that of the call. For company nobody is passed
    // over.
    for (WaitingCaller other : waiting.values()) {
      boolean passedOver =
          (together > 0 || other.before(caller))
              && !rings(other.call())
              && may(ring.operator(), other)
              && reservations.isFor(other.call(), ring.operator());
      must(!passedOver, () -> "rank order broken by " + ring + ", passing over " + other);
    }
    checkOwnFirst(ring, caller);
    telephones.merge(ring.call(), 1, Integer::sum);
  }

  private void checkOwnFirst(AcdEffect.Ring ring, WaitingCaller caller) {
    if (ring.reason().startsWith("served this ticket before")) {
      must(caller.lastServed().filter(ring.operator()::equals).isPresent(), "served by a stranger");
    } else if (!team.own(ring.operator(), caller)) {
      for (OperatorId other : team.offerable(now)) {
        must(!team.own(other, caller), () -> "flows over beside " + other);
      }
    }
  }

  private boolean may(OperatorId operator, WaitingCaller caller) {
    return team.may(operator, caller, waiting.values(), now);
  }

  /** Whether any telephone rings for a call in a queue. */
  private boolean rings(CallId call) {
    return telephones.containsKey(call);
  }

  private void offerEnded(AcdEvent cause, JournalEvent.OfferEnded ended) {
    must(endedOffers.add(ended.offer()), "an offer ended twice");
    AcdEffect.Ring ring = require(ringing.remove(new OfferId(ended.offer())), "never made");
    checkReason(cause, ended, ring);
    bounds.remove(ring.offer());
    if (!direct.contains(ring.offer())) {
      telephones.computeIfPresent(ring.call(), (_, n) -> n == 1 ? null : n - 1);
    }
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

  private void checkReason(AcdEvent cause, JournalEvent.OfferEnded ended, AcdEffect.Ring ring) {
    boolean said =
        switch (cause) {
          case AcdEvent.OfferFailed e -> e.offer().equals(ring.offer());
          case AcdEvent.OperatorLegEnded e -> e.offer().equals(ring.offer());
          case AcdEvent.OfferAnswered e -> e.offer().equals(ring.offer());
          default -> false;
        };
    must(said || cancelled.contains(ring.offer()), () -> ring.offer() + " rings on");
    if (Set.of("no-answer", "busy", "declined", "answered").contains(ended.reason())) {
      boolean overdue = !require(bounds.get(ring.offer()), "no bound").isAfter(now);
      must(said || overdue, () -> ring.offer() + " ended for no reason");
    }
  }

  private static Set<OfferId> cancelled(List<AcdEffect> effects) {
    return effects.stream()
        .filter(AcdEffect.CancelRing.class::isInstance)
        .map(effect -> ((AcdEffect.CancelRing) effect).offer())
        .collect(Collectors.toSet());
  }

  // ---- the rules

  /** What is said to be over is over. */
  private void checkEnds(AcdEvent event) {
    switch (event) {
      case AcdEvent.OperatorLegEnded e -> checkOver(e.offer());
      case AcdEvent.CallerLeft e -> checkOver(e.offer());
      case AcdEvent.CallerPassedOn e ->
          must(!talks.containsKey(e.offer()), () -> e.offer() + " is not over");
      case AcdEvent.CallLeft e -> {
        must(unserved(e.call()), "left, but is served");
        must(unasked(e.call()), "left, but an operator is rung for it");
      }
      default -> {}
    }
  }

  private void checkOver(OfferId offer) {
    must(!ringing.containsKey(offer) && !talks.containsKey(offer), () -> offer + " is not over");
  }

  private boolean unserved(CallId call) {
    return talks.values().stream().noneMatch(talk -> talk.call().equals(call));
  }

  /** Deadlines need no wake-up of their own: whatever event comes first notices them. */
  private void checkBounds() {
    bounds.forEach((offer, until) -> must(until.isAfter(now), () -> offer + " is overdue"));
  }

  private void checkOperators() {
    Set<OperatorId> serving = new HashSet<>();
    Set<CallId> served = new HashSet<>();
    talks.values().forEach(ring -> occupy(ring, serving, served));
    ringing.values().forEach(ring -> occupy(ring, serving, served));
    talks.values().forEach(r -> must(!waiting.containsKey(r.call()), "waits and is served"));
    direct.forEach(offer -> must(ringing.containsKey(offer) || talks.containsKey(offer), "lost"));
    for (OperatorView view : acd.operators()) {
      boolean busy = Set.of("ringing", "talking", "consulting").contains(view.state());
      must(busy == serving.contains(view.id()), () -> view + " but serving=" + !busy);
      boolean mayBeAway = busy || Set.of("offline", "calling-out").contains(view.state());
      must(view.registered() || mayBeAway, () -> view + " has no telephone");
      if (view.state().equals("ready")) {
        checkIdle(view.id());
      }
    }
  }

  private void occupy(AcdEffect.Ring ring, Set<OperatorId> serving, Set<CallId> served) {
    must(serving.add(ring.operator()), "an operator serves two calls");
    boolean rings = ringing.containsKey(ring.offer()); // several telephones may, for one call
    must(
        direct.contains(ring.offer()) || served.add(ring.call()) || rings,
        "a call has two operators");
  }

  private void checkIdle(OperatorId operator) {
    must(team.isConfigured(operator), () -> "ready, but not configured: " + operator);
    if (!team.offerable(operator, now)) {
      return;
    }
    for (WaitingCaller caller : waiting.values()) {
      must(
          rings(caller.call())
              || !may(operator, caller)
              || !reservations.isFor(caller.call(), operator),
          () -> operator + " is ready beside the waiting " + caller);
    }
  }

  /** Places are exact for whoever asks; a day's queues are short enough to be told at once, too. */
  private void checkPlaces() {
    Map<String, Integer> places = new HashMap<>();
    for (WaitingCaller caller : waiting.values().stream().sorted(WaitingCaller.BY_RANK).toList()) {
      int place = places.merge(caller.group(), 1, Integer::sum);
      must(acd.place(caller.call()).equals(Optional.of(place)), () -> "not at place " + place);
      if (!rings(caller.call())) {
        must(
            Objects.equals(toldPlaces.get(caller.call()), place),
            () -> caller + " was told a wrong place, instead of " + place);
      }
    }
  }

  /** All callers have gone: nobody is stuck. */
  void checkAllIsOver() {
    must(ringing.isEmpty() && talks.isEmpty() && waiting.isEmpty(), "something is left over");
    must(queued.isEmpty(), () -> "queued without an end: " + queued);
    for (OperatorView view : acd.operators()) {
      must(Set.of("ready", "paused", "offline").contains(view.state()), () -> view + " is stuck");
    }
  }
}
