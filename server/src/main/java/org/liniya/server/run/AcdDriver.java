package org.liniya.server.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.OperatorState;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.OperatorBoard;
import org.liniya.port.OperatorLines;
import org.liniya.port.OperatorStore;
import org.liniya.port.Time;
import org.liniya.port.WaitingRoom;
import org.liniya.ticket.TicketNumber;

/**
 * The queues as the rest of the server sees them: the ports of calls, telephones and supervisors.
 * Whatever is said here becomes an event of {@link AcdThread}, the one owner of the {@link Acd};
 * what is read is its snapshot. Thread-safe; only a supervisor's wish waits, for a bounded time.
 */
final class AcdDriver implements WaitingRoom, OperatorLines, OperatorBoard, AutoCloseable {

  /** Pauses that nobody asked for; registering anew ends them. */
  private static final Set<String> AUTOMATIC =
      Set.of(OperatorState.MISSED_CALLS, OperatorState.NOT_READY_YET);

  private final AcdThread thread;
  private final Time time;

  /**
   * @param record is told what the queues are told; its run has begun
   * @param dialer used only after {@link #start}
   * @param supervisors told on the {@code acd} thread
   */
  AcdDriver(
      Acd acd,
      AcdRecord record,
      Dialer dialer,
      Journal journal,
      OperatorStore operators,
      Time time,
      Consumer<AcdEffect.TellMissesPaused> supervisors,
      List<SkillGroup> groups,
      List<OperatorProfile> profiles) {
    this.thread = new AcdThread(acd, record, dialer, journal, operators, time, supervisors);
    this.time = time;
    configure(groups, profiles);
    operators.restarted(time.now());
    for (OperatorStore.Row row : operators.all()) {
      if (!row.reason().isEmpty() && !AUTOMATIC.contains(row.reason())) {
        thread.happened(new AcdEvent.PauseRemembered(time.now(), row.operator(), row.reason()));
      }
    }
  }

  /** What is configured from now on, whole; before anything that is said later. */
  void configure(List<SkillGroup> groups, List<OperatorProfile> profiles) {
    thread.later(
        work -> {
          work.legs().configure(groups);
          work.handle(new AcdEvent.ConfigurationChanged(time.now(), groups, profiles));
        });
  }

  /**
   * Who knows what a further caller of a group has to expect, for groups that flow over by it;
   * before {@link #start}.
   */
  void estimatesBy(Function<String, Duration> whoKnows) {
    thread.estimatesBy(whoKnows);
  }

  /** Begins to work; events that were left before are handled first. */
  void start() {
    thread.start();
  }

  // ── the waiting room: from the calls' threads ─────────────────────────────────────────────────

  @Override
  public void enter(Request request) {
    thread.later(
        work -> {
          work.legs().entered(request);
          work.handle(
              new AcdEvent.CallEntered(
                  time.now(),
                  request.call(),
                  request.group(),
                  request.language(),
                  request.arrived(),
                  request.headStart(),
                  AcdEvent.WhenNobody.WAIT,
                  request.lastServed()));
        });
  }

  @Override
  public void leave(CallId call, String reason) {
    thread.later(
        work -> {
          work.handle(new AcdEvent.CallLeft(time.now(), call, reason));
          work.legs().left(call);
        });
  }

  @Override
  public void bridged(CallId call, OfferId offer) {
    thread.happened(new AcdEvent.CallBridged(time.now(), offer));
  }

  @Override
  public void callerLeft(CallId call, OfferId offer, EndCause cause) {
    thread.happened(new AcdEvent.CallerLeft(time.now(), offer, cause));
  }

  @Override
  public void passedOn(CallId call, OfferId offer) {
    thread.happened(new AcdEvent.CallerPassedOn(time.now(), offer));
  }

  @Override
  public void direct(Request request, OperatorId operator) {
    thread.later(
        work -> {
          work.legs().directed(request, operator);
          work.handle(
              new AcdEvent.CallDirected(
                  time.now(), request.call(), operator, request.group(), request.language()));
        });
  }

  @Override
  public void leaveDirect(CallId call, OperatorId operator, String reason) {
    thread.later(
        work -> {
          work.handle(new AcdEvent.DirectLeft(time.now(), call, operator));
          work.legs().directOver(call, operator);
        });
  }

  @Override
  public void move(OfferId offer, Request to) {
    thread.later(
        work -> {
          work.legs().moved(offer, to);
          work.handle(
              new AcdEvent.OfferMoved(time.now(), offer, to.call(), to.group(), to.language()));
        });
  }

  @Override
  public void callingOut(OperatorId operator, CallId call) {
    thread.happened(new AcdEvent.OperatorCallingOut(time.now(), operator, call));
  }

  @Override
  public void hungUp(OperatorId operator, CallId call) {
    thread.later(
        work -> {
          work.handle(new AcdEvent.OperatorHungUp(time.now(), operator, call));
          work.legs().left(call);
        });
  }

  @Override
  public Optional<Figures> figures(String group) {
    return thread.snapshot().figures(group);
  }

  // ── telephones that come and go: from the front end's threads ─────────────────────────────────

  @Override
  public void registered(OperatorId operator) {
    thread.happened(new AcdEvent.OperatorRegistered(time.now(), operator));
  }

  @Override
  public void unregistered(OperatorId operator) {
    thread.happened(new AcdEvent.OperatorUnregistered(time.now(), operator));
  }

  // ── the board: from the console's threads ─────────────────────────────────────────────────────

  @Override
  public List<OperatorView> operators() {
    return thread.snapshot().operators();
  }

  @Override
  public List<GroupView> groups() {
    return thread.snapshot().groups();
  }

  @Override
  public Optional<List<GroupWhy>> why() {
    return thread.ask(acd -> acd.why(time.now()));
  }

  @Override
  public boolean pause(OperatorId operator, String reason) {
    if (!thread.snapshot().knows(operator)) {
      return false;
    }
    thread.takenIn(new AcdEvent.PauseRequested(time.now(), operator, reason));
    return true;
  }

  @Override
  public boolean ready(OperatorId operator) {
    if (!thread.snapshot().knows(operator)) {
      return false;
    }
    thread.takenIn(new AcdEvent.ReadyRequested(time.now(), operator));
    return true;
  }

  @Override
  public boolean extendWrapUp(OperatorId operator) {
    if (!thread.snapshot().knows(operator)) {
      return false;
    }
    thread.takenIn(new AcdEvent.WrapUpExtended(time.now(), operator));
    return true;
  }

  /** How often queues and telephones disagreed and were brought together again. */
  long repairs() {
    return thread.repairs();
  }

  /** The ticket of the call that the operator serves, or served last since the start. */
  Optional<TicketNumber> lastTicket(OperatorId operator) {
    return thread.lastTicket(operator);
  }

  /** How many calls and operators' legs are kept: none when all is over. */
  int kept() {
    return thread.snapshot().kept();
  }

  /** Ends the operators' legs and the thread. */
  @Override
  public void close() {
    thread.close();
  }
}
