package org.liniya.testkit.store;

import org.liniya.port.Applicants;
import org.liniya.port.TicketStore;

final class InMemoryApplicantsTest extends ApplicantsContract {
  private final InMemoryTickets tickets = new InMemoryTickets();
  private final InMemoryApplicants applicants = new InMemoryApplicants(tickets);

  @Override
  protected Applicants applicants() {
    return applicants;
  }

  @Override
  protected TicketStore tickets() {
    return tickets;
  }
}
