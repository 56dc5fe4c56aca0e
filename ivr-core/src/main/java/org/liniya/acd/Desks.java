package org.liniya.acd;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.liniya.call.OperatorId;

/**
 * The operators, and the one place through which their states change. Owned by {@link Acd}; not
 * thread-safe.
 */
final class Desks {

  private final Turn turn;
  private final Queues queues;
  private final Deadlines deadlines;
  private final Reservations reservations;
  private final Map<OperatorId, Desk> desks = new TreeMap<>();

  /** Operators with a telephone, known to the configuration or not. */
  private final Set<OperatorId> registered = new HashSet<>();

  /** Operators whom the configuration does not name any more but whose talk goes on. */
  private final Set<OperatorId> removed = new HashSet<>();

  Desks(Turn turn, Queues queues, Deadlines deadlines, Reservations reservations) {
    this.turn = turn;
    this.queues = queues;
    this.deadlines = deadlines;
    this.reservations = reservations;
  }

  /** By id; a copy. */
  List<Desk> all() {
    return List.copyOf(desks.values());
  }

  Optional<Desk> find(OperatorId operator) {
    return Optional.ofNullable(desks.get(operator));
  }

  /** The desk that an offer names: it stays for as long as the offer does. */
  Desk of(Offer offer) {
    return Objects.requireNonNull(desks.get(offer.operator()), "an offer to an unknown operator");
  }

  OperatorState stateOf(Offer offer) {
    return of(offer).state();
  }

  /** Every change of an operator's state that others can see passes here. */
  void change(Desk desk, OperatorState next) {
    desk.state(next);
    OperatorId operator = desk.profile().id();
    turn.add(new AcdEffect.SaveOperator(operator, next.word(), next.reason(), next.since()));
    queues.index(desk);
    switch (next) {
      case Ready ready -> {
        turn.freed(operator);
        if (ready.offerableFrom().isAfter(turn.now())) {
          deadlines.wakeAt(ready.offerableFrom(), new WakeKey.CoolDownOver(operator));
        }
      }
      case WrapUp wrapUp -> deadlines.wakeAt(wrapUp.until(), new WakeKey.WrapUpOver(operator));
      case Offline _, Paused _ -> reservations.release(operator, next.word());
      case Ringing _, Connecting _, Talking _, CallingOut _ -> {}
    }
  }

  boolean isRegistered(OperatorId operator) {
    return registered.contains(operator);
  }

  void telephoneCame(OperatorId operator) {
    registered.add(operator);
  }

  void telephoneWent(OperatorId operator) {
    registered.remove(operator);
  }

  /** Whether the operator stays on when the present talk has ended. */
  boolean onDuty(OperatorId operator) {
    return registered.contains(operator) && !removed.contains(operator);
  }

  /** The operator is in the configuration, for the first time or as before. */
  Desk configure(OperatorProfile profile) {
    removed.remove(profile.id());
    Desk desk =
        desks.computeIfAbsent(
            profile.id(), _ -> new Desk(profile, new Offline(turn.now(), Optional.empty())));
    desk.configure(profile);
    return desk;
  }

  /** The operators whom {@code named} does not hold are to go, and are returned. */
  List<Desk> removeAllBut(Collection<OperatorId> named) {
    List<Desk> gone = all().stream().filter(desk -> !named.contains(desk.profile().id())).toList();
    gone.forEach(desk -> removed.add(desk.profile().id()));
    return gone;
  }

  /** Forgets an operator who is to go, once nothing holds them any more. */
  void dropIfRemoved(Desk desk) {
    OperatorId operator = desk.profile().id();
    if (desk.state() instanceof Offline && removed.remove(operator)) {
      desks.remove(operator);
    }
  }
}
