package org.liniya.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;
import org.liniya.callback.DiallingRule;
import org.liniya.callback.PlaceRule;
import org.liniya.callback.PlaceRule.Place;
import org.liniya.callback.PlaceRule.Wish;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/** Callbacks in memory. Thread-safe. */
public final class InMemoryCallbacks extends Breakable implements Callbacks {
  private final Map<CallId, Standing> rows = new HashMap<>();
  private final Set<CallId> taken = new HashSet<>();
  private final List<Try> tries = new ArrayList<>();

  private record Try(PhoneNumber number, Instant at) {}

  @Override
  public synchronized void owe(Task task) {
    mayFail();
    rows.putIfAbsent(
        task.call(),
        new Standing(task, State.OWED, 0, task.owedAt(), Optional.empty(), Optional.empty()));
  }

  @Override
  public synchronized List<Standing> standing(int most) {
    mayFail();
    return rows.values().stream()
        .filter(row -> row.state() != State.OVER)
        .sorted(
            Comparator.comparing((Standing row) -> row.task().rank())
                .thenComparing(row -> row.task().call()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Standing> of(Collection<CallId> calls) {
    return standing(Integer.MAX_VALUE).stream()
        .filter(row -> calls.contains(row.task().call()))
        .toList();
  }

  @Override
  public synchronized List<Standing> latest(int limit) {
    mayFail();
    return rows.values().stream()
        .sorted(
            Comparator.comparing((Standing row) -> row.task().owedAt())
                .thenComparing(row -> row.task().call())
                .reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean begin(Task task, int before, Instant at, int most, Instant since) {
    mayFail();
    Standing row = rows.get(task.call());
    boolean dialled = dialling(task.number());
    if (row == null
        || row.state() != State.OWED
        || row.tries() != before
        || dialled
        || tries(task.number(), since) >= most) {
      return false;
    }
    tries.add(new Try(task.number(), at));
    put(row, State.DIALLING, before + 1, row.next());
    return true;
  }

  @Override
  public synchronized boolean dialling(PhoneNumber number) {
    mayFail();
    return rows.values().stream()
        .anyMatch(each -> each.state() == State.DIALLING && each.task().number().equals(number));
  }

  @Override
  public synchronized boolean missed(CallId call, Instant next) {
    mayFail();
    Standing row = rows.get(call);
    if (row == null || row.state() != State.DIALLING) {
      return false;
    }
    put(row, State.OWED, row.tries(), next);
    return true;
  }

  private void put(Standing row, State state, int count, Instant next) {
    rows.put(
        row.task().call(),
        new Standing(row.task(), state, count, next, Optional.empty(), Optional.empty()));
  }

  @Override
  public synchronized boolean close(CallId call, String outcome, Instant at) {
    mayFail();
    Standing row = rows.get(call);
    if (row == null || row.state() == State.OVER) {
      return false;
    }
    rows.put(
        call,
        new Standing(
            row.task(),
            State.OVER,
            row.tries(),
            row.next(),
            Optional.of(outcome),
            Optional.of(at)));
    return true;
  }

  @Override
  public synchronized int tries(PhoneNumber number, Instant since) {
    mayFail();
    return (int)
        tries.stream()
            .filter(each -> each.number().equals(number) && !each.at().isBefore(since))
            .count();
  }

  @Override
  public synchronized Optional<PlaceRule.Kept> takePlace(
      CallId call,
      Optional<PhoneNumber> number,
      Optional<TicketNumber> ticket,
      Instant own,
      Instant at) {
    mayFail();
    Predicate<Task> theirs =
        task ->
            number.filter(task.number()::equals).isPresent()
                || (ticket.isPresent() && ticket.equals(task.ticket()));
    List<Place> places =
        rows.values().stream().filter(row -> theirs.test(row.task())).map(this::place).toList();
    Optional<PlaceRule.Kept> kept = PlaceRule.decide(places, own, at);
    kept.ifPresent(
        place -> {
          taken.add(place.of());
          close(Objects.requireNonNull(place.of()), DiallingRule.CALLED_BACK, at);
        });
    return kept;
  }

  private Place place(Standing row) {
    Task task = row.task();
    return new Place(
        task.call(),
        task.rank(),
        task.owedAt(),
        wish(row),
        row.endedAt(),
        taken.contains(task.call()));
  }

  private static Wish wish(Standing row) {
    if (row.state() != State.OWED
        && row.outcome().filter(DiallingRule.CALLED_BACK::equals).isEmpty()) {
      return Wish.OVER;
    }
    return row.task().reason().equals(ASKED_FOR) ? Wish.CHOSEN : Wish.CUT_OFF;
  }
}
