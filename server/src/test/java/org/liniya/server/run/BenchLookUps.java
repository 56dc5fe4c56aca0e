package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.liniya.call.CallId;
import org.liniya.port.CallStore.CallRow;
import org.liniya.store.Store;
import org.liniya.ticket.TicketNumber;

/** What is read, each as the server reads it. */
final class BenchLookUps {
  static final Optional<Duration> START = Optional.of(Duration.ofSeconds(5));
  private static final Optional<Duration> NUMBER = Optional.of(Duration.ofMillis(5));
  private static final Optional<Duration> SEARCH = Optional.of(Duration.ofMillis(100));
  private static final Optional<Duration> NONE = Optional.empty();
  private static final int PAGE = 50;
  private static final int RUNS = 2_000;

  private final Store store;
  private final List<TicketNumber> numbers;
  private final Instant now = StoreBench.TIME.now();

  BenchLookUps(Store store, List<TicketNumber> numbers) {
    this.store = store;
    this.numbers = numbers;
  }

  private TicketNumber number(int i) {
    return numbers.get(i % numbers.size());
  }

  void run() {
    tickets();
    calls();
    clock();
  }

  private void tickets() {
    BenchTimes.measure(
        "a ticket by its number", NUMBER, RUNS, i -> store.tickets().find(number(i)));
    BenchTimes.measure(
        "tickets by surname, within a week", SEARCH, RUNS, i -> bySurname(i % 2_000, i % 51, 7));
    BenchTimes.measure(
        "tickets by the most frequent surname, a year", SEARCH, 500, _ -> bySurname(0, 0, 366));
    BenchTimes.measure(
        "tickets by a surname that nobody has", SEARCH, 500, i -> bySurname(5_000 + i, 0, 366));
    BenchTimes.measure(
        "tickets by SNILS",
        SEARCH,
        RUNS,
        i ->
            store
                .tickets()
                .search(
                    StoreBench.snils(i % BenchFill.DOCUMENTS),
                    now.minus(Duration.ofDays(366)),
                    now,
                    PAGE));
    BenchTimes.measure(
        "the newest tickets", SEARCH, 500, _ -> store.tickets().latest(PAGE, Optional.empty()));
    BenchTimes.measure(
        "tickets before some other",
        SEARCH,
        500,
        i -> store.tickets().latest(PAGE, Optional.of(number(i))));
    BenchTimes.measure(
        "a ticket's history", NUMBER, RUNS, i -> store.ticketDesk().history(number(i)));
  }

  private void bySurname(int rank, int weeksAgo, int days) {
    Instant to = now.minus(Duration.ofDays(7L * weeksAgo));
    store.tickets().search(StoreBench.surname(rank), to.minus(Duration.ofDays(days)), to, PAGE);
  }

  private void calls() {
    Random random = new Random(5);
    BenchTimes.measure(
        "the newest calls", SEARCH, 500, _ -> store.calls().latest(PAGE, Optional.empty()));
    BenchTimes.measure(
        "calls before some other",
        SEARCH,
        500,
        _ ->
            store
                .calls()
                .latest(
                    PAGE,
                    Optional.of(
                        CallId.first(now.minus(Duration.ofMinutes(random.nextInt(525_000)))))));
    List<CallRow> some =
        store.calls().latest(1_000, Optional.of(CallId.first(now.minus(Duration.ofDays(100)))));
    BenchTimes.measure(
        "the journal of a call",
        NUMBER,
        RUNS,
        i -> store.journal().read(some.get(i % some.size()).id()));
    BenchTimes.measure("calls that go on", NUMBER, 200, _ -> store.calls().open());
  }

  private void clock() {
    BenchTimes.measure(
        "deadlines that near, 200 tickets", SEARCH, 500, _ -> store.ticketDesk().nearing(now, 200));
    BenchTimes.measure("callbacks that are owed", SEARCH, 200, _ -> store.callbacks().open());
    BenchTimes.measureFew(
        "figures of quality, a week",
        NONE,
        20,
        i -> {
          Instant to = now.minus(Duration.ofDays(7L * i));
          store.contacts().between(to.minus(Duration.ofDays(7)), to, 100_001);
        });
    BenchTimes.measure(
        "the audit's last page", SEARCH, 200, _ -> store.audit().latest(PAGE, Optional.empty()));
  }
}
