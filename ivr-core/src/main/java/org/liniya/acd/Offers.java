package org.liniya.acd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

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

  /** The answered offer under which a call is served. */
  private final Map<CallId, Offer> serving = new HashMap<>();

  /** The offers that ring for a call from a queue. */
  private final Map<CallId, List<Offer>> ringing = new HashMap<>();

  /** The offer of an operator asked for by name, until the two are bridged. */
  private final Map<CallId, Offer> directs = new HashMap<>();

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

  /** Who talks with the call, or is about to. */
  Optional<Offer> servedBy(CallId call) {
    return Optional.ofNullable(serving.get(call));
  }

  /** Whose telephones ring for a call from a queue; a copy. */
  List<Offer> rungFor(CallId call) {
    return List.copyOf(ringing.getOrDefault(call, List.of()));
  }

  /** The operator whom a call has asked for by name and who does not serve it yet. */
  Optional<Offer> direct(CallId call) {
    return Optional.ofNullable(directs.get(call));
  }

  /** The offer that makes an operator's telephone ring. */
  Offer of(Ringing rings) {
    return Objects.requireNonNull(offers.get(rings.offer()), "ringing without an offer");
  }

  /** Rings an operator for a call from a queue; others may be rung for it at the same time. */
  void make(QueuedCall call, OfferRule.Choice choice) {
    Offer offer = new Offer(nextId(), call, choice.operator(), Offer.Way.QUEUED);
    Desk desk = desks.of(offer);
    if (!(desk.state() instanceof Ready ready)) {
      throw new IllegalStateException("the index holds an operator who is not ready");
    }
    offers.put(offer.id(), offer);
    ringing.computeIfAbsent(call.call(), _ -> new ArrayList<>()).add(offer);
    queues.offered(call);
    desk.rung(made);
    String reason = choice.reason() + "; " + queues.standing(call);
    turn.journal(
        call.call(),
        new JournalEvent.Offered(offer.id().value(), choice.operator().value(), reason));
    desks.change(desk, ready.offered(offer.id(), call.call(), turn.now()));
    turn.add(new AcdEffect.Ring(offer.id(), call.call(), choice.operator(), call.group(), reason));
    deadlines.wakeIn(queues.of(call).group().ringTimeout(), new WakeKey.RingTimeout(offer.id()));
  }

  private OfferId nextId() {
    return new OfferId(epoch + "-" + ++made);
  }

  /** Rings an operator for a call that asked for this one; a cool-down is no reason not to. */
  void makeDirect(QueuedCall call, Desk desk, Ready ready) {
    OperatorId operator = desk.profile().id();
    Offer offer = new Offer(nextId(), call, operator, Offer.Way.DIRECT);
    offers.put(offer.id(), offer);
    directs.put(call.call(), offer);
    desk.rung(made);
    String reason = "asked for by name";
    turn.journal(
        call.call(), new JournalEvent.Offered(offer.id().value(), operator.value(), reason));
    desks.change(desk, ready.offered(offer.id(), call.call(), turn.now()));
    turn.add(new AcdEffect.Ring(offer.id(), call.call(), operator, call.group(), reason));
    deadlines.wakeIn(SkillGroup.DEFAULT_RING_TIMEOUT, new WakeKey.RingTimeout(offer.id()));
  }

  /** From now on the operator of this offer is the one who serves its call. */
  void serves(Offer offer) {
    directs.remove(offer.call().call(), offer);
    serving.put(offer.call().call(), offer);
  }

  /** An offer goes on with another call. */
  void replace(Offer before, Offer after) {
    forget(before);
    offers.put(after.id(), after);
    serves(after);
  }

  void ringing(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null
        && desks.stateOf(offer) instanceof Ringing rings
        && rings.soundingSince().isEmpty()) {
      desks.of(offer).state(rings.sounding(turn.now()));
      if (!offer.queued()) {
        turn.add(new AcdEffect.DirectRings(offer.call().call(), offer.operator()));
      }
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
      if (offer.queued()) {
        queues.remove(offer.call());
        ringsNoMore(offer);
        serving.put(offer.call().call(), offer);
      }
      journalEnd(offer, OfferEnd.ANSWERED);
      desks.change(desks.of(offer), rings.answered(turn.now()));
      rungFor(offer.call().call()).forEach(this::withdraw);
      turn.add(new AcdEffect.HandOver(id, offer.call().call(), offer.operator()));
      deadlines.wakeIn(settings.bridgeTimeout(), new WakeKey.BridgeTimeout(id));
    }
  }

  void failed(OfferId id, EndCause cause) {
    Offer offer = offers.get(id);
    if (offer != null && desks.stateOf(offer) instanceof Ringing rings) {
      boolean missed = offer.queued() && OfferEnd.missed(cause);
      end(offer, OfferEnd.of(cause), failed(offer, rings, missed));
    }
  }

  void ringTimeout(OfferId id) {
    Offer offer = offers.get(id);
    if (offer != null && desks.stateOf(offer) instanceof Ringing rings) {
      // Without a 180 nobody can say that the operator did not want to answer.
      EndCause cause =
          rings.soundingSince().isPresent() ? EndCause.NO_ANSWER : EndCause.UNREACHABLE;
      cancel(offer, OfferEnd.of(cause), failed(offer, rings, offer.queued()));
    }
  }

  private OperatorState failed(Offer offer, Ringing rings, boolean missed) {
    int most =
        queues
            .find(offer.call().group())
            .map(queue -> queue.group().routing().missesBeforePause())
            .orElse(Routing.DEFAULT_MISSES_BEFORE_PAUSE);
    OperatorState next = rings.failed(missed, most, settings.coolDown(), turn.now());
    if (next instanceof Paused paused) {
      tellMissesPaused(offer, paused, rings.before().misses() + 1);
    }
    return next;
  }

  private void tellMissesPaused(Offer offer, Paused paused, int misses) {
    String operator = offer.operator().value();
    turn.journal(
        offer.call().call(),
        new JournalEvent.OperatorPaused(operator, misses + " " + paused.reason() + " in a row"));
    turn.add(new AcdEffect.TellMissesPaused(offer.operator(), offer.call().group(), misses));
  }

  /** Stops the ringing and ends the offer. */
  void cancel(Offer offer, OfferEnd end, OperatorState next) {
    turn.add(new AcdEffect.CancelRing(offer.id()));
    end(offer, end, next);
  }

  /** As {@link #cancel}, when the call itself has given the offer up and need not be told. */
  void withdraw(Offer offer, OperatorState next) {
    turn.add(new AcdEffect.CancelRing(offer.id()));
    over(offer, OfferEnd.WITHDRAWN);
    desks.change(desks.of(offer), next);
  }

  /** Another operator was quicker. */
  private void withdraw(Offer offer) {
    if (desks.stateOf(offer) instanceof Ringing rings) {
      withdraw(offer, rings.withdrawn(turn.now()));
    }
  }

  private void end(Offer offer, OfferEnd end, OperatorState next) {
    over(offer, end);
    if (!offer.queued()) {
      turn.add(new AcdEffect.EndDirect(offer.call().call(), offer.operator(), end.cause()));
    }
    desks.change(desks.of(offer), next);
  }

  private void over(Offer offer, OfferEnd end) {
    forget(offer);
    journalEnd(offer, end);
    if (offer.queued() && !ringing.containsKey(offer.call().call())) {
      // Not so when another operator answers or rings on.
      queues.waiting(offer.call().call()).ifPresent(queues::offerable);
    }
  }

  void forget(Offer offer) {
    offers.remove(offer.id());
    serving.remove(offer.call().call(), offer);
    ringsNoMore(offer);
    directs.remove(offer.call().call(), offer);
  }

  private void ringsNoMore(Offer offer) {
    ringing.computeIfPresent(
        offer.call().call(),
        (_, offers) -> {
          offers.remove(offer);
          return offers.isEmpty() ? null : offers;
        });
  }

  private void journalEnd(Offer offer, OfferEnd end) {
    turn.journal(
        offer.call().call(),
        new JournalEvent.OfferEnded(offer.id().value(), offer.operator().value(), end.word()));
  }
}
