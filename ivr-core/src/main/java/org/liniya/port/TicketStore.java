package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.person.LookUp;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/**
 * Tickets, kept. Every method that changes something has committed it when it returns, or throws
 * {@link StoreException} and has changed nothing. Thread-safe; blocks while the database works (a
 * bounded time).
 */
public interface TicketStore {

  /**
   * Opens the ticket of a call. Idempotent: a call that has a ticket gets its number again,
   * unchanged.
   */
  TicketNumber open(CallId call, String category, Identity identity, Language language, Instant at);

  Optional<Ticket> find(TicketNumber number);

  Optional<TicketNumber> ofCall(CallId call);

  /** When the citizen has to have the answer; empty when it was given, or without such a ticket. */
  Optional<Deadline> deadline(TicketNumber number);

  /** Adds a further call to an earlier ticket. */
  void link(TicketNumber number, CallId call, Instant at);

  void update(TicketNumber number, String category, Identity identity, Language language);

  /**
   * Keeps who a ticket is of, in clear but sealed, and lets it be found by that. Idempotent. A
   * document takes the place of an earlier one, by which the ticket is still found.
   */
  void known(TicketNumber number, LookUp datum);

  /** Tickets opened from {@code from} and before {@code to}, the newest first. */
  List<Ticket> search(LookUp by, Instant from, Instant to, int limit);

  /** As {@link #search}, whoever they are of. */
  List<Ticket> opened(Instant from, Instant to, int limit);

  /**
   * The operator who served the caller; the ticket is theirs from then on unless somebody works on
   * it, see {@link org.liniya.ticket.TicketRules#answeringTakes}.
   */
  void served(TicketNumber number, OperatorId operator, Instant at);

  /** The caller's rating, 1 to 5. */
  void rated(TicketNumber number, int rating);

  void recorded(TicketNumber number, CallId recording);

  /** The call on this ticket is over. The first ending of a call stands. */
  void callEnded(TicketNumber number, CallId call, Ending ending, Instant at);

  /** The newest tickets first, at most {@code limit}, older than {@code before} when given. */
  List<Ticket> latest(int limit, Optional<TicketNumber> before);
}
