package org.liniya.acd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.GroupWhy;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.WaitingRoom.Figures;

/**
 * The automatic call distributor: who waits, who is ready, and who is offered which call. A
 * deterministic state machine, used by one thread at a time (its driver's): the same events give
 * the same effects; it has no clock, does no I/O and knows no chance.
 *
 * <p>Time comes with the events. One event is one {@link Turn}: deadlines that have passed, the
 * event itself, new offers for what it has freed, and the places that have changed.
 */
public final class Acd {

  private final Turn turn = new Turn();
  private final Deadlines deadlines = new Deadlines(turn);
  private final Queues queues = new Queues(turn);
  private final Candidates candidates = new Candidates(turn, queues);
  private final Overflows overflows = new Overflows(turn, queues, deadlines);
  private final Reservations reservations = new Reservations(turn, queues, deadlines);
  private final Desks desks = new Desks(turn, queues, deadlines, reservations);
  private final Offers offers;
  private final Talks talks;
  private final Attendance attendance;
  private final Callers callers;
  private final Configuring configuring;
  private final Matching matching;
  private final Places places = new Places(turn, queues, deadlines);
  private final Board board = new Board(queues, desks);

  /**
   * An ACD without groups, operators and calls.
   *
   * @param epoch what the identifiers of its offers begin with; another one for every start of the
   *     server, since offers are unique for the life of the data
   */
  public Acd(String epoch, AcdSettings settings) {
    offers = new Offers(epoch, settings, turn, queues, desks, deadlines);
    talks = new Talks(settings, turn, queues, desks, offers);
    attendance = new Attendance(turn, desks, offers, reservations);
    callers = new Callers(turn, queues, desks, offers, talks, candidates, overflows);
    configuring = new Configuring(queues, desks, attendance, callers, overflows, reservations);
    matching = new Matching(turn, queues, desks, offers, candidates, reservations);
  }

  /** Takes in one event and returns what is to be done, in order. */
  public List<AcdEffect> handle(AcdEvent event) {
    turn.begin(event.at());
    passDeadlines();
    take(event);
    overflows.refresh();
    matching.run();
    places.tell();
    return turn.effects();
  }

  private void passDeadlines() {
    for (Optional<WakeKey> passed = deadlines.nextPassed();
        passed.isPresent();
        passed = deadlines.nextPassed()) {
      pass(passed.get());
    }
  }

  private void pass(WakeKey key) {
    switch (key) {
      case WakeKey.RingTimeout e -> offers.ringTimeout(e.offer());
      case WakeKey.BridgeTimeout e -> talks.bridgeTimeout(e.offer());
      case WakeKey.WrapUpOver e -> attendance.wrapUpOver(e.operator());
      case WakeKey.CoolDownOver e -> turn.freed(e.operator());
      case WakeKey.OverflowDue e -> overflows.due(e.call());
      case WakeKey.ReservationOver e -> reservations.over(e.call());
      case WakeKey.PlacesDue e -> places.othersDue(e.group());
    }
  }

  private void take(AcdEvent event) {
    switch (event) {
      case AcdEvent.ConfigurationChanged changed -> configuring.configure(changed);
      case AcdEvent.PauseRemembered e -> attendance.rememberPause(e.operator(), e.reason());
      case AcdEvent.OperatorRegistered e -> attendance.register(e.operator());
      case AcdEvent.OperatorUnregistered e -> attendance.unregister(e.operator());
      case AcdEvent.PauseRequested e -> attendance.pause(e.operator(), e.reason());
      case AcdEvent.ReadyRequested e -> attendance.makeReady(e.operator());
      case AcdEvent.WrapUpExtended e -> attendance.extendWrapUp(e.operator());
      case AcdEvent.CallEntered entered -> callers.enter(entered);
      case AcdEvent.CallLeft e -> callers.leave(e.call(), e.reason());
      case AcdEvent.CallDirected asked -> callers.direct(asked);
      case AcdEvent.DirectLeft e -> callers.leaveDirect(e.call(), e.operator());
      case AcdEvent.OfferMoved moved -> callers.moved(moved);
      case AcdEvent.OperatorCallingOut e -> attendance.callOut(e.operator(), e.call());
      case AcdEvent.OperatorHungUp e -> attendance.hangUp(e.operator(), e.call());
      case AcdEvent.OfferRinging e -> offers.ringing(e.offer());
      case AcdEvent.OfferAnswered e -> offers.answered(e.offer());
      case AcdEvent.OfferFailed e -> offers.failed(e.offer(), e.cause());
      case AcdEvent.CallBridged e -> talks.bridged(e.offer());
      case AcdEvent.OperatorLegEnded e -> talks.operatorLegEnded(e.offer(), e.cause());
      case AcdEvent.CallerLeft e -> callers.leftTalk(e.offer(), e.cause());
      case AcdEvent.CallerPassedOn e -> talks.passedOn(e.offer());
      case AcdEvent.EstimateTold e -> overflows.estimated(e.group(), e.expected());
      case AcdEvent.Woken _ -> {} // its deadline has passed by now, if it was not early
    }
  }

  /** The groups that are to be told of by {@link AcdEvent.EstimateTold}. */
  public List<String> estimating() {
    return overflows.estimating();
  }

  /** All operators, by id. */
  public List<OperatorView> operators() {
    return board.operators();
  }

  /** The offers for which a telephone rings or is up, or ought to. */
  public Set<OfferId> offersInUse() {
    return board.offersInUse();
  }

  /** All groups, by name, as they stand at {@code at}. */
  public List<GroupView> groups(Instant at) {
    return board.groups(at);
  }

  /** One group as it stands at {@code at}; empty when there is none of that name. */
  public Optional<Figures> figures(String name, Instant at) {
    return board.figures(name, at);
  }

  /** For each group in which somebody waits: why its operators are not being offered the call. */
  public List<GroupWhy> why(Instant at) {
    return board.why(at);
  }

  /** The place of a waiting call in its queue, 1 being next; empty when it does not wait. */
  public Optional<Integer> place(CallId call) {
    return queues.place(call);
  }
}
