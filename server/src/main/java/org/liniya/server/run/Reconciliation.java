package org.liniya.server.run;

import java.util.HashSet;
import java.util.Set;
import org.liniya.call.OfferId;

/**
 * What the queues and the telephones disagree about. A difference counts only when it was there at
 * the look before as well: what is just on its way from one to the other is none. For one thread.
 */
final class Reconciliation {

  /**
   * Differences, by offer.
   *
   * @param withoutLeg the queues count on a telephone that neither rings nor is up
   * @param withoutOffer a telephone rings or is up that the queues do not know of
   */
  record Differences(Set<OfferId> withoutLeg, Set<OfferId> withoutOffer) {

    static final Differences NONE = new Differences(Set.of(), Set.of());

    Differences {
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

    int count() {
      return withoutLeg.size() + withoutOffer.size();
    }
  }

  private Differences before = Differences.NONE;

  /** Looks, and gives what was different at the look before as well. */
  Differences look(Set<OfferId> offers, Set<OfferId> legs) {
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
