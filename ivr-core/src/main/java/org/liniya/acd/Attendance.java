package org.liniya.acd;

import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/**
 * Operators who come, go, pause and return. What is said of an operator whom the configuration does
 * not name changes nothing, but that their telephone is remembered. Owned by {@link Acd}; not
 * thread-safe.
 */
final class Attendance {

  private final Turn turn;
  private final Desks desks;
  private final Offers offers;
  private final Reservations reservations;

  Attendance(Turn turn, Desks desks, Offers offers, Reservations reservations) {
    this.turn = turn;
    this.desks = desks;
    this.offers = offers;
    this.reservations = reservations;
  }

  void register(OperatorId operator) {
    desks.telephoneCame(operator);
    desks.find(operator).ifPresent(this::comeOnline);
  }

  private void comeOnline(Desk desk) {
    if (desk.state() instanceof Offline offline) {
      desk.loggedIn();
      boolean readyOnRegister = desk.profile().readyOnRegister();
      desks.change(desk, offline.registered(readyOnRegister, turn.now()));
    }
  }

  void unregister(OperatorId operator) {
    desks.telephoneWent(operator);
    desks.find(operator).ifPresent(this::goOffline);
  }

  /** At once, or when the present talk has ended. */
  void goOffline(Desk desk) {
    switch (desk.state()) {
      case Offline _, Connecting _, Talking _, CallingOut _ -> {}
      case Paused paused -> desks.change(desk, paused.unregistered(turn.now()));
      case Ready ready -> desks.change(desk, ready.unregistered(turn.now()));
      case WrapUp wrapUp -> desks.change(desk, wrapUp.unregistered(turn.now()));
      case Ringing rings ->
          offers.cancel(offers.of(rings), OfferEnd.UNREACHABLE, rings.unregistered(turn.now()));
    }
  }

  /** From an earlier run of the server; whoever is here by now has decided anew. */
  void rememberPause(OperatorId operator, String reason) {
    desks
        .find(operator)
        .filter(desk -> desk.state() instanceof Offline)
        .ifPresent(desk -> pause(desk, reason));
  }

  void pause(OperatorId operator, String reason) {
    desks.find(operator).ifPresent(desk -> pause(desk, reason));
  }

  private void pause(Desk desk, String reason) {
    switch (desk.state()) {
      case Offline offline -> desks.change(desk, offline.pauseKept(reason));
      case Paused paused -> desks.change(desk, paused.paused(reason, turn.now()));
      case Ready ready -> desks.change(desk, ready.paused(reason, turn.now()));
      case WrapUp wrapUp -> desks.change(desk, wrapUp.paused(reason, turn.now()));
      case Ringing rings ->
          offers.cancel(offers.of(rings), OfferEnd.WITHDRAWN, rings.paused(reason, turn.now()));
      case Connecting connecting -> pauseLater(desk, connecting.pauseAfter(Optional.of(reason)));
      case Talking talking -> pauseLater(desk, talking.pauseAfter(Optional.of(reason)));
      case CallingOut out -> pauseLater(desk, out.pauseAfter(Optional.of(reason)));
    }
  }

  private void pauseLater(Desk desk, OperatorState next) {
    desk.state(next);
    reservations.release(desk.profile().id(), "pauses after the present talk");
  }

  void makeReady(OperatorId operator) {
    desks.find(operator).ifPresent(this::makeReady);
  }

  private void makeReady(Desk desk) {
    switch (desk.state()) {
      case Offline offline -> desks.change(desk, offline.pauseForgotten());
      case Paused paused -> desks.change(desk, paused.ready(turn.now()));
      case WrapUp wrapUp -> desks.change(desk, wrapUp.over(turn.now()));
      case Ready _, Ringing _ -> {}
      case Connecting connecting -> desk.state(connecting.pauseAfter(Optional.empty()));
      case Talking talking -> desk.state(talking.pauseAfter(Optional.empty()));
      case CallingOut out -> desk.state(out.pauseAfter(Optional.empty()));
    }
  }

  /** The operator uses the telephone: nothing is offered until the call is over. */
  void callOut(OperatorId operator, CallId call) {
    desks.find(operator).ifPresent(desk -> callOut(desk, call));
  }

  private void callOut(Desk desk, CallId call) {
    switch (desk.state()) {
      case Ready ready -> desks.change(desk, ready.callingOut(call, turn.now()));
      case Paused paused -> desks.change(desk, paused.callingOut(call, turn.now()));
      case WrapUp wrapUp -> desks.change(desk, wrapUp.callingOut(call, turn.now()));
      case Talking talking -> desks.change(desk, talking.consulting(Optional.of(call)));
      case Ringing rings ->
          offers.cancel(offers.of(rings), OfferEnd.WITHDRAWN, rings.callingOut(call, turn.now()));
      case Offline _, Connecting _, CallingOut _ -> {}
    }
  }

  /** The operator's own call is over. */
  void hangUp(OperatorId operator, CallId call) {
    desks.find(operator).ifPresent(desk -> hangUp(desk, call));
  }

  private void hangUp(Desk desk, CallId call) {
    switch (desk.state()) {
      case CallingOut out when out.own().equals(call) -> {
        desks.change(desk, out.over(desks.onDuty(desk.profile().id()), turn.now()));
        desks.dropIfRemoved(desk);
      }
      case Talking talking when talking.consulting().filter(call::equals).isPresent() ->
          desks.change(desk, talking.consulting(Optional.empty()));
      default -> {} // that call was not noticed, or is not this one
    }
  }

  void extendWrapUp(OperatorId operator) {
    desks.find(operator).ifPresent(this::extendWrapUp);
  }

  private void extendWrapUp(Desk desk) {
    if (desk.state() instanceof WrapUp wrapUp) {
      desks.change(desk, wrapUp.extended(turn.now()));
    }
  }

  void wrapUpOver(OperatorId operator) {
    desks.find(operator).ifPresent(this::wrapUpOver);
  }

  /** The deadline may be that of an earlier wrap-up. */
  private void wrapUpOver(Desk desk) {
    if (desk.state() instanceof WrapUp wrapUp && !wrapUp.until().isAfter(turn.now())) {
      desks.change(desk, wrapUp.over(turn.now()));
    }
  }
}
