package org.liniya.testkit.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;

/** Calls in memory. Thread-safe. */
public final class InMemoryCalls extends Breakable implements CallStore {
  private final TreeMap<CallId, Draft> calls = new TreeMap<>();

  /** A row that may be changed; read and written under the lock only. */
  private static final class Draft {
    private final CallRow first;
    private Optional<Language> language = Optional.empty();
    private Optional<Instant> answeredAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Optional<TicketNumber> ticket = Optional.empty();
    private Optional<OperatorId> operator = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<Instant> rank = Optional.empty();
    private Optional<Long> waitMs = Optional.empty();
    private Optional<Long> talkMs = Optional.empty();
    private boolean served;

    Draft(CallRow first) {
      this.first = first;
    }

    CallRow row() {
      return new CallRow(
          first.id(),
          first.from(),
          first.to(),
          first.flow(),
          first.flowVersion(),
          language,
          first.arrivedAt(),
          answeredAt,
          endedAt,
          ending,
          ticket,
          operator,
          group,
          rank,
          waitMs,
          talkMs,
          served);
    }
  }

  @Override
  public synchronized void arrived(
      CallId call, CallerNumber from, String to, String flow, String flowVersion, Instant at) {
    mayFail();
    CallRow row =
        new CallRow(
            call,
            from,
            to,
            flow,
            flowVersion,
            Optional.empty(),
            at,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    calls.putIfAbsent(call, new Draft(row));
  }

  @Override
  public void answered(CallId call, Instant at) {
    change(call, draft -> draft.answeredAt = Optional.of(at));
  }

  @Override
  public void languageChosen(CallId call, Language language) {
    change(call, draft -> draft.language = Optional.of(language));
  }

  @Override
  public void served(CallId call) {
    change(call, draft -> draft.served = true);
  }

  @Override
  public void ticketed(CallId call, TicketNumber number) {
    change(call, draft -> draft.ticket = Optional.of(number));
  }

  @Override
  public void queued(CallId call, String group, Instant rank) {
    change(
        call,
        draft -> {
          draft.group = Optional.of(group);
          draft.rank = Optional.of(rank);
        });
  }

  @Override
  public void bridged(CallId call, OperatorId operator, Instant at, long waitMs) {
    change(
        call,
        draft -> {
          draft.operator = Optional.of(operator);
          draft.waitMs = Optional.of(waitMs);
        });
  }

  @Override
  public void talked(CallId call, long talkMs) {
    change(call, draft -> draft.talkMs = Optional.of(talkMs));
  }

  @Override
  public void ended(CallId call, Ending ending, Instant at) {
    change(
        call,
        draft -> {
          if (draft.ending.isEmpty()) {
            draft.ending = Optional.of(ending);
            draft.endedAt = Optional.of(at);
          }
        });
  }

  @Override
  public synchronized Optional<CallRow> find(CallId call) {
    mayFail();
    return Optional.ofNullable(calls.get(call)).map(Draft::row);
  }

  @Override
  public synchronized List<CallRow> latest(int limit, Optional<CallId> before) {
    mayFail();
    var older = before.isPresent() ? calls.headMap(before.get(), false) : calls;
    return older.descendingMap().values().stream().limit(limit).map(Draft::row).toList();
  }

  @Override
  public synchronized int callsFrom(PhoneNumber number, Instant since) {
    mayFail();
    return (int)
        calls.values().stream()
            .map(Draft::row)
            .filter(row -> row.from().equals(new CallerNumber.Network(number)))
            .filter(row -> !row.arrivedAt().isBefore(since))
            .limit(MOST_COUNTED)
            .count();
  }

  @Override
  public synchronized List<CallRow> open() {
    mayFail();
    return calls.values().stream().map(Draft::row).filter(row -> row.ending().isEmpty()).toList();
  }

  private synchronized void change(CallId call, Consumer<Draft> change) {
    mayFail();
    Draft draft = calls.get(call);
    if (draft == null) {
      throw new StoreException("no such call");
    }
    change.accept(draft);
  }
}
