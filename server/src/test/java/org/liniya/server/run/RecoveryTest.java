package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.identity.Identity;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.port.TicketStore;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.store.InMemoryCallbacks;
import org.liniya.testkit.store.InMemoryCalls;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.TicketNumber;

class RecoveryTest {

  private static final Instant ARRIVED = Instant.parse("2026-11-23T06:00:00Z");
  private static final CallId TALKING = new CallId(new UUID(0x01_0000L, 1));
  private static final CallId JUST_ARRIVED = new CallId(new UUID(0x02_0000L, 2));

  private InMemoryCalls calls = new InMemoryCalls();
  private InMemoryTickets tickets = new InMemoryTickets();
  private InMemoryJournal journal = new InMemoryJournal();
  private InMemoryCallbacks callbacks = new InMemoryCallbacks();
  private int left = Integer.MAX_VALUE;

  @Test
  void settlesEveryOpenCallOnce() {
    TicketNumber number = twoOpenCalls();

    Recovery.Report report = recover();

    assertThat(report).isEqualTo(new Recovery.Report(2, 1, 1));
    assertSettled(number);
    assertThat(recover()).isEqualTo(new Recovery.Report(0, 0, 1));
    assertSettled(number);
  }

  @Test
  void mayItselfBeKilledAtAnyStepAndRunAgain() {
    for (int steps = 0; steps < 60; steps++) {
      calls = new InMemoryCalls();
      tickets = new InMemoryTickets();
      journal = new InMemoryJournal();
      callbacks = new InMemoryCallbacks();
      TicketNumber number = twoOpenCalls();
      left = steps;
      boolean killed = false;
      try {
        recover();
      } catch (Killed e) {
        killed = true;
      }
      left = Integer.MAX_VALUE;
      recover();
      assertSettled(number);
      if (!killed) {
        assertThat(steps).as("recovery takes several steps").isGreaterThan(10);
        return;
      }
    }
    throw new AssertionError("recovery never came to its end");
  }

  @Test
  void aCallWhoseEndStandsInTheJournalKeepsIt() {
    TicketNumber number = twoOpenCalls();
    Instant end = ARRIVED.plusSeconds(60);
    journal.commit(TALKING, end, new JournalEvent.CallEnded(Ending.ABANDONED, "caller hung up"));

    assertThat(recover().owed()).isZero();

    assertThat(calls.find(TALKING))
        .get()
        .returns(Optional.of(Ending.ABANDONED), CallStore.CallRow::ending)
        .returns(Optional.of(end), CallStore.CallRow::endedAt);
    assertThat(tickets.find(number).orElseThrow().ending()).contains(Ending.ABANDONED);
    assertThat(kinds(TALKING)).containsExactly("call-ended", "ticket-opened", "recording-closed");
    assertThat(callbacks.open()).isEmpty();
  }

  @Test
  void aCallThatTheRunningServerCutOffAndCouldNotDecideUponIsDecidedNow() {
    twoOpenCalls();
    Instant end = ARRIVED.plusSeconds(60);
    journal.commit(TALKING, end, new JournalEvent.CallEnded(Ending.CUT_OFF, "drained"));

    assertThat(recover().owed()).isOne();

    assertThat(callbacks.open()).extracting(Callbacks.Task::call).containsExactly(TALKING);
    assertThat(kinds(TALKING))
        .containsExactly("call-ended", "ticket-opened", "recording-closed", "callback-owed");
    assertThat(calls.find(TALKING).orElseThrow().endedAt()).contains(end);
  }

  @Test
  void aCallThatTheRunningServerDecidedUponIsNotDecidedAgain() {
    twoOpenCalls();
    journal.commit(TALKING, ARRIVED, new JournalEvent.CallbackNotOwed("line lost"));
    journal.commit(TALKING, ARRIVED, new JournalEvent.CallEnded(Ending.CUT_OFF, "lost"));

    assertThat(recover().owed()).isZero();

    assertThat(callbacks.open()).isEmpty();
  }

  @Test
  void aTicketIsOpenedInTheJournalOnceAndOnlyByItsFirstCall() {
    TicketNumber number = twoOpenCalls();
    journal.commit(TALKING, ARRIVED, new JournalEvent.TicketOpened(number.digits(), "access"));
    tickets.link(number, JUST_ARRIVED, ARRIVED);
    calls.ticketed(JUST_ARRIVED, number);

    recover();

    assertThat(kinds(TALKING).stream().filter("ticket-opened"::equals)).hasSize(1);
    assertThat(kinds(JUST_ARRIVED)).doesNotContain("ticket-opened");
  }

  private TicketNumber twoOpenCalls() {
    arrive(TALKING, "+79990000001");
    calls.answered(TALKING, ARRIVED);
    calls.languageChosen(TALKING, Language.RU);
    TicketNumber number = tickets.open(TALKING, "access", Identity.NONE, Language.RU, ARRIVED);
    calls.ticketed(TALKING, number);
    calls.queued(TALKING, "access", ARRIVED);
    arrive(JUST_ARRIVED, "+79990000002");
    return number;
  }

  private void arrive(CallId call, String number) {
    calls.arrived(
        call,
        new CallerNumber.Claimed(PhoneNumber.of(number)),
        "hotline",
        "hotline",
        "v1",
        ARRIVED);
  }

  private Recovery.Report recover() {
    return new Recovery(
            dying(CallStore.class, calls),
            dying(TicketStore.class, tickets),
            dying(Journal.class, journal),
            dying(Callbacks.class, callbacks),
            new FakeTime())
        .run(
            Map.of(TALKING, new Recovery.Repaired(Duration.ofSeconds(5), 160_058)),
            _ -> Language.RU);
  }

  private void assertSettled(TicketNumber number) {
    assertThat(calls.open()).isEmpty();
    assertThat(calls.find(TALKING))
        .get()
        .returns(Optional.of(Ending.CUT_OFF), CallStore.CallRow::ending);
    assertThat(tickets.find(number).orElseThrow().ending()).contains(Ending.CUT_OFF);
    assertThat(tickets.find(number).orElseThrow().recordings()).containsExactly(TALKING);
    assertThat(kinds(TALKING))
        .containsExactly(
            "ticket-opened", "recording-closed", "cut-off", "callback-owed", "call-ended");
    assertThat(kinds(JUST_ARRIVED)).containsExactly("cut-off", "callback-not-owed", "call-ended");
    assertThat(callbacks.open())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.call()).isEqualTo(TALKING);
              assertThat(task.number()).isEqualTo(PhoneNumber.of("+79990000001"));
              assertThat(task.rank()).isEqualTo(ARRIVED);
              assertThat(task.ticket()).contains(number);
            });
  }

  private List<String> kinds(CallId call) {
    return journal.read(call).stream().map(Journal.Entry::kind).toList();
  }

  /** The process dies before its next step; not an error that anyone could catch. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private <T> T dying(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              if (left-- <= 0) {
                throw new Killed();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
