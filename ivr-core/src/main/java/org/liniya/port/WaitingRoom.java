package org.liniya.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;

/**
 * The queues as a flow sees them. What happens comes to the call's inbox: {@code PlaceChanged},
 * {@code OperatorAnswered}, {@code OperatorLeft}, {@code WaitingEnded}. Thread-safe; never blocks.
 */
public interface WaitingRoom {

  /** The call waits from now on. A call waits in one place at most. */
  void enter(Request request);

  /**
   * The call does not wait any more: hung up, timed out or chose another way. An offer in flight is
   * withdrawn.
   */
  void leave(CallId call, String reason);

  /** Answer to {@code OperatorAnswered}: the two hear each other. */
  void bridged(CallId call, OfferId offer);

  /** The caller's side of a talk is over; the operator's leg is ended and wrap-up begins. */
  void callerLeft(CallId call, OfferId offer, EndCause cause);

  /**
   * The operator has passed the caller on to a queue or to a number outside: as {@link
   * #callerLeft}, but the caller is still there.
   */
  void passedOn(CallId call, OfferId offer);

  /**
   * Asks for one operator by name, now or not at all: a colleague's consultation, or a caller who
   * is passed on while being served. {@code DirectRinging}, then {@code OperatorAnswered} or {@code
   * DirectFailed} come to the request's inbox. The call need not wait; an operator who serves it
   * goes on serving it until {@link #callerLeft} is said for that offer.
   */
  void direct(Request request, OperatorId operator);

  /** Gives a direct request up; nothing follows unless the answer was quicker. */
  void leaveDirect(CallId call, OperatorId operator, String reason);

  /**
   * The operator who came to one call under {@code offer} serves another from now on (attended
   * transfer); its signals go to the inbox of {@code to}.
   */
  void move(OfferId offer, Request to);

  /** The operator uses the telephone for a call of their own: no offers until {@link #hungUp}. */
  void callingOut(OperatorId operator, CallId call);

  /** The operator's own call is over. */
  void hungUp(OperatorId operator, CallId call);

  /** Figures for expressions; a snapshot. Empty when there is no such group. */
  Optional<Figures> figures(String group);

  /**
   * @param arrived when the call arrived at the line
   * @param headStart added seniority; rank = arrival − head start
   * @param display what the operator's telephone shows
   * @param inbox where the call's signals go
   * @param lastServed the operator who served the ticket before, in an earlier call
   */
  record Request(
      CallId call,
      String group,
      Language language,
      IdentityLevel identity,
      Instant arrived,
      Duration headStart,
      Optional<Leg> leg,
      String display,
      String ticket,
      Consumer<Signal> inbox,
      Optional<OperatorId> lastServed) {

    /** Of a ticket that nobody has served yet. */
    public Request(
        CallId call,
        String group,
        Language language,
        IdentityLevel identity,
        Instant arrived,
        Duration headStart,
        Optional<Leg> leg,
        String display,
        String ticket,
        Consumer<Signal> inbox) {
      this(
          call,
          group,
          language,
          identity,
          arrived,
          headStart,
          leg,
          display,
          ticket,
          inbox,
          Optional.empty());
    }
  }

  /**
   * A group as it stands.
   *
   * @param serving how many are logged in and not paused
   */
  record Figures(int waiting, Duration longestWait, int ready, int loggedIn, int serving) {

    /** Nobody is paused. */
    public Figures(int waiting, Duration longestWait, int ready, int loggedIn) {
      this(waiting, longestWait, ready, loggedIn, loggedIn);
    }
  }
}
