package org.liniya.testkit.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.port.WaitingRoom;

/** A queue in which a test is the ACD. For one thread. */
public final class FakeWaitingRoom implements WaitingRoom {

  /** What a call did, in order. */
  public sealed interface Move {
    record Entered(Request request) implements Move {}

    record Left(CallId call, String reason) implements Move {}

    record Bridged(CallId call, OfferId offer) implements Move {}

    record CallerLeft(CallId call, OfferId offer, EndCause cause) implements Move {}

    record PassedOn(CallId call, OfferId offer) implements Move {}

    record Directed(Request request, OperatorId operator) implements Move {}

    record DirectLeft(CallId call, OperatorId operator) implements Move {}

    record Moved(OfferId offer, Request to) implements Move {}

    record CallingOut(OperatorId operator, CallId call) implements Move {}

    record HungUp(OperatorId operator, CallId call) implements Move {}
  }

  private final List<Move> moves = new ArrayList<>();
  private final Map<String, Figures> figures = new HashMap<>();
  private final Map<CallId, Request> present = new HashMap<>();
  private Consumer<Request> onEnter = _ -> {};
  private BiConsumer<Request, OperatorId> onDirect = (_, _) -> {};
  private Consumer<Request> onMove = _ -> {};
  private Optional<RuntimeException> fault = Optional.empty();

  @Override
  public void enter(Request request) {
    mayFail();
    moves.add(new Move.Entered(request));
    present.put(request.call(), request);
    onEnter.accept(request);
  }

  @Override
  public void leave(CallId call, String reason) {
    mayFail();
    moves.add(new Move.Left(call, reason));
    present.remove(call);
  }

  @Override
  public void bridged(CallId call, OfferId offer) {
    mayFail();
    moves.add(new Move.Bridged(call, offer));
  }

  @Override
  public void callerLeft(CallId call, OfferId offer, EndCause cause) {
    mayFail();
    moves.add(new Move.CallerLeft(call, offer, cause));
    present.remove(call);
  }

  @Override
  public void passedOn(CallId call, OfferId offer) {
    mayFail();
    moves.add(new Move.PassedOn(call, offer));
  }

  @Override
  public void direct(Request request, OperatorId operator) {
    mayFail();
    moves.add(new Move.Directed(request, operator));
    present.putIfAbsent(request.call(), request);
    onDirect.accept(request, operator);
  }

  @Override
  public void leaveDirect(CallId call, OperatorId operator, String reason) {
    mayFail();
    moves.add(new Move.DirectLeft(call, operator));
  }

  @Override
  public void move(OfferId offer, Request to) {
    mayFail();
    moves.add(new Move.Moved(offer, to));
    present.putIfAbsent(to.call(), to);
    onMove.accept(to);
  }

  @Override
  public void callingOut(OperatorId operator, CallId call) {
    mayFail();
    moves.add(new Move.CallingOut(operator, call));
  }

  @Override
  public void hungUp(OperatorId operator, CallId call) {
    mayFail();
    moves.add(new Move.HungUp(operator, call));
  }

  @Override
  public Optional<Figures> figures(String group) {
    mayFail();
    return Optional.of(figures.getOrDefault(group, new Figures(0, Duration.ZERO, 0, 1)));
  }

  public void figures(String group, Figures now) {
    figures.put(group, now);
  }

  /** Called when a call has entered. */
  public void onEnter(Consumer<Request> receiver) {
    onEnter = receiver;
  }

  /** Called when a call asks for an operator by name. */
  public void onDirect(BiConsumer<Request, OperatorId> receiver) {
    onDirect = receiver;
  }

  /** Called when an operator serves another call, while that still moves them. */
  public void onMove(Consumer<Request> receiver) {
    onMove = receiver;
  }

  /** From now on every call throws this; nothing when it works again. */
  public void failWith(Optional<RuntimeException> failure) {
    fault = failure;
  }

  /** An operator's telephone was answered for the call. */
  public void answers(CallId call, String offer, String operator, Leg leg) {
    tell(call, new Signal.OperatorAnswered(new OfferId(offer), new OperatorId(operator), leg));
  }

  /** Tells a call that is, or was, in the queue something. */
  public void tell(CallId call, Signal signal) {
    Request request = present.get(call);
    if (request != null) {
      request.inbox().accept(signal);
    }
  }

  public List<Move> moves() {
    return List.copyOf(moves);
  }

  /** The requests in order. */
  public List<Request> requests() {
    return moves.stream()
        .filter(Move.Entered.class::isInstance)
        .map(move -> ((Move.Entered) move).request())
        .toList();
  }

  private void mayFail() {
    fault.ifPresent(
        f -> {
          throw f;
        });
  }
}
