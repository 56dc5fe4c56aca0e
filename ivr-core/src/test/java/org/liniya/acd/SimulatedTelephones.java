package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.OfferId;

/**
 * The operators' telephones of a {@link SimulatedDay}, as the watchdog finds them. Now and then one
 * is not rung, not hung up, or is over, and nobody says so: within {@link #BOUND} the ACD and the
 * telephones must agree again.
 */
final class SimulatedTelephones {

  static final Duration BOUND = Duration.ofSeconds(5);

  private static final int FAULT_ONE_IN = 60;

  private final DayPlan plan;
  private final Reconciliation watchdog = new Reconciliation();
  private final Set<OfferId> legs = new HashSet<>();

  /** When some are over of which nobody will hear. */
  private final Map<OfferId, Instant> lost = new HashMap<>();

  private final Map<OfferId, Instant> differSince = new HashMap<>();
  private Instant nextLook = Instant.EPOCH;
  private int repairs;

  SimulatedTelephones(DayPlan plan) {
    this.plan = plan;
  }

  /** Whether the effect is performed; otherwise it is lost, and nothing will come of it. */
  boolean perform(AcdEffect effect, Instant now) {
    return switch (effect) {
      case AcdEffect.Ring ring -> !plan.chance(FAULT_ONE_IN) && legs.add(ring.offer());
      case AcdEffect.CancelRing cancel -> !plan.chance(FAULT_ONE_IN) && over(cancel.offer());
      case AcdEffect.HangUpOperator hangUp -> !plan.chance(FAULT_ONE_IN) && over(hangUp.offer());
      case AcdEffect.HandOver handOver -> {
        if (plan.chance(FAULT_ONE_IN)) { // a BYE that is never heard of
          lost.put(handOver.offer(), now.plusMillis(plan.below(20_000)));
        }
        yield true;
      }
      default -> true;
    };
  }

  private boolean over(OfferId offer) {
    legs.remove(offer);
    return true;
  }

  /** What a telephone tells has happened to it by then. */
  void told(AcdEvent event) {
    switch (event) {
      case AcdEvent.OfferFailed failed -> legs.remove(failed.offer());
      case AcdEvent.OperatorLegEnded ended -> legs.remove(ended.offer());
      default -> {}
    }
  }

  private Set<OfferId> inUse(Instant now) {
    return lost.isEmpty()
        ? legs
        : legs.stream()
            .filter(offer -> lost.getOrDefault(offer, Instant.MAX).isAfter(now))
            .collect(Collectors.toSet());
  }

  /** When the watchdog is to look, if not after {@code now}. */
  boolean lookDue(Instant now) {
    if (nextLook.equals(Instant.EPOCH)) {
      nextLook = now;
    }
    return !nextLook.isAfter(now);
  }

  /** One look: what the ACD is told of what it finds. */
  List<AcdEvent> look(Set<OfferId> offers, PlantedBug bug) {
    Instant now = nextLook;
    nextLook = nextLook.plus(Reconciliation.EVERY);
    Reconciliation.Differences found = watchdog.look(offers, inUse(now));
    if (!bug.watches()) {
      return List.of();
    }
    Set<OfferId> all = new TreeSet<>(Comparator.comparing(OfferId::value));
    all.addAll(found.withoutLeg());
    all.addAll(found.withoutOffer());
    legs.removeAll(all);
    repairs += all.size();
    return all.stream().flatMap(offer -> Reconciliation.repair(offer, now).stream()).toList();
  }

  int repairs() {
    return repairs;
  }

  /** The rule; to be asked after every event. */
  void check(Set<OfferId> offers, Instant now) {
    Set<OfferId> up = inUse(now);
    if (up.equals(offers)) {
      differSince.clear();
      return;
    }
    Set<OfferId> differ =
        Stream.concat(offers.stream(), up.stream())
            .filter(offer -> offers.contains(offer) != up.contains(offer))
            .collect(Collectors.toSet());
    differSince.keySet().retainAll(differ);
    differ.forEach(offer -> differSince.putIfAbsent(offer, now));
    differSince.forEach(
        (offer, since) ->
            Witness.must(
                !now.isAfter(since.plus(BOUND)),
                () -> "ACD and telephones disagree about " + offer + " since " + since));
  }
}
