package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;

/** The journal's promises while its database fails. */
@OnEachDatabase
final class JournalWithFaultsTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final int MAX_WAITING = 50;

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  private final CallId call = CallId.create(AT, new Random(1));
  private FlakySource source;
  private Store store;

  @BeforeEach
  void open() {
    StoreSettings settings = database.settings(4, Duration.ofMillis(500), MAX_WAITING);
    HikariDataSource pool =
        Database.migrate(
            Database.connect(settings, database.folder()), settings, database.folder());
    source = new FlakySource(pool);
    FieldCipher cipher = new FieldCipher(new byte[FieldCipher.KEY_BYTES]);
    store =
        Store.over(
            source,
            pool,
            settings,
            cipher,
            FreshStore.TIME,
            new TicketNumbers(),
            database.folder());
  }

  @AfterEach
  void close() {
    source.fail(FlakySource.Fault.NONE);
    store.close();
  }

  private void commit(String number) {
    store.journal().commit(call, AT, new JournalEvent.TicketOpened(number, "access"));
  }

  private void note(String step) {
    store.journal().note(call, AT, new JournalEvent.StepEntered(step));
  }

  private List<String> kinds() {
    return store.journal().read(call).stream().map(Journal.Entry::kind).toList();
  }

  private void assertNoGaps() {
    List<Journal.Entry> entries = store.journal().read(call);
    assertThat(entries)
        .extracting(Journal.Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
  }

  @Test
  void whatCouldNotBeCommittedIsNotInTheJournalLater() {
    for (FlakySource.Fault fault :
        List.of(
            FlakySource.Fault.CONNECT,
            FlakySource.Fault.BEFORE_COMMIT,
            FlakySource.Fault.AFTER_COMMIT)) {
      source.fail(fault);
      assertThatThrownBy(() -> commit("11111111")).isInstanceOf(StoreException.class);
      source.fail(FlakySource.Fault.NONE);
    }

    commit("22222222");

    assertThat(store.journal().read(call))
        .singleElement()
        .satisfies(entry -> assertThat(entry.json()).contains("22222222"));
    assertNoGaps();
  }

  @Test
  void aWithdrawnEventIsTakenBackEvenWhenNothingFollows() {
    source.fail(FlakySource.Fault.AFTER_COMMIT);
    assertThatThrownBy(() -> commit("11111111")).isInstanceOf(StoreException.class);

    source.fail(FlakySource.Fault.NONE);

    assertThat(Eventually.holds(() -> store.healthy() && kinds().isEmpty())).isTrue();
  }

  @Test
  void notedEventsWaitForTheDatabaseAndKeepTheirPlace() {
    note("first");
    source.fail(FlakySource.Fault.CONNECT);
    note("second");
    assertThatThrownBy(() -> commit("11111111")).isInstanceOf(StoreException.class);
    note("third");
    source.fail(FlakySource.Fault.NONE);
    commit("22222222");

    assertThat(kinds())
        .containsExactly("step-entered", "step-entered", "step-entered", "ticket-opened");
    assertNoGaps();
  }

  @Test
  void anEventIsWrittenOnceWhenTheAnswerToItsCommitWasLost() {
    source.fail(FlakySource.Fault.AFTER_COMMIT);
    note("first");
    note("second");
    assertThat(Eventually.holds(() -> source.failures() > 1)).isTrue();
    source.fail(FlakySource.Fault.NONE);
    commit("22222222");

    assertThat(kinds()).containsExactly("step-entered", "step-entered", "ticket-opened");
    assertNoGaps();
  }

  @Test
  void memoryIsBoundedWhileTheDatabaseIsAway() {
    source.fail(FlakySource.Fault.CONNECT);
    for (int i = 0; i < 3 * MAX_WAITING; i++) {
      note("step " + i);
    }
    source.fail(FlakySource.Fault.NONE);
    commit("22222222");

    // a batch on its way does not count as waiting
    assertThat(kinds()).hasSizeBetween(MAX_WAITING + 1, 2 * MAX_WAITING + 1);
    assertNoGaps();
  }

  @Test
  void underManyThreadsAndFaultsJustWhatWasAcknowledgedIsThere() throws InterruptedException {
    Random dice = new Random(20261123);
    source.failSometimes(FlakySource.Fault.AFTER_COMMIT, () -> dice.nextInt(3) == 0);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int thread = i;
      threads.add(Thread.startVirtualThread(() -> commitMany(thread, acknowledged)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    source.fail(FlakySource.Fault.NONE);
    commit("99999999");

    assertThat(source.failures()).isPositive();
    assertNoGaps();
    List<String> numbers =
        store.journal().read(call).stream()
            .map(entry -> entry.json().replaceAll(".*\"number\":\"(\\d+)\".*", "$1"))
            .toList();
    assertThat(numbers).doesNotHaveDuplicates();
    acknowledged.add("99999999");
    assertThat(numbers).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  private void commitMany(int thread, Set<String> acknowledged) {
    for (int i = 0; i < 15; i++) {
      String number = String.valueOf(10_000_000 + thread * 100 + i);
      try {
        commit(number);
        acknowledged.add(number);
      } catch (StoreException e) {
        // not acknowledged: it must not be there
      }
    }
  }

  /** All the room is for what is worth more, and nobody waits. */
  @Test
  void whatMayBeLostTakesNoRoomWhileTheDatabaseIsAway() {
    source.fail(FlakySource.Fault.CONNECT);
    note("first");
    assertThatThrownBy(() -> commit("11111111")).isInstanceOf(StoreException.class);

    for (int i = 0; i < 10 * MAX_WAITING; i++) {
      mention(); // would take for ever if each waited for the database
    }
    for (int i = 1; i < MAX_WAITING; i++) {
      note("kept");
    }
    source.fail(FlakySource.Fault.NONE);
    assertThat(Eventually.holds(() -> store.journal().read(call).size() == MAX_WAITING)).isTrue();
    assertThat(Eventually.holds(store::healthy)).isTrue();
    mention();
    commit("12345674");

    assertThat(kinds()).filteredOn("leg-signalled"::equals).hasSize(1);
    assertThat(kinds()).filteredOn("step-entered"::equals).hasSize(MAX_WAITING);
  }

  private void mention() {
    store.journal().mention(call, AT, new JournalEvent.LegSignalled("a", "caller", List.of(), 0));
  }

  @Test
  void anInterruptedWaiterIsToldAndTheDatabaseLivesOn() throws InterruptedException {
    source.fail(FlakySource.Fault.CONNECT);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                commit("11111111");
              } catch (StoreException e) {
                seen.add("interrupted " + Thread.currentThread().isInterrupted());
              }
            });
    waiter.interrupt();
    waiter.join();
    source.fail(FlakySource.Fault.NONE);
    commit("22222222");

    assertThat(seen).containsExactly("interrupted true");
    assertThat(kinds()).containsExactly("ticket-opened");
  }

  @Test
  void otherPortsFailWithAShortMessageThatNamesNobody() {
    source.fail(FlakySource.Fault.BEFORE_COMMIT);

    assertThatThrownBy(() -> store.tickets().ofCall(call))
        .isInstanceOf(StoreException.class)
        .hasMessage("cannot find a call's ticket (SQLSTATE 08006, code 0)")
        .satisfies(
            fault ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(fault))
                    .doesNotContain("+7999"));
    assertThat(store.healthy()).isFalse();

    source.fail(FlakySource.Fault.NONE);
    assertThat(store.healthy()).isTrue();
  }
}
