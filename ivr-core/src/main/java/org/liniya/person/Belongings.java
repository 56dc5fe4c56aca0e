package org.liniya.person;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.ticket.TicketNumber;

/**
 * What is kept about one person. Immutable.
 *
 * @param person whose it is; empty for a ticket from before there were keys of persons
 * @param tickets all tickets of the person, the oldest first
 * @param open those of them that are not solved or closed
 * @param held those of them that must not be deleted
 * @param calls all calls on these tickets, and the person's calls without one, the oldest first
 * @param others those of the calls that came under another key: the ticket's number was typed, by
 *     the same person or by somebody they told it
 * @param goingOn those of the calls that have not ended
 * @param callbacks calls for which the person is owed a callback
 * @param recordings calls of which a recording is on a ticket
 * @param erased whether it has been erased, and only what tells nothing is left
 */
public record Belongings(
    Optional<PersonId> person,
    List<TicketNumber> tickets,
    Set<TicketNumber> open,
    Set<TicketNumber> held,
    List<CallId> calls,
    Set<CallId> others,
    Set<CallId> goingOn,
    List<CallId> callbacks,
    List<CallId> recordings,
    boolean erased) {

  public Belongings {
    tickets = List.copyOf(tickets);
    open = Set.copyOf(open);
    held = Set.copyOf(held);
    calls = List.copyOf(calls);
    others = Set.copyOf(others);
    goingOn = Set.copyOf(goingOn);
    callbacks = List.copyOf(callbacks);
    recordings = List.copyOf(recordings);
  }
}
