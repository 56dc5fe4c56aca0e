package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Guest;
import org.liniya.port.Inbox;
import org.liniya.port.OperatorBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a caller, the operator who serves and whom that operator consults. Thread-safe; waits a
 * moment for the caller's call.
 */
final class Conferences {

  private static final Logger LOG = LoggerFactory.getLogger(Conferences.class);

  /** The caller's call answers at once, unless it is over. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private static final AtomicLong GUESTS = new AtomicLong();

  private final OperatorBoard board;
  private final ActiveCalls active;
  private final Function<OperatorId, Optional<DeskCall>> consultation;
  private final Supplier<String> code;

  /**
   * @param consultation the call in which an operator talks with whom they have reached
   * @param code what is dialled or pressed for it
   */
  Conferences(
      OperatorBoard board,
      ActiveCalls active,
      Function<OperatorId, Optional<DeskCall>> consultation,
      Supplier<String> code) {
    this.board = board;
    this.active = active;
    this.consultation = consultation;
    this.code = code;
  }

  /** A number for a guest of a talk, never given twice. */
  static long nextGuest() {
    return GUESTS.incrementAndGet();
  }

  String code() {
    return code.get();
  }

  /** False when the operator does not serve a caller and consult somebody at this moment. */
  boolean join(OperatorId operator) {
    Optional<Inbox> caller = served(board, operator).flatMap(active::inbox);
    boolean joined =
        caller.isPresent()
            && consultation.apply(operator).filter(call -> joined(call, caller.get())).isPresent();
    LOG.atInfo().addKeyValue("operator", operator).log("conference: {}", joined ? "yes" : "no");
    return joined;
  }

  /** The call that an operator serves. */
  static Optional<CallId> served(OperatorBoard board, OperatorId operator) {
    return board.operators().stream()
        .filter(each -> each.id().equals(operator))
        .filter(each -> each.state().equals("talking") || each.state().equals("consulting"))
        .findFirst()
        .flatMap(OperatorBoard.OperatorView::call);
  }

  private static boolean joined(DeskCall call, Inbox caller) {
    long number = nextGuest();
    CompletableFuture<Guest.News> first = new CompletableFuture<>();
    Optional<Guest.Consulted> part =
        call.join(() -> caller.post(new Signal.Beside(number, new Signal.Beside.Gone())));
    if (part.isEmpty()) {
      return false;
    }
    Guest guest =
        new Guest(
            number,
            part.get(),
            news -> {
              first.complete(news);
              if (news == Guest.News.OVER) {
                call.part();
              }
            });
    caller.post(new Signal.Beside(number, new Signal.Beside.Came(guest)));
    if (answer(first).filter(Guest.News.ADMITTED::equals).isPresent()) {
      return true;
    }
    caller.post(new Signal.Beside(number, new Signal.Beside.Gone()));
    call.part();
    return false;
  }

  private static Optional<Guest.News> answer(CompletableFuture<Guest.News> first) {
    try {
      return Optional.of(first.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
