package org.liniya.testkit.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.liniya.port.CallStore;
import org.liniya.port.Contacts;
import org.liniya.port.TicketStore;
import org.liniya.ticket.CallHistory;
import org.liniya.ticket.TicketNumber;

/** The calls on tickets of two other stores; nobody is known to be the same person. Thread-safe. */
public final class InMemoryContacts implements Contacts {
  private final CallStore calls;
  private final TicketStore tickets;

  public InMemoryContacts(CallStore calls, TicketStore tickets) {
    this.calls = calls;
    this.tickets = tickets;
  }

  @Override
  public List<CallHistory> between(Instant from, Instant to, int limit) {
    return calls.latest(Integer.MAX_VALUE, Optional.empty()).reversed().stream()
        .filter(row -> !row.arrivedAt().isBefore(from) && row.arrivedAt().isBefore(to))
        .filter(row -> row.ticket().flatMap(tickets::find).isPresent())
        .limit(limit)
        .collect(groupingBy(row -> row.ticket().orElseThrow(), LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(entry -> history(entry.getKey(), entry.getValue()))
        .toList();
  }

  private CallHistory history(TicketNumber number, List<CallStore.CallRow> rows) {
    return new CallHistory(
        number,
        tickets.find(number).orElseThrow().category(),
        Optional.empty(),
        rows.stream()
            .map(
                row ->
                    new CallHistory.Contact(
                        row.id(), row.arrivedAt(), row.served() || row.operator().isPresent()))
            .toList());
  }
}
