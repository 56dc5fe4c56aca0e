package org.liniya.acd;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.liniya.acd.OperatorState.Ready;
import org.liniya.acd.OperatorState.Ringing;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;

/**
 * The life of an offer from the ring to the answer, or to whatever comes instead. An answered offer
 * is kept until its talk ends ({@link Talks}). Results for an offer that is over, or not ringing
 * any more, change nothing. Owned by {@link Acd}; not thread-safe.
 */
final class Offers {

  private final String epoch;
  private final AcdSettings settings;
  private final Turn turn;
  private final Queues queues;
  private final Desks desks;
  private final Deadlines deadlines;
  private final Map<OfferId, Offer> offers = new HashMap<>();
  private final Map<CallId, Offer> ofCalls = new HashMap<>();
  private long made;

  Offers(
      String epoch,
      AcdSettings settings,
      Turn turn,
      Queues queues,
      Desks desks,
      Deadlines deadlines) {
    this.epoch = epoch;
    this.settings = settings;
    this.turn = turn;
    this.queues = queues;
    this.desks = desks;
    this.deadlines = deadlines;
  }

  Optional<Offer> find(OfferId offer) {
    return Optional.ofNullable(offers.get(offer));
  }

  Optional<Offer> of(CallId call) {
    return Optional.ofNullable(ofCalls.get(call));
  }

  /** The offer that makes an operator's telephone ring. */
  Offer of(Ringing rings) {
    return Objects.requireNonNull(offers.get(rings.offer()), "ringing without an offer");
  }

  void make(QueuedCall call, LongestIdle.Choice choice) {
    Offer offer = new Offer(new OfferId(epoch + "-" + ++made), call, choice.operator());
    Desk desk = desks.of(offer);
    if (!(desk.state() instanceof Ready ready)) {
      throw new IllegalStateException("the index holds an operator who is not ready");
    }
    offers.put(offer.id(), offer);
    ofCalls.put(call.call(), offer);
    queues.offered(call);
    String reason = choice.reason() + "; " + queues.standing(call);
    turn.journal(
        call.call(),
        new JournalEvent.Offered(offer.id().value(), choice.operator().value(), reason));
    desks.change(desk, ready.offered(offer.id(), call.call(), turn.now()));
    turn.add(new AcdEffect.Ring(offer.id(), call.call(), choice.operator(), call.group(), reason));
    deadlines.wakeIn(queues.of(call).group().ringTimeout(), new WakeKey.RingTimeout(offer.id()));
  }

  void ringing(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null
        && desks.stateOf(offer) instanceof Ringing rings
        && rings.soundingSince().isEmpty()) {
      desks.of(offer).state(rings.sounding(turn.now()));
    }
  }

  void answered(OfferId id) {
    Offer offer = offers.get(id);
    if (offer == null) {
      // Answered in the moment in which we gave up: nobody is there to talk to.
      turn.add(new AcdEffect.HangUpOperator(id, EndCause.WITHDRAWN));
      return;
    }
    if (desks.stateOf(offer) instanceof Ringing rings) {
      queues.remove(offer.call());
      journalEnd(offer, OfferEnd.ANSWERED);
      desks.change(desks.of(offer), rings.answered(turn.now()));
      turn.add(new AcdEffect.HandOver(id, offer.call().call(), offer.operator()));
      deadlines.wakeIn(settings.bridgeTimeout(), new WakeKey.BridgeTimeout(id));
    }
  }

  void failed(OfferId id, EndCause cause) {
    Offer offer = offers.get(id);
    if (offer != null && desks.stateOf(offer) instanceof Ringing rings) {
      boolean missed = OfferEnd.missed(cause);
      end(offer, OfferEnd.of(cause), rings.failed(missed, settings, turn.now()));
    }
  }

  void ringTimeout(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null && desks.stateOf(offer) instanceof Ringing rings) {
      // Without a 180 nobody can say that the operator did not want to answer.
      EndCause cause =
          rings.soundingSince().isPresent() ? EndCause.NO_ANSWER : EndCause.UNREACHABLE;
      cancel(offer, OfferEnd.of(cause), rings.failed(true, settings, turn.now()));
    }
  }

  /** Stops the ringing and ends the offer. */
  void cancel(Offer offer, OfferEnd end, OperatorState next) {
    turn.add(new AcdEffect.CancelRing(offer.id()));
    end(offer, end, next);
  }

  private void end(Offer offer, OfferEnd end, OperatorState next) {
    forget(offer);
    queues.offerable(offer.call());
    journalEnd(offer, end);
    desks.change(desks.of(offer), next);
  }

  void forget(Offer offer) {
    offers.remove(offer.id());
    ofCalls.remove(offer.call().call());
  }

  private void journalEnd(Offer offer, OfferEnd end) {
    turn.journal(
        offer.call().call(),
        new JournalEvent.OfferEnded(offer.id().value(), offer.operator().value(), end.word()));
  }
}
