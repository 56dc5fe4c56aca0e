package org.liniya.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.port.StoreException;
import org.liniya.port.TicketStore;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/** Tickets in memory, numbered upwards from 1000001 and a check digit. Thread-safe. */
public final class InMemoryTickets extends Breakable implements TicketStore {
  private static final Comparator<Ticket> OLDEST_FIRST =
      Comparator.comparing(Ticket::openedAt).thenComparing(Ticket::number);

  private final Map<TicketNumber, Ticket> tickets = new HashMap<>();
  private final Map<CallId, TicketNumber> numbers = new HashMap<>();
  private final Map<CallId, Over> endings = new LinkedHashMap<>();
  private int last = 1_000_000;

  private record Over(Ending ending, Instant at) {}

  @Override
  public synchronized TicketNumber open(
      CallId call, String category, Identity identity, Language language, Instant at) {
    mayFail();
    return numbers.computeIfAbsent(call, _ -> create(call, category, identity, language, at));
  }

  private TicketNumber create(
      CallId call, String category, Identity identity, Language language, Instant at) {
    String digits = String.valueOf(++last);
    TicketNumber number = new TicketNumber(digits + CheckDigit.of(digits));
    tickets.put(
        number,
        new Ticket(
            number,
            category,
            identity,
            language,
            TicketState.NEW,
            at,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(call),
            List.of()));
    return number;
  }

  @Override
  public synchronized Optional<Ticket> find(TicketNumber number) {
    mayFail();
    return Optional.ofNullable(tickets.get(number)).map(this::withEnding);
  }

  @Override
  public synchronized Optional<TicketNumber> ofCall(CallId call) {
    mayFail();
    return Optional.ofNullable(numbers.get(call));
  }

  @Override
  public synchronized void link(TicketNumber number, CallId call) {
    Ticket old = existing(number);
    TicketNumber present = numbers.putIfAbsent(call, number);
    if (present == null) {
      put(
          old,
          old.category(),
          old.identity(),
          old.language(),
          old.state(),
          old.operator(),
          old.rating(),
          with(old.calls(), call),
          old.recordings());
    } else if (!present.equals(number)) {
      throw new StoreException("the call has another ticket");
    }
  }

  @Override
  public synchronized void update(
      TicketNumber number, String category, Identity identity, Language language) {
    Ticket old = existing(number);
    put(
        old,
        category,
        identity,
        language,
        old.state(),
        old.operator(),
        old.rating(),
        old.calls(),
        old.recordings());
  }

  @Override
  public synchronized void served(TicketNumber number, OperatorId operator, Instant at) {
    Ticket old = existing(number);
    put(
        old,
        old.category(),
        old.identity(),
        old.language(),
        TicketState.IN_PROGRESS,
        Optional.of(operator),
        old.rating(),
        old.calls(),
        old.recordings());
  }

  @Override
  public synchronized void rated(TicketNumber number, int rating) {
    if (rating < 1 || rating > 5) {
      throw new IllegalArgumentException("a rating is 1 to 5");
    }
    Ticket old = existing(number);
    put(
        old,
        old.category(),
        old.identity(),
        old.language(),
        old.state(),
        old.operator(),
        Optional.of(rating),
        old.calls(),
        old.recordings());
  }

  @Override
  public synchronized void recorded(TicketNumber number, CallId recording) {
    Ticket old = existing(number);
    put(
        old,
        old.category(),
        old.identity(),
        old.language(),
        old.state(),
        old.operator(),
        old.rating(),
        old.calls(),
        with(old.recordings(), recording));
  }

  @Override
  public synchronized void callEnded(TicketNumber number, CallId call, Ending ending, Instant at) {
    if (!existing(number).calls().contains(call)) {
      throw new StoreException("the call is not on this ticket");
    }
    endings.putIfAbsent(call, new Over(ending, at));
  }

  @Override
  public synchronized List<Ticket> latest(int limit, Optional<TicketNumber> before) {
    mayFail();
    if (before.isPresent() && !tickets.containsKey(before.get())) {
      return List.of();
    }
    Optional<Ticket> bound = before.map(tickets::get);
    return tickets.values().stream()
        .filter(ticket -> bound.isEmpty() || OLDEST_FIRST.compare(ticket, bound.get()) < 0)
        .sorted(OLDEST_FIRST.reversed())
        .limit(limit)
        .map(this::withEnding)
        .toList();
  }

  private Ticket existing(TicketNumber number) {
    mayFail();
    Ticket ticket = tickets.get(number);
    if (ticket == null) {
      throw new StoreException("no such ticket");
    }
    return ticket;
  }

  /** The ending of a ticket is that of the call linked to it last. */
  private Ticket withEnding(Ticket ticket) {
    Optional<Over> over = Optional.ofNullable(endings.get(ticket.calls().getLast()));
    return new Ticket(
        ticket.number(),
        ticket.category(),
        ticket.identity(),
        ticket.language(),
        ticket.state(),
        ticket.openedAt(),
        over.map(Over::at),
        over.map(Over::ending),
        ticket.operator(),
        ticket.rating(),
        ticket.calls(),
        ticket.recordings());
  }

  private void put(
      Ticket old,
      String category,
      Identity identity,
      Language language,
      TicketState state,
      Optional<OperatorId> operator,
      Optional<Integer> rating,
      List<CallId> calls,
      List<CallId> recordings) {
    tickets.put(
        old.number(),
        new Ticket(
            old.number(),
            category,
            identity,
            language,
            state,
            old.openedAt(),
            Optional.empty(),
            Optional.empty(),
            operator,
            rating,
            calls,
            recordings));
  }

  private static List<CallId> with(List<CallId> old, CallId added) {
    List<CallId> all = new ArrayList<>(old);
    if (!all.contains(added)) {
      all.add(added);
    }
    return all;
  }
}
