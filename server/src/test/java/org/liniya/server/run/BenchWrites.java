package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.identity.Identity;
import org.liniya.store.Store;
import org.liniya.ticket.TicketNumber;

/** What every call writes, and what the journal's group commit is worth. */
final class BenchWrites {
  private static final Duration LOAD = Duration.ofSeconds(4);

  private final Store store;

  BenchWrites(Store store) {
    this.store = store;
  }

  void run() {
    List<CallId> calls = openCalls(store, 64);
    BenchTimes.measure(
        "a call arrives and opens a ticket", Optional.empty(), 300, i -> arrive(store, i));
    BenchTimes.measure(
        "one committed event", Optional.empty(), 500, i -> commit(calls.get(i % calls.size())));
    for (int threads : List.of(1, 8, 64)) {
      rate("journal, group commit", calls.subList(0, threads), this::commit);
    }
    for (int threads : List.of(1, 8, 64)) {
      rate("calls, a transaction each", calls.subList(0, threads), store.calls()::served);
    }
    store.calls().open().forEach(call -> end(call.id()));
  }

  private void end(CallId call) {
    store.calls().ended(call, Ending.COMPLETED, StoreBench.TIME.now());
  }

  private void commit(CallId call) {
    store.journal().commit(call, StoreBench.TIME.now(), new JournalEvent.Rated(5));
  }

  /** One thread a call, each as fast as it can. */
  private static void rate(String what, List<CallId> calls, Consumer<CallId> write) {
    AtomicLong done = new AtomicLong();
    long until = System.nanoTime() + LOAD.toNanos();
    List<Thread> threads =
        calls.stream()
            .map(
                call ->
                    Thread.startVirtualThread(
                        () -> {
                          while (System.nanoTime() - until < 0) {
                            write.accept(call);
                            done.incrementAndGet();
                          }
                        }))
            .toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    BenchTimes.say(
        "%s, %d at once: %d commits a second"
            .formatted(what, calls.size(), done.get() / LOAD.toSeconds()));
  }

  /** Calls with a number, a ticket and a place in the queue, as recovery finds them. */
  static List<CallId> openCalls(Store store, int many) {
    List<CallId> calls = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      calls.add(arrive(store, i));
    }
    return calls;
  }

  private static CallId arrive(Store store, int i) {
    Instant at = StoreBench.TIME.now();
    CallId call = CallId.create(at, new Random());
    CallerNumber from = new CallerNumber.Network(PhoneNumber.of("+7999%07d".formatted(i + 1_000)));
    store.calls().arrived(call, from, "88005550100", "main", "a1b2c3d4", at);
    store.calls().answered(call, at);
    store.calls().languageChosen(call, Language.RU);
    TicketNumber number = store.tickets().open(call, "access", Identity.NONE, Language.RU, at);
    store.calls().ticketed(call, number);
    store.calls().queued(call, "access", at);
    return call;
  }
}
