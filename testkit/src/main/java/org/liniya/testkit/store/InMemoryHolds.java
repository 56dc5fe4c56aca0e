package org.liniya.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.liniya.call.Secret;
import org.liniya.port.TicketHolds;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketHold;
import org.liniya.ticket.TicketNumber;

/** Holds in memory, of tickets that lie elsewhere. Thread-safe. */
public final class InMemoryHolds extends Breakable implements TicketHolds {
  private final Predicate<TicketNumber> exists;
  private final Map<TicketNumber, List<TicketHold>> holds = new HashMap<>();

  /**
   * @param exists whether there is such a ticket
   */
  public InMemoryHolds(Predicate<TicketNumber> exists) {
    this.exists = exists;
  }

  @Override
  public synchronized Outcome hold(TicketNumber number, Secret why, Author by, Instant at) {
    mayFail();
    if (!exists.test(number)) {
      return Outcome.NO_SUCH_TICKET;
    }
    List<TicketHold> all = holds.computeIfAbsent(number, _ -> new ArrayList<>());
    if (!all.isEmpty() && all.getLast().held()) {
      return Outcome.NOTHING_TO_DO;
    }
    all.add(new TicketHold(at, by, why, Optional.empty()));
    return Outcome.DONE;
  }

  @Override
  public synchronized Outcome release(TicketNumber number, Author by, Instant at) {
    mayFail();
    if (!exists.test(number)) {
      return Outcome.NO_SUCH_TICKET;
    }
    List<TicketHold> all = holds.getOrDefault(number, new ArrayList<>());
    if (all.isEmpty() || !all.getLast().held()) {
      return Outcome.NOTHING_TO_DO;
    }
    TicketHold last = all.removeLast();
    all.add(
        new TicketHold(
            last.at(), last.by(), last.why(), Optional.of(new TicketHold.Release(at, by))));
    return Outcome.DONE;
  }

  @Override
  public synchronized List<TicketHold> of(TicketNumber number) {
    mayFail();
    return List.copyOf(holds.getOrDefault(number, List.of()));
  }
}
