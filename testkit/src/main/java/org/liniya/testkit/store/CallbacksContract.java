package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.callback.PlaceRule;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/** What every {@link Callbacks} keeps to. */
public abstract class CallbacksContract {
  /** The callbacks of this test, new and empty; the same at every call within a test. */
  protected abstract Callbacks callbacks();

  @Test
  void anOwedCallbackIsKeptWhole() {
    Callbacks.Task task =
        new Callbacks.Task(
            Samples.call(0),
            Optional.of(new TicketNumber("12345674")),
            PhoneNumber.of("+79990000001"),
            Language.EN,
            "payment",
            Samples.NOON.minusSeconds(60),
            Samples.NOON,
            "the server died");

    callbacks().owe(task);

    assertThat(callbacks().open()).containsExactly(task);
  }

  @Test
  void theLongestWaitingComesFirst() {
    Callbacks.Task late = Samples.callback(Samples.call(0), Samples.NOON);
    Callbacks.Task early = Samples.callback(Samples.call(1), Samples.NOON.minusSeconds(1));

    callbacks().owe(late);
    callbacks().owe(early);

    assertThat(callbacks().open()).containsExactly(early, late);
  }

  @Test
  void thoseOfSomeCallsAreFoundUnlessTheyAreOver() {
    Callbacks.Task theirs = Samples.callback(Samples.call(0), Samples.NOON);
    Callbacks.Task over = Samples.callback(Samples.call(1), Samples.NOON);
    Callbacks.Task another = Samples.callback(Samples.call(2), Samples.NOON);
    Stream.of(theirs, over, another).forEach(callbacks()::owe);
    callbacks().close(over.call(), "reached", Samples.NOON);

    assertThat(callbacks().of(List.of(theirs.call(), over.call(), Samples.call(3))))
        .extracting(Callbacks.Standing::task)
        .containsExactly(theirs);
    assertThat(callbacks().of(List.of())).isEmpty();
  }

  @Test
  void aCallIsOwedOneCallbackHoweverOftenItIsSaid() throws InterruptedException {
    CallId call = Samples.call(0);
    Callbacks.Task first = Samples.callback(call, Samples.NOON);
    callbacks().owe(first);
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < 6; i++) {
      Callbacks.Task again = Samples.callback(call, Samples.NOON.plusSeconds(i));
      threads.add(Thread.startVirtualThread(() -> callbacks().owe(again)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(callbacks().open()).containsExactly(first);
  }

  @Test
  void aTryIsBegunOnceAndCountsWhateverBecomesOfIt() throws InterruptedException {
    Callbacks.Task task = owed(0, Samples.NOON);
    AtomicInteger begun = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      threads.add(
          Thread.startVirtualThread(() -> begun.addAndGet(begin(task, 0, Samples.NOON) ? 1 : 0)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(begun).hasValue(1);
    assertThat(only().state()).isEqualTo(Callbacks.State.DIALLING);
    assertThat(only().tries()).isEqualTo(1);

    callbacks().missed(task.call(), Samples.NOON.plusSeconds(600));

    assertThat(only().state()).isEqualTo(Callbacks.State.OWED);
    assertThat(only().tries()).isEqualTo(1);
    assertThat(only().next()).isEqualTo(Samples.NOON.plusSeconds(600));
    assertThat(begin(task, 0, Samples.NOON)).as("the first try again").isFalse();
    assertThat(begin(task, 1, Samples.NOON)).isTrue();
  }

  @Test
  void aNumberIsRungForOneCallbackAtATime() {
    Callbacks.Task one = owed(0, Samples.NOON);
    Callbacks.Task other = owed(1, Samples.NOON);

    assertThat(begin(one, 0, Samples.NOON)).isTrue();
    assertThat(begin(other, 0, Samples.NOON)).isFalse();
    callbacks().close(one.call(), "reached", Samples.NOON);
    assertThat(begin(other, 0, Samples.NOON)).isTrue();
  }

  @Test
  void theTriesOfANumberAreCountedForAllItsCallbacks() {
    Callbacks.Task one = owed(0, Samples.NOON);
    Callbacks.Task other = owed(1, Samples.NOON);
    begin(one, 0, Samples.NOON);
    callbacks().missed(one.call(), Samples.NOON);
    begin(other, 0, Samples.NOON.plusSeconds(60));
    callbacks().missed(other.call(), Samples.NOON);

    assertThat(callbacks().tries(one.number(), Samples.NOON)).isEqualTo(2);
    assertThat(callbacks().tries(one.number(), Samples.NOON.plusSeconds(1))).isEqualTo(1);
    assertThat(callbacks().tries(PhoneNumber.of("+79990000009"), Samples.NOON)).isZero();
    assertThat(begin(one, 1, Samples.NOON)).as("a third try on the same day").isFalse();
  }

  @Test
  void whatIsOverStaysOver() {
    Callbacks.Task task = owed(0, Samples.NOON);

    assertThat(callbacks().close(task.call(), "too late", Samples.NOON)).isTrue();
    assertThat(callbacks().close(task.call(), "reached", Samples.NOON)).isFalse();
    callbacks().owe(task);

    assertThat(callbacks().open()).isEmpty();
    assertThat(begin(task, 0, Samples.NOON)).isFalse();
    assertThat(callbacks().latest(10))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(Callbacks.State.OVER);
              assertThat(row.outcome()).contains("too late");
              assertThat(row.endedAt()).contains(Samples.NOON);
            });
  }

  @Test
  void aPlaceIsTakenOnce() {
    Callbacks.Task task = owed(0, Samples.NOON.minusSeconds(120));
    Optional<PhoneNumber> number = Optional.of(task.number());

    Optional<PlaceRule.Kept> kept = takePlace(5, number, Optional.empty());

    assertThat(kept.map(PlaceRule.Kept::rank)).contains(task.rank());
    assertThat(kept.map(PlaceRule.Kept::of)).contains(task.call());
    assertThat(callbacks().open()).as("who called back is not rung").isEmpty();
    assertThat(takePlace(6, number, Optional.empty())).isEmpty();
  }

  @Test
  void aPlaceIsFoundByTheTicketToo() {
    Callbacks.Task task =
        new Callbacks.Task(
            Samples.call(0),
            Optional.of(new TicketNumber("12345674")),
            PhoneNumber.of("+79990000001"),
            Language.RU,
            "access",
            Samples.NOON.minusSeconds(60),
            Samples.NOON,
            Callbacks.ASKED_FOR);
    callbacks().owe(task);

    assertThat(takePlace(5, Optional.empty(), Optional.of(new TicketNumber("99999999")))).isEmpty();
    assertThat(takePlace(6, Optional.empty(), task.ticket())).isPresent();
    assertThat(takePlace(7, Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void whoIsBeingRungIsNotGivenTheirPlaceBesides() {
    Callbacks.Task task = owed(0, Samples.NOON.minusSeconds(60));
    begin(task, 0, Samples.NOON);

    assertThat(takePlace(5, Optional.of(task.number()), Optional.empty())).isEmpty();
  }

  @Test
  void aNumberIsDialledFromTheBeginOfATryToItsEnd() {
    Callbacks.Task task = owed(0, Samples.NOON);
    PhoneNumber other = PhoneNumber.of("+79990000099");
    assertThat(callbacks().dialling(task.number())).isFalse();
    begin(task, 0, Samples.NOON);
    assertThat(callbacks().dialling(task.number())).isTrue();
    assertThat(callbacks().dialling(other)).isFalse();
    callbacks().missed(task.call(), Samples.NOON);
    assertThat(callbacks().dialling(task.number())).isFalse();
    begin(task, 1, Samples.NOON);
    callbacks().close(task.call(), "reached", Samples.NOON);
    assertThat(callbacks().dialling(task.number())).isFalse();
  }

  private Optional<PlaceRule.Kept> takePlace(
      int by, Optional<PhoneNumber> number, Optional<TicketNumber> ticket) {
    return callbacks().takePlace(Samples.call(by), number, ticket, Samples.NOON, Samples.NOON);
  }

  private Callbacks.Task owed(int call, Instant rank) {
    Callbacks.Task task = Samples.callback(Samples.call(call), rank);
    callbacks().owe(task);
    return task;
  }

  private boolean begin(Callbacks.Task task, int before, Instant at) {
    return callbacks().begin(task, before, at, 2, Samples.NOON);
  }

  private Callbacks.Standing only() {
    List<Callbacks.Standing> all = callbacks().standing(10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
