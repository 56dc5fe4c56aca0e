package org.liniya.port;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;

/** Makes legs to operators. Thread-safe; never blocks. */
public interface Dialer {

  /**
   * Rings all telephones at which the operator is registered; the first to answer wins, the others
   * are cancelled, and one that answers too late is released before it hears anything.
   *
   * @param results gets {@code Ringing} at most once, then either {@code Answered} or {@code
   *     Failed}
   */
  Dialling dial(Request request, Consumer<Result> results);

  /**
   * Whom to dial and what the telephone shows.
   *
   * @param callersLeg the leg that it is to be bridged with: its codec is offered first
   * @param display the display name of From, such as {@code Доступ, ru, 4711 0815, none}
   * @param headers further headers, such as {@code X-Liniya-Ticket}
   * @param sink gets the signals of the new leg once it is answered
   */
  record Request(
      OperatorId operator,
      CallId call,
      Optional<Leg> callersLeg,
      String display,
      Map<String, String> headers,
      Consumer<Signal> sink) {}

  /** An attempt in progress. */
  interface Dialling {
    /** Gives up; {@code Failed(WITHDRAWN)} follows unless an answer was first. */
    void cancel();
  }

  /** What comes of dialling. */
  sealed interface Result {
    record Ringing() implements Result {}

    record Answered(Leg leg) implements Result {}

    /**
     * {@code BUSY}, {@code DECLINED}, {@code NO_ANSWER}, {@code UNREACHABLE} or {@code WITHDRAWN}.
     */
    record Failed(EndCause cause) implements Result {}
  }
}
