package org.liniya.testkit.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.person.Applicant;
import org.liniya.port.Applicants;
import org.liniya.ticket.TicketNumber;

/** Names and contacts on tickets in memory. Thread-safe. */
public final class InMemoryApplicants implements Applicants {
  private final InMemoryTickets tickets;
  private final Map<TicketNumber, Applicant> known = new HashMap<>();

  /** Those of these tickets. */
  public InMemoryApplicants(InMemoryTickets tickets) {
    this.tickets = tickets;
  }

  @Override
  public synchronized Optional<Applicant> of(TicketNumber number) {
    return tickets.find(number).map(_ -> known.getOrDefault(number, Applicant.UNKNOWN));
  }

  @Override
  public synchronized boolean set(TicketNumber number, Applicant told, Instant at) {
    Optional<Applicant> present = of(number);
    if (present.isEmpty()) {
      return false;
    }
    Applicant before = present.get();
    known.put(
        number,
        new Applicant(
            told.name().or(before::name),
            told.phone().or(before::phone),
            told.email().or(before::email)));
    if (told.name().isPresent()) {
      tickets.forgetNames(number);
    }
    told.lookUps().forEach(each -> tickets.known(number, each));
    return true;
  }
}
