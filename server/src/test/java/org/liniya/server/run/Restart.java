package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdSettings;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.callback.CallbackPlan;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.OperatorStore;
import org.liniya.port.WaitingRoom;
import org.liniya.port.WaitingRoom.Figures;
import org.liniya.store.Store;
import org.liniya.testkit.call.FakeWaitingRoom;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryOperators;

/**
 * Starts after a crash on a real store, one after the other: recovery, the first look at callbacks,
 * the queues. What must then hold is asserted at once. For one thread.
 */
final class Restart implements AutoCloseable {

  private static final Set<String> OPERATORS = Set.of("1001", "1002");

  private final PaperLine line;
  private final Store store;
  private final Random random = new Random(2);
  private int restarts;

  Restart(PaperLine line, Path data) throws Exception {
    this.line = line;
    Files.createDirectories(data);
    this.store =
        Store.open(
            Settings.store(line.editions.current().line().configuration().settings(), data),
            line.time,
            data,
            () -> line.editions.current().line().configuration().tickets(),
            List.of());
  }

  /** The server has died when just this stood in the store, and starts. */
  void after(List<StoreWrite> writes) throws InterruptedException {
    for (String operator : OPERATORS) {
      store
          .operators()
          .save(new OperatorStore.Row(new OperatorId(operator), "offline", "", line.time.now()));
    }
    Replay replay = new Replay(store, line.time, random, restarts++);
    replay.write(restarts % 2 == 0 ? writes : withoutWhatMayBeLost(writes));
    try {
      assertThat(recover().owed()).isLessThanOrEqualTo(10);
      assertThat(recover()).as("a second start").isEqualTo(new Recovery.Report(0, 0, 0));
      CallbackClock clock = new CallbackClock(parts());
      clock.look();
      clock.look();
      everyCallHasOneEnding(writes, replay);
      exactlyWhatIsOwedIsOwed(writes, replay);
      nobodyIsStuck(writes);
    } catch (AssertionError broken) {
      String story = writes.isEmpty() ? "nothing" : StoreWrites.text(writes);
      throw new AssertionError(broken.getMessage() + "\nafter:\n" + story, broken);
    } finally {
      store
          .callbacks()
          .standing(Callbacks.MOST)
          .forEach(each -> store.callbacks().close(each.task().call(), "over", line.time.now()));
    }
  }

  /** The last that was noted of a call, and not committed, may not have come to the disk. */
  private static List<StoreWrite> withoutWhatMayBeLost(List<StoreWrite> writes) {
    List<StoreWrite> kept = new ArrayList<>();
    Set<Optional<CallId>> committed = new HashSet<>();
    for (StoreWrite write : writes.reversed()) {
      if (!write.mayBeLost() || committed.contains(write.call())) {
        kept.addFirst(write);
      }
      if (write.port() == Journal.class && !write.mayBeLost()) {
        committed.add(write.call());
      }
    }
    return kept;
  }

  private Recovery.Report recover() {
    return new Recovery(
            store.calls(), store.tickets(), store.journal(), store.callbacks(), line.time)
        .run(Map.of(), _ -> Language.RU);
  }

  /** Nobody serves any group, so that nothing begins. */
  private CallbackParts parts() {
    FakeWaitingRoom room = new FakeWaitingRoom();
    room.figures("other", new Figures(0, Duration.ZERO, 0, 0));
    Ports fakes = line.ports;
    Ports real =
        new Ports(
            store.tickets(),
            store.ticketDesk(),
            store.journal(),
            store.calls(),
            store.callbacks(),
            fakes.retries(),
            room,
            fakes.estimates(),
            fakes.dialer(),
            fakes.consultations(),
            fakes.prompts(),
            fakes.recordings(),
            fakes.calendars(),
            fakes.services(),
            fakes.verification(),
            fakes.recognizer(),
            line.time);
    return new CallbackParts(
        callersFirst(),
        line.editions,
        _ -> real,
        Limits.DEFAULT,
        new ActiveCalls(1),
        random,
        line.metrics);
  }

  private CallbackPlan callersFirst() {
    CallbackPlan plan = line.plan();
    return new CallbackPlan(
        CallbackPlan.First.CALLER,
        plan.flow(),
        plan.hours(),
        plan.tries(),
        plan.spacing(),
        plan.aDay(),
        plan.aMinute(),
        plan.ringing(),
        plan.keep());
  }

  private void everyCallHasOneEnding(List<StoreWrite> writes, Replay replay) {
    for (StoreWrite write : writes) {
      if (write.is(CallStore.class, "arrived")) {
        CallId before = write.call().orElseThrow();
        CallId call = replay.call(before);
        CallStore.CallRow row = store.calls().find(call).orElseThrow();
        assertThat(row.ending()).as("the ending of %s", before).isEqualTo(ending(writes, before));
        List<Journal.Entry> journal = store.journal().read(call);
        assertThat(journal.stream().filter(each -> each.kind().equals("call-ended")))
            .as("endings of %s", before)
            .hasSize(1);
        assertThat(journal.stream().map(Journal.Entry::seq).distinct())
            .hasSize(journal.size())
            .allMatch(seq -> seq >= 1 && seq <= journal.size());
        row.ticket()
            .flatMap(store.tickets()::find)
            .ifPresent(ticket -> assertThat(ticket.ending()).isPresent());
      }
    }
    assertThat(store.calls().open()).isEmpty();
  }

  /** As it stands in the journal, where the call had come to its end; else it was cut off. */
  private static Optional<Ending> ending(List<StoreWrite> writes, CallId call) {
    return Optional.of(
        writes.stream()
            .filter(write -> write.call().filter(call::equals).isPresent())
            .flatMap(write -> write.arguments().stream())
            .filter(JournalEvent.CallEnded.class::isInstance)
            .map(event -> ((JournalEvent.CallEnded) event).ending())
            .findFirst()
            .orElse(Ending.CUT_OFF));
  }

  private void exactlyWhatIsOwedIsOwed(List<StoreWrite> writes, Replay replay) {
    Set<String> wanted =
        Owed.after(writes).stream()
            .map(number -> replay.number(number).full().reveal())
            .collect(Collectors.toSet());
    List<Standing> standing = store.callbacks().standing(Callbacks.MOST);
    assertThat(standing.stream().map(Standing::task).map(Callbacks.Task::number))
        .extracting(PhoneNumber::full)
        .extracting(Secret::reveal)
        .as("who is owed a callback, each once")
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(standing).allMatch(each -> each.state() == Callbacks.State.OWED);
  }

  /** Whoever is back at their telephone gets a caller, unless they had gone for lunch. */
  private void nobodyIsStuck(List<StoreWrite> writes) throws InterruptedException {
    LinkedBlockingQueue<Dialer.Request> rung = new LinkedBlockingQueue<>();
    Set<String> present = new TreeSet<>(OPERATORS);
    try (AcdDriver driver =
        new AcdDriver(
            new Acd("r" + restarts, AcdSettings.DEFAULTS),
            AcdRecord.NONE,
            (request, _) -> {
              rung.add(request);
              return () -> {};
            },
            new InMemoryJournal(),
            operators(),
            line.time,
            _ -> {},
            line.editions.current().line().configuration().skillGroups(),
            line.editions.current().line().configuration().operatorProfiles())) {
      driver.start();
      present.forEach(operator -> driver.registered(new OperatorId(operator)));
      present.forEach(_ -> driver.enter(somebody()));
      present.removeAll(atLunch(writes));
      Set<String> got = new TreeSet<>();
      for (int i = 0; i < present.size(); i++) {
        Dialer.Request ring = rung.poll(10, TimeUnit.SECONDS);
        assertThat(ring).as("a telephone rings, of %s beside %s", present, got).isNotNull();
        got.add(((Dialer.Destination.Operator) ring.to()).operator().value());
      }
      assertThat(got).isEqualTo(present);
    }
  }

  /** A copy: what the queues say from here on is nothing to the next restart. */
  private OperatorStore operators() {
    InMemoryOperators copy = new InMemoryOperators();
    store.operators().all().forEach(copy::save);
    return copy;
  }

  private WaitingRoom.Request somebody() {
    return new WaitingRoom.Request(
        CallId.create(line.time.now(), random),
        "other",
        Language.RU,
        IdentityLevel.NONE,
        line.time.now(),
        Duration.ZERO,
        Optional.empty(),
        "other, ru",
        "",
        _ -> {});
  }

  private static Set<String> atLunch(List<StoreWrite> writes) {
    Set<String> away = new HashSet<>();
    for (StoreWrite write : writes) {
      if (write.arguments().getFirst() instanceof OperatorStore.Row row) {
        if (row.reason().equals("lunch")) {
          away.add(row.operator().value());
        } else {
          away.remove(row.operator().value());
        }
      }
    }
    return away;
  }

  int count() {
    return restarts;
  }

  @Override
  public void close() {
    store.close();
  }
}
