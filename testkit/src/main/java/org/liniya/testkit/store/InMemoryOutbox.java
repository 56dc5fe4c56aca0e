package org.liniya.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.liniya.port.Outbox;
import org.liniya.ticket.TicketNotice;
import org.liniya.ticket.TicketNumber;

/** An outbox in memory, filled by {@link InMemoryTickets}. Thread-safe. */
public final class InMemoryOutbox extends Breakable implements Outbox {
  private final List<Subscription> subscriptions;
  private final TreeMap<Long, Item> items = new TreeMap<>();
  private final Map<Long, Instant> settled = new HashMap<>();
  private long last;

  public InMemoryOutbox(List<Subscription> subscriptions) {
    this.subscriptions = List.copyOf(subscriptions);
  }

  /** Puts a notice in for each receiver that asked for its kind. */
  public synchronized void add(TicketNotice notice) {
    UUID id = UUID.randomUUID();
    for (Subscription subscription : subscriptions) {
      if (subscription.kinds().contains(notice.kind())) {
        last++;
        items.put(
            last,
            new Item(
                last,
                id,
                subscription.receiver(),
                notice,
                Status.WAITING,
                0,
                notice.at(),
                notice.at(),
                ""));
      }
    }
  }

  @Override
  public synchronized List<Item> due(String receiver, Instant now, int limit) {
    mayFail();
    Set<TicketNumber> seen = new HashSet<>();
    return of(receiver, Status.WAITING).stream()
        .filter(item -> seen.add(item.notice().ticket()))
        .filter(item -> !item.dueAt().isAfter(now))
        .limit(limit)
        .toList();
  }

  private List<Item> of(String receiver, Status status) {
    return items.values().stream()
        .filter(item -> item.receiver().equals(receiver) && item.status() == status)
        .toList();
  }

  private void put(Item item, Status status, int attempts, Instant dueAt, String problem) {
    items.put(
        item.seq(),
        new Item(
            item.seq(),
            item.id(),
            item.receiver(),
            item.notice(),
            status,
            attempts,
            status == Status.WAITING && item.status() == Status.DEAD ? dueAt : item.since(),
            dueAt,
            problem));
  }

  private void waiting(long seq, Consumer<Item> change) {
    Optional.ofNullable(items.get(seq))
        .filter(item -> item.status() == Status.WAITING)
        .ifPresent(change);
  }

  private void settle(Item item, Status status, Instant at, String problem) {
    int vain = status == Status.DEAD ? 1 : 0;
    put(item, status, item.attempts() + vain, item.dueAt(), problem);
    settled.put(item.seq(), at);
  }

  @Override
  public synchronized void delivered(long seq, Instant at) {
    mayFail();
    waiting(seq, item -> settle(item, Status.DELIVERED, at, ""));
  }

  @Override
  public synchronized void failed(long seq, Instant nextTry, String problem) {
    mayFail();
    waiting(seq, item -> put(item, Status.WAITING, item.attempts() + 1, nextTry, cut(problem)));
  }

  @Override
  public synchronized void dead(long seq, Instant at, String problem) {
    mayFail();
    waiting(seq, item -> settle(item, Status.DEAD, at, cut(problem)));
  }

  private static String cut(String problem) {
    return problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM));
  }

  @Override
  public synchronized int giveUp(String receiver, Instant waitingSince, Instant at) {
    mayFail();
    List<Item> old =
        of(receiver, Status.WAITING).stream()
            .filter(item -> item.since().isBefore(waitingSince))
            .toList();
    for (Item item : old) {
      put(item, Status.DEAD, item.attempts(), item.dueAt(), item.problem());
      settled.put(item.seq(), at);
    }
    return old.size();
  }

  @Override
  public synchronized int forget(Set<String> known, Instant at) {
    mayFail();
    List<Item> gone =
        items.values().stream()
            .filter(item -> item.status() == Status.WAITING && !known.contains(item.receiver()))
            .toList();
    for (Item item : gone) {
      put(item, Status.DEAD, item.attempts(), item.dueAt(), "the receiver is no longer configured");
      settled.put(item.seq(), at);
    }
    return gone.size();
  }

  @Override
  public synchronized int retry(String receiver, Instant now) {
    mayFail();
    List<Item> dead = of(receiver, Status.DEAD);
    for (Item item : dead) {
      put(item, Status.WAITING, item.attempts(), now, item.problem());
      settled.remove(item.seq());
    }
    return dead.size();
  }

  @Override
  public synchronized List<Item> latest(
      String receiver, Status status, int limit, Optional<Long> before) {
    mayFail();
    return of(receiver, status).stream()
        .filter(item -> before.isEmpty() || item.seq() < before.get())
        .sorted(Comparator.comparingLong(Item::seq).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Counts counts(String receiver) {
    mayFail();
    return new Counts(of(receiver, Status.WAITING).size(), of(receiver, Status.DEAD).size());
  }

  @Override
  public synchronized Removed remove(Instant deliveredBefore, Instant deadBefore, int limit) {
    mayFail();
    return new Removed(
        remove(Status.DELIVERED, deliveredBefore, limit), remove(Status.DEAD, deadBefore, limit));
  }

  private int remove(Status status, Instant before, int limit) {
    List<Long> old = new ArrayList<>();
    items.forEach(
        (seq, item) -> {
          Instant at = settled.getOrDefault(seq, Instant.MAX);
          if (item.status() == status && at.isBefore(before) && old.size() < limit) {
            old.add(seq);
          }
        });
    old.forEach(items::remove);
    return old.size();
  }
}
