package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Inbox;
import org.liniya.port.WaitingRoom;

/**
 * The queues as a caller finds them who was called back: where an operator has taken the callback
 * already, the first waiting ends at once with that operator. Used by the call's thread.
 */
final class CallbackRoom implements WaitingRoom {

  private final WaitingRoom room;
  private final Runnable served;
  private Operator operator;

  /** Whoever took the callback. */
  private sealed interface Operator {
    /** Nobody yet, or the flow has them by now. */
    record None() implements Operator {}

    /**
     * They wait for the caller.
     *
     * @param early their signals until the flow has them
     */
    record Holding(CallId waitedAs, Signal.OperatorAnswered answered, Inbox early)
        implements Operator {}
  }

  /** Nobody waits for the caller yet. */
  CallbackRoom(WaitingRoom room, Runnable served) {
    this.room = room;
    this.served = served;
    this.operator = new Operator.None();
  }

  /**
   * An operator waits for the caller.
   *
   * @param waitedAs the call under whose name the callback stood in the queue
   * @param served is told when caller and operator are joined
   */
  CallbackRoom(
      WaitingRoom room,
      Runnable served,
      CallId waitedAs,
      Signal.OperatorAnswered answered,
      Inbox early) {
    this.room = room;
    this.served = served;
    this.operator = new Operator.Holding(waitedAs, answered, early);
  }

  @Override
  public void enter(Request request) {
    if (operator instanceof Operator.Holding holding) {
      operator = new Operator.None();
      if (stays(holding)) {
        // before the move: from then on the queues may say that the operator has left, and who
        // hears that first would talk with nobody
        request.inbox().accept(holding.answered());
        room.move(holding.answered().offer(), request);
        room.leave(holding.waitedAs(), "callback made");
        return;
      }
      room.leave(holding.waitedAs(), "operator lost");
    }
    room.enter(request);
  }

  /** The caller never came to a queue: the operator is free. */
  void letGo(EndCause cause) {
    if (operator
        instanceof Operator.Holding(CallId waitedAs, Signal.OperatorAnswered answered, _)) {
      operator = new Operator.None();
      room.callerLeft(waitedAs, answered.offer(), cause);
      room.leave(waitedAs, "callback over");
    }
  }

  private static boolean stays(Operator.Holding holding) {
    try {
      Optional<Signal> signal = holding.early().next(Duration.ZERO);
      while (signal.isPresent()) {
        if (signal.get() instanceof Signal.OperatorLeft) {
          return false;
        }
        decline(signal.get());
        signal = holding.early().next(Duration.ZERO);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** Nobody can be passed on before the two are joined. */
  static void decline(Signal signal) {
    if (signal instanceof Signal.TransferAsked asked) {
      asked.transfer().failed(EndCause.DECLINED);
    }
  }

  @Override
  public void bridged(CallId call, OfferId offer) {
    served.run();
    room.bridged(call, offer);
  }

  @Override
  public void leave(CallId call, String reason) {
    room.leave(call, reason);
  }

  @Override
  public void callerLeft(CallId call, OfferId offer, EndCause cause) {
    room.callerLeft(call, offer, cause);
  }

  @Override
  public void passedOn(CallId call, OfferId offer) {
    room.passedOn(call, offer);
  }

  @Override
  public void direct(Request request, OperatorId wanted) {
    room.direct(request, wanted);
  }

  @Override
  public void leaveDirect(CallId call, OperatorId wanted, String reason) {
    room.leaveDirect(call, wanted, reason);
  }

  @Override
  public void move(OfferId offer, Request to) {
    room.move(offer, to);
  }

  @Override
  public void callingOut(OperatorId who, CallId call) {
    room.callingOut(who, call);
  }

  @Override
  public void hungUp(OperatorId who, CallId call) {
    room.hungUp(who, call);
  }

  @Override
  public Optional<Figures> figures(String group) {
    return room.figures(group);
  }
}
