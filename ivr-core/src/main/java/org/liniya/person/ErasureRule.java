package org.liniya.person;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Optional;
import org.liniya.ticket.TicketNumber;

/**
 * Whether a person's data may be destroyed now. An appeal that is open must be answered (59-FZ),
 * and a hold means that somebody has to prove something: neither goes by itself. A pure function.
 */
public final class ErasureRule {

  private ErasureRule() {}

  /**
   * Why not, for whoever asked; empty when it may be done.
   *
   * @param evenOpen whether open tickets are to be erased too; a hold is not overruled by it
   */
  public static Optional<String> refusal(Belongings what, boolean evenOpen) {
    if (!what.goingOn().isEmpty()) {
      return Optional.of("a call of this person is going on: wait until it has ended");
    }
    if (!what.held().isEmpty()) {
      return Optional.of("held, and to be released first: " + numbers(what.held()));
    }
    if (!what.open().isEmpty() && !evenOpen) {
      return Optional.of(
          "not answered yet: "
              + numbers(what.open())
              + "; solve or close it first, or erase it even so (--even-open)");
    }
    return Optional.empty();
  }

  private static String numbers(Collection<TicketNumber> tickets) {
    return tickets.stream()
        .map(TicketNumber::digits)
        .sorted()
        .collect(joining(", ", "ticket ", ""));
  }
}
