package org.liniya.acd;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/**
 * The life of an answered offer: the bridge, the talk and its end, from whichever side. Owned by
 * {@link Acd}; not thread-safe.
 */
final class Talks {

  private final AcdSettings settings;
  private final Turn turn;
  private final Queues queues;
  private final Desks desks;
  private final Offers offers;

  Talks(AcdSettings settings, Turn turn, Queues queues, Desks desks, Offers offers) {
    this.settings = settings;
    this.turn = turn;
    this.queues = queues;
    this.desks = desks;
    this.offers = offers;
  }

  void bridged(OfferId id) {
    offers.find(id).ifPresent(this::bridged);
  }

  private void bridged(Offer offer) {
    if (desks.stateOf(offer) instanceof Connecting connecting) {
      offers
          .servedBy(offer.call().call())
          .filter(served -> !served.id().equals(offer.id()))
          .ifPresent(this::passOn);
      Duration wait = Duration.between(offer.call().entered(), connecting.since());
      turn.journal(
          offer.call().call(),
          new JournalEvent.Bridged(offer.id().value(), offer.operator().value(), wait.toMillis()));
      offers.serves(offer);
      desks.of(offer).talks();
      desks.change(desks.of(offer), connecting.bridged(turn.now()));
    }
  }

  /** The operator has passed the caller on; an offer that is not answered passes nobody on. */
  void passedOn(OfferId id) {
    offers.find(id).filter(this::isAnswered).ifPresent(this::passOn);
  }

  private boolean isAnswered(Offer offer) {
    return desks.stateOf(offer) instanceof Talking || desks.stateOf(offer) instanceof Connecting;
  }

  /** Others serve the call from now on. */
  private void passOn(Offer served) {
    turn.add(new AcdEffect.HangUpOperator(served.id(), EndCause.NORMAL));
    end(served, "transferred");
  }

  /** Whether somebody talks under the offer, and with another call. */
  boolean canMove(AcdEvent.OfferMoved moved) {
    return offers
        .find(moved.offer())
        .filter(offer -> desks.stateOf(offer) instanceof Talking)
        .filter(offer -> !offer.call().call().equals(moved.call()))
        .isPresent();
  }

  /**
   * Who talks under an offer serves another call: its caller was passed on by a colleague. When
   * there is nobody left to serve it, the colleague is free all the same, having passed it on.
   */
  void moved(AcdEvent.OfferMoved moved) {
    Optional<Offer> found = offers.find(moved.offer());
    if (found.isEmpty() || !(desks.stateOf(found.get()) instanceof Talking talking)) {
      offers.servedBy(moved.call()).ifPresent(this::passOn);
      OperatorId nobody = found.map(Offer::operator).orElse(new OperatorId("unknown"));
      turn.add(new AcdEffect.TellOperatorLeft(moved.offer(), moved.call(), nobody, EndCause.LOST));
      return;
    }
    Offer offer = found.get();
    if (offer.call().call().equals(moved.call())) {
      return;
    }
    offers.servedBy(moved.call()).ifPresent(this::passOn);
    journalEnd(offer, "passed-on", Duration.between(talking.since(), turn.now()));
    QueuedCall call =
        new QueuedCall(moved.call(), moved.group(), moved.language(), turn.now(), turn.now());
    offers.replace(offer, new Offer(offer.id(), call, offer.operator(), Offer.Way.DIRECT));
    turn.journal(
        moved.call(), new JournalEvent.Bridged(offer.id().value(), offer.operator().value(), 0));
    desks.change(desks.of(offer), talking.moved(moved.call(), turn.now()));
  }

  /** The caller's side never said that the two hear each other. */
  void bridgeTimeout(OfferId id) {
    offers
        .find(id)
        .filter(offer -> desks.stateOf(offer) instanceof Connecting)
        .ifPresent(this::giveUp);
  }

  private void giveUp(Offer offer) {
    turn.add(new AcdEffect.HangUpOperator(offer.id(), EndCause.FAULT));
    tellOperatorLeft(offer, EndCause.FAULT);
    end(offer, "not-bridged");
  }

  void operatorLegEnded(OfferId id, EndCause cause) {
    offers.find(id).ifPresent(offer -> operatorLegEnded(offer, cause));
  }

  private void operatorLegEnded(Offer offer, EndCause cause) {
    if (desks.stateOf(offer) instanceof Ringing) {
      offers.failed(offer.id(), cause);
    } else {
      tellOperatorLeft(offer, cause);
      end(offer, "operator-left " + word(cause));
    }
  }

  /** The caller's side is over: so is the operator's. */
  void hangUp(Offer offer, EndCause cause) {
    turn.add(new AcdEffect.HangUpOperator(offer.id(), cause));
    end(offer, "caller-left");
  }

  private void end(Offer offer, String reason) {
    offers.forget(offer);
    Desk desk = desks.of(offer);
    boolean onDuty = desks.onDuty(offer.operator());
    switch (desk.state()) {
      case Connecting connecting -> {
        journalEnd(offer, reason, Duration.ZERO);
        desks.change(desk, connecting.ended(onDuty, settings.coolDown(), turn.now()));
      }
      case Talking talking -> {
        journalEnd(offer, reason, Duration.between(talking.since(), turn.now()));
        desks.change(desk, talking.ended(onDuty, wrapUp(offer), turn.now()));
      }
      case Offline _, Paused _, Ready _, Ringing _, WrapUp _, CallingOut _ ->
          throw new IllegalStateException("an answered offer without a talk");
    }
    desks.dropIfRemoved(desk);
  }

  /** A group that was removed meanwhile leaves the usual wrap-up. */
  private Duration wrapUp(Offer offer) {
    if (offer.call().group().isEmpty()) {
      return Duration.ZERO; // colleagues among themselves
    }
    return queues
        .find(offer.call().group())
        .map(queue -> queue.group().wrapUp())
        .orElse(SkillGroup.DEFAULT_WRAP_UP);
  }

  private void tellOperatorLeft(Offer offer, EndCause cause) {
    turn.add(
        new AcdEffect.TellOperatorLeft(offer.id(), offer.call().call(), offer.operator(), cause));
  }

  private void journalEnd(Offer offer, String reason, Duration talk) {
    turn.journal(
        offer.call().call(),
        new JournalEvent.OperatorLeft(
            offer.id().value(), offer.operator().value(), reason, talk.toMillis()));
  }

  private static String word(EndCause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
