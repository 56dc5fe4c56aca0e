package org.liniya.port;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;

/** Makes legs to operators and to allowed numbers outside. Thread-safe; never blocks. */
public interface Dialer {

  /**
   * Rings whoever is wanted. Of an operator all registered telephones ring; the first to answer
   * wins, the others are cancelled, and one that answers too late is released before it hears
   * anything. A number outside is tried over one trunk after the other, and only where a trunk
   * allows it.
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
      Destination to,
      CallId call,
      Optional<Leg> callersLeg,
      String display,
      Map<String, String> headers,
      Consumer<Signal> sink) {}

  /** Who is wanted. */
  sealed interface Destination {
    record Operator(OperatorId operator) implements Destination {}

    /**
     * A number in E.164 form that an operator or the configuration has named. What a caller types
     * is a value of the flow, and nothing makes a destination of one.
     */
    record Outside(PhoneNumber number) implements Destination {}
  }

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
