package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;

/**
 * What the queues and the telephones disagree about: a signal may be lost, an effect may fail, and
 * nobody is to be stuck for that. A difference counts only when it was there at the look before as
 * well: what is just on its way from one to the other is none. For one thread.
 */
public final class Reconciliation {

  /** From one look to the next: a difference is repaired after two looks, within 5 s. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  /**
   * Differences, by offer.
   *
   * @param withoutLeg the queues count on a telephone that neither rings nor is up
   * @param withoutOffer a telephone rings or is up that the queues do not know of
   */
  public record Differences(Set<OfferId> withoutLeg, Set<OfferId> withoutOffer) {

    static final Differences NONE = new Differences(Set.of(), Set.of());

    public Differences {
      withoutLeg = Set.copyOf(withoutLeg);
      withoutOffer = Set.copyOf(withoutOffer);
    }

    static Differences between(Set<OfferId> offers, Set<OfferId> legs) {
      return new Differences(less(offers, legs), less(legs, offers));
    }

    Differences alsoIn(Differences other) {
      return new Differences(
          both(withoutLeg, other.withoutLeg), both(withoutOffer, other.withoutOffer));
    }
  }

  private Differences before = Differences.NONE;

  /** What the queues are told of an offer that has no telephone, or is not known to them. */
  public static List<AcdEvent> repair(OfferId offer, Instant at) {
    // whichever of the two fits; the other one changes nothing
    return List.of(
        new AcdEvent.OfferFailed(at, offer, EndCause.FAULT),
        new AcdEvent.OperatorLegEnded(at, offer, EndCause.FAULT));
  }

  /** Looks, and gives what was different at the look before as well. */
  public Differences look(Set<OfferId> offers, Set<OfferId> legs) {
    Differences now = Differences.between(offers, legs);
    Differences lasting = now.alsoIn(before);
    before = now;
    return lasting;
  }

  private static Set<OfferId> less(Set<OfferId> all, Set<OfferId> without) {
    Set<OfferId> left = new HashSet<>(all);
    left.removeAll(without);
    return left;
  }

  private static Set<OfferId> both(Set<OfferId> one, Set<OfferId> other) {
    Set<OfferId> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }
}
