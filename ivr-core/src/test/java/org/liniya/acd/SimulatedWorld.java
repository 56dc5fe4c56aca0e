package org.liniya.acd;

import java.time.Instant;
import java.util.UUID;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/**
 * What telephones, callers and clocks make of the effects of a {@link SimulatedDay}: they answer,
 * refuse, fall silent, and say things twice.
 */
final class SimulatedWorld {

  private final DayPlan plan;
  private final SimulatedTeam team;
  private final SimulatedCallers callers;
  private OfferId lastOffer = new OfferId("none");
  private CallId lastHandedOver = new CallId(new UUID(0x7000L, 0));

  SimulatedWorld(DayPlan plan, SimulatedTeam team, SimulatedCallers callers) {
    this.plan = plan;
    this.team = team;
    this.callers = callers;
  }

  void perform(AcdEffect effect, Instant now) {
    switch (effect) {
      case AcdEffect.Ring ring -> ring(ring, now);
      case AcdEffect.HandOver handOver -> talk(handOver, now);
      case AcdEffect.WakeAt(WakeKey key, Instant at) -> wake(key, at);
      case AcdEffect.HangUpOperator hangUp -> legEnds(hangUp.offer(), now);
      case AcdEffect.CancelRing _,
          AcdEffect.DirectRings _,
          AcdEffect.EndDirect _,
          AcdEffect.TellPlace _,
          AcdEffect.EndWaiting _,
          AcdEffect.TellOperatorLeft _,
          AcdEffect.SaveOperator _,
          AcdEffect.TellMissesPaused _,
          AcdEffect.Journal _ -> {}
    }
  }

  /** Early, late, twice or never. */
  private void wake(WakeKey key, Instant at) {
    if (plan.chance(10)) {
      return;
    }
    Instant late = at.plusMillis(plan.chance(4) ? plan.below(5_000) : 0);
    plan.add(late, new AcdEvent.Woken(late, key));
    if (plan.chance(5)) {
      Instant early = at.minusMillis(100);
      plan.add(early, new AcdEvent.Woken(early, key));
      plan.add(late, new AcdEvent.Woken(late, key));
    }
  }

  private void ring(AcdEffect.Ring ring, Instant now) {
    Instant soon = now.plusMillis(50);
    Instant later = now.plusMillis(100 + plan.below(25_000));
    OfferId offer = ring.offer();
    if (!plan.chance(8)) {
      plan.add(soon, new AcdEvent.OfferRinging(soon, offer));
    }
    if (plan.chance(12)) {
      plan.add(soon, team.configuration(soon, 2 + plan.below(3)));
    }
    if (plan.chance(20)) {
      plan.add(soon, new AcdEvent.CallerLeft(soon, offer, EndCause.NORMAL));
    }
    AcdEvent result =
        switch (plan.below(14)) {
          case 0 -> new AcdEvent.OfferFailed(later, offer, EndCause.BUSY);
          case 1 -> new AcdEvent.OfferFailed(later, offer, EndCause.DECLINED);
          case 2 -> new AcdEvent.OfferFailed(soon, offer, EndCause.UNREACHABLE);
          case 3 -> new AcdEvent.OperatorLegEnded(later, offer, EndCause.UNREACHABLE);
          case 5 -> new AcdEvent.OfferFailed(soon, offer, EndCause.FAULT); // could not be dialled
          case 4 -> new AcdEvent.Woken(soon, new WakeKey.RingTimeout(offer)); // lost
          default -> new AcdEvent.OfferAnswered(later, offer);
        };
    plan.add(result.at(), result);
    if (plan.chance(10)) {
      plan.add(result.at(), result);
    }
  }

  private void talk(AcdEffect.HandOver handOver, Instant now) {
    OfferId offer = handOver.offer();
    Instant bridged = now.plusMillis(plan.below(6_000));
    Instant meanwhile = now.plusMillis(plan.below(8_000));
    Instant end = plan.chance(4) ? meanwhile : bridged.plusMillis(plan.below(60_000));
    if (!plan.chance(10)) {
      plan.add(bridged, new AcdEvent.CallBridged(bridged, offer));
    }
    if (plan.chance(3)) {
      plan.add(meanwhile, new AcdEvent.PauseRequested(meanwhile, handOver.operator(), "lunch"));
    }
    if (plan.chance(4)) {
      plan.add(meanwhile, new AcdEvent.OperatorUnregistered(meanwhile, handOver.operator()));
    }
    if (plan.chance(2)) {
      plan.add(end, new AcdEvent.OperatorLegEnded(end, offer, EndCause.NORMAL));
    }
    if (plan.chance(2)) {
      plan.add(end, new AcdEvent.CallerLeft(end, offer, EndCause.NORMAL));
    }
    if (plan.chance(6)) {
      plan.add(end, callers.entering(handOver.call(), end, now));
    }
    if (plan.chance(6)) { // to another group, or outside
      plan.add(end, new AcdEvent.CallerPassedOn(end, offer));
    }
    if (!plan.chance(4)) {
      passOn(handOver, bridged);
    }
    if (plan.chance(3)) { // before or after the bridge; of no weight when not asked for by name
      plan.add(meanwhile, new AcdEvent.DirectLeft(meanwhile, handOver.call(), handOver.operator()));
    }
    if (plan.chance(4)) {
      plan.add(
          meanwhile,
          new AcdEvent.OfferMoved(
              meanwhile, lastOffer, handOver.call(), plan.anyGroup(), Language.EN));
      Instant gone = meanwhile.plusSeconds(1 + plan.below(100)); // its desk says so, as always
      plan.add(gone, new AcdEvent.CallLeft(gone, handOver.call(), "over"));
    }
    lastHandedOver = handOver.call();
    lastOffer = offer;
    // The desk always says so when a call has ended.
    Instant over = end.plusSeconds(plan.chance(2) ? 0 : plan.below(300));
    plan.add(over, new AcdEvent.CallLeft(over, handOver.call(), "over"));
  }

  /** The caller is to be passed on to a colleague, or a colleague takes it over. */
  private void passOn(AcdEffect.HandOver handOver, Instant bridged) {
    Instant at = bridged.plusMillis(plan.below(5_000));
    OperatorId colleague = plan.anyOperator();
    if (plan.chance(3)) {
      CallId other =
          plan.chance(4) ? new CallId(new UUID(0x7000L, plan.below(40))) : lastHandedOver;
      plan.add(
          at, new AcdEvent.OfferMoved(at, handOver.offer(), other, plan.anyGroup(), Language.RU));
      Instant over = at.plusSeconds(plan.below(100));
      plan.add(over, new AcdEvent.CallLeft(over, other, "over"));
      return;
    }
    plan.add(
        at,
        new AcdEvent.CallDirected(at, handOver.call(), colleague, plan.anyGroup(), Language.RU));
    if (plan.chance(4)) {
      Instant soon = at.plusMillis(plan.below(20_000));
      plan.add(soon, new AcdEvent.DirectLeft(soon, handOver.call(), colleague));
    }
    if (plan.chance(4)) {
      Instant call = at.plusMillis(plan.below(3_000));
      CallId own = new CallId(new UUID(0x9000L, plan.below(1000)));
      plan.add(call, new AcdEvent.OperatorCallingOut(call, handOver.operator(), own));
      Instant over = call.plusMillis(1 + plan.below(40_000));
      plan.add(over, new AcdEvent.OperatorHungUp(over, handOver.operator(), own));
    }
  }

  private void legEnds(OfferId offer, Instant now) {
    if (!plan.chance(3)) {
      Instant at = now.plusMillis(30);
      plan.add(at, new AcdEvent.OperatorLegEnded(at, offer, EndCause.NORMAL));
    }
  }
}
