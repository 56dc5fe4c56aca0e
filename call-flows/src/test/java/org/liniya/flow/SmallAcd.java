package org.liniya.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeLeg;

/**
 * The real ACD over telephones that answer after a second, in the virtual time of a {@link
 * Scenario}. For one thread.
 */
final class SmallAcd implements WaitingRoom {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration RINGING = Duration.ofSeconds(1);

  private final Acd acd = new Acd("t", AcdSettings.DEFAULTS);
  private final Scenario scenario;
  private final Map<CallId, Consumer<Signal>> inboxes = new HashMap<>();
  private final Map<OfferId, FakeLeg> legs = new LinkedHashMap<>();
  private final Set<OfferId> over = new HashSet<>();

  SmallAcd(Scenario scenario, List<OperatorProfile> operators) {
    this.scenario = scenario;
    List<SkillGroup> groups =
        operators.stream()
            .flatMap(operator -> operator.skills().stream())
            .distinct()
            .map(
                name ->
                    new SkillGroup(
                        name, Map.of(), Duration.ofSeconds(20), Duration.ofSeconds(5), 10))
            .toList();
    say(new AcdEvent.ConfigurationChanged(now(), groups, operators));
    operators.forEach(operator -> say(new AcdEvent.OperatorRegistered(now(), operator.id())));
    tick();
  }

  /** Legs that anyone ends are noticed. */
  private void tick() {
    Map.copyOf(legs)
        .forEach(
            (offer, leg) ->
                leg.ended()
                    .filter(_ -> over.add(offer))
                    .ifPresent(cause -> say(new AcdEvent.OperatorLegEnded(now(), offer, cause))));
    scenario.inbox.after(TICK, this::tick);
  }

  private Optional<FakeLeg> leg(OfferId offer) {
    return Optional.ofNullable(legs.get(offer));
  }

  private Instant now() {
    return scenario.time.now();
  }

  void say(AcdEvent event) {
    acd.handle(event).forEach(this::perform);
  }

  private void perform(AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Ring ring -> scenario.inbox.after(RINGING, () -> answer(ring));
      case AcdEffect.CancelRing cancel -> over.add(cancel.offer());
      case AcdEffect.HandOver hand ->
          tell(
              hand.call(),
              new Signal.OperatorAnswered(
                  hand.offer(), hand.operator(), leg(hand.offer()).orElseThrow()));
      case AcdEffect.HangUpOperator hang ->
          leg(hang.offer()).ifPresent(leg -> leg.hangUp(hang.cause()));
      case AcdEffect.DirectRings rings ->
          tell(rings.call(), new Signal.DirectRinging(rings.operator()));
      case AcdEffect.EndDirect end ->
          tell(end.call(), new Signal.DirectFailed(end.operator(), end.cause()));
      case AcdEffect.TellPlace place -> tell(place.call(), new Signal.PlaceChanged(place.place()));
      case AcdEffect.EndWaiting end -> tell(end.call(), new Signal.WaitingEnded(end.reason()));
      case AcdEffect.TellOperatorLeft left ->
          tell(left.call(), new Signal.OperatorLeft(left.offer(), left.operator(), left.cause()));
      case AcdEffect.WakeAt wake ->
          scenario.inbox.after(
              Duration.between(now(), wake.at()), () -> say(new AcdEvent.Woken(now(), wake.key())));
      case AcdEffect.SaveOperator _, AcdEffect.TellMissesPaused _, AcdEffect.Journal _ -> {}
    }
  }

  private void answer(AcdEffect.Ring ring) {
    if (!over.contains(ring.offer())) {
      String name = ring.operator() + "-" + legs.size();
      legs.put(ring.offer(), new FakeLeg(name, scenario.inbox, scenario.time, scenario.prompts));
      say(new AcdEvent.OfferRinging(now(), ring.offer()));
      say(new AcdEvent.OfferAnswered(now(), ring.offer()));
    }
  }

  private void tell(CallId call, Signal signal) {
    inboxes.getOrDefault(call, _ -> {}).accept(signal);
  }

  // ---- what a test sees

  /** Legs that nobody has ended. */
  List<FakeLeg> legsUp() {
    return legs.values().stream().filter(leg -> leg.ended().isEmpty()).toList();
  }

  Map<OperatorId, String> states() {
    return acd.operators().stream()
        .collect(Collectors.toMap(OperatorView::id, OperatorView::state));
  }

  // ---- what the call says

  @Override
  public void enter(Request request) {
    inboxes.put(request.call(), request.inbox());
    say(
        new AcdEvent.CallEntered(
            now(),
            request.call(),
            request.group(),
            request.language(),
            request.arrived(),
            request.headStart(),
            AcdEvent.WhenNobody.WAIT,
            request.lastServed()));
  }

  @Override
  public void leave(CallId call, String reason) {
    say(new AcdEvent.CallLeft(now(), call, reason));
  }

  @Override
  public void bridged(CallId call, OfferId offer) {
    say(new AcdEvent.CallBridged(now(), offer));
  }

  @Override
  public void callerLeft(CallId call, OfferId offer, EndCause cause) {
    say(new AcdEvent.CallerLeft(now(), offer, cause));
  }

  @Override
  public void passedOn(CallId call, OfferId offer) {
    say(new AcdEvent.CallerPassedOn(now(), offer));
  }

  @Override
  public void direct(Request request, OperatorId operator) {
    inboxes.put(request.call(), request.inbox());
    say(
        new AcdEvent.CallDirected(
            now(), request.call(), operator, request.group(), request.language()));
  }

  @Override
  public void leaveDirect(CallId call, OperatorId operator, String reason) {
    say(new AcdEvent.DirectLeft(now(), call, operator));
  }

  @Override
  public void move(OfferId offer, Request to) {
    say(new AcdEvent.OfferMoved(now(), offer, to.call(), to.group(), to.language()));
  }

  @Override
  public void callingOut(OperatorId operator, CallId call) {
    say(new AcdEvent.OperatorCallingOut(now(), operator, call));
  }

  @Override
  public void hungUp(OperatorId operator, CallId call) {
    say(new AcdEvent.OperatorHungUp(now(), operator, call));
  }

  @Override
  public Optional<Figures> figures(String group) {
    return acd.figures(group, now());
  }
}
