package org.liniya.acd;

import java.time.Duration;
import java.util.Locale;
import org.liniya.acd.OperatorState.Connecting;
import org.liniya.acd.OperatorState.Offline;
import org.liniya.acd.OperatorState.Paused;
import org.liniya.acd.OperatorState.Ready;
import org.liniya.acd.OperatorState.Ringing;
import org.liniya.acd.OperatorState.Talking;
import org.liniya.acd.OperatorState.WrapUp;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;

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
      Duration wait = Duration.between(offer.call().entered(), connecting.since());
      turn.journal(
          offer.call().call(),
          new JournalEvent.Bridged(offer.id().value(), offer.operator().value(), wait.toMillis()));
      desks.change(desks.of(offer), connecting.bridged(turn.now()));
    }
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
      case Offline _, Paused _, Ready _, Ringing _, WrapUp _ ->
          throw new IllegalStateException("an answered offer without a talk");
    }
    desks.dropIfRemoved(desk);
  }

  /** A group that was removed meanwhile leaves the usual wrap-up. */
  private Duration wrapUp(Offer offer) {
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
