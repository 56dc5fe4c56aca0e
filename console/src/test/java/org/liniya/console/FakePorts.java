package org.liniya.console;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.Belongings;
import org.liniya.person.LookUp;
import org.liniya.port.CallStore;
import org.liniya.port.Contacts;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines;
import org.liniya.port.KeyRotation;
import org.liniya.port.Ladders;
import org.liniya.port.OperatorBoard;
import org.liniya.port.OperatorStates;
import org.liniya.port.Outbox;
import org.liniya.port.Persons;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;
import org.liniya.port.Retention;
import org.liniya.port.SignallingLog;
import org.liniya.port.StoreException;
import org.liniya.port.TicketExport;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.port.WhyNot;
import org.liniya.report.Targets;
import org.liniya.testkit.store.InMemoryApplicants;
import org.liniya.testkit.store.InMemoryAudit;
import org.liniya.testkit.store.InMemoryCallbacks;
import org.liniya.testkit.store.InMemoryHolds;
import org.liniya.testkit.store.InMemoryOutbox;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.Term;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketState;

/** Ports with a few calls and tickets in memory; only what the API reads is there. */
final class FakePorts {

  static final Instant AT = Instant.parse("2026-11-23T07:00:00.123456Z");

  static final TicketPlan PLAN =
      new TicketPlan(
          TicketPlan.STANDARD.deadlines(),
          Map.of(),
          TicketPlan.STANDARD.escalation(),
          Map.of(new Department("passport-office"), new Term.CalendarDays(5)));

  final List<Ticket> tickets = new ArrayList<>();
  final List<CallStore.CallRow> calls = new ArrayList<>();
  final Map<CallId, List<Journal.Entry>> journal = new HashMap<>();
  final Map<CallId, byte[]> recordings = new HashMap<>();
  final Map<CallId, List<Ladders.Ladder>> ladders = new HashMap<>();
  final InMemoryOutbox outbox =
      new InMemoryOutbox(
          List.of(new Outbox.Subscription("help-desk", EnumSet.allOf(NoticeKind.class))));
  final InMemoryTickets desk = new InMemoryTickets(PLAN, outbox::add);
  final FakeWebhooks webhooks = new FakeWebhooks(outbox);
  volatile TicketExport exported = (_, _, _, _) -> List.of();
  final FakeEditions editions = new FakeEditions();
  final InMemoryCallbacks callbacks = new InMemoryCallbacks();
  final InMemoryHolds holds = new InMemoryHolds(number -> desk.find(number).isPresent());
  volatile List<Retention.Ripe> ripe = List.of();
  final InMemoryAudit audit = new InMemoryAudit();
  final TwoSteps keys = new TwoSteps();
  final Somebody persons = new Somebody();
  final Time time =
      new Time() {
        @Override
        public Instant now() {
          return AT;
        }

        @Override
        public Duration elapsed() {
          return Duration.ZERO;
        }
      };
  final Switch signallingLog = new Switch();
  final Board board = new Board();
  final FakeTalks talks = new FakeTalks();
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  volatile List<TrunkView> trunks = List.of();
  volatile Optional<byte[]> databaseCopy = Optional.empty();
  volatile List<String> faults = List.of();
  volatile Optional<RuntimeException> ticketFault = Optional.empty();

  volatile JournalLines lines = (_, _, _) -> List.of();
  volatile OperatorStates states = (_, _) -> List.of();
  final Told decisions = new Told();
  volatile Contacts contacts = (_, _, _) -> List.of();

  ConsolePorts ports() {
    return new ConsolePorts(
        new Tickets(),
        desk,
        audit,
        new Calls(),
        new Entries(),
        board,
        new Sounds(),
        call -> ladders.getOrDefault(call, List.of()),
        signallingLog,
        () -> faults,
        metrics,
        () -> trunks,
        time,
        (from, to, limit) -> contacts.between(from, to, limit),
        () -> databaseCopy.map(ByteArrayInputStream::new),
        new PersonPorts(new InMemoryApplicants(desk), persons, callbacks, keys),
        holds,
        limit -> ripe.stream().limit(limit).toList(),
        outbox,
        webhooks,
        (from, to, after, limit) -> exported.page(from, to, after, limit),
        editions,
        new ReportPorts(
            (from, to, kinds) -> lines.of(from, to, kinds),
            (from, to) -> states.between(from, to),
            () -> Targets.DEFAULT),
        limit ->
            callbacks.latest(limit).stream()
                .map(
                    each ->
                        new CallbackList.View(each, "quiet hours", Optional.of(AT.plusSeconds(60))))
                .toList(),
        talks,
        decisions);
  }

  static CallId call(int number) {
    return CallId.parse("0192f0c1-0000-7000-8000-%012d".formatted(number));
  }

  CallId addCall(int number, String from) {
    CallId id = call(number);
    calls.add(
        new CallStore.CallRow(
            id,
            new CallerNumber.Network(PhoneNumber.of(from)),
            "hotline",
            "hotline",
            "1",
            Optional.of(Language.RU),
            AT,
            Optional.of(AT.plusMillis(900)),
            Optional.empty(),
            Optional.of(Ending.COMPLETED),
            Optional.of(new TicketNumber("10000001")),
            Optional.of(new OperatorId("1001")),
            Optional.of("access"),
            Optional.of(AT),
            Optional.of(1500L),
            Optional.empty(),
            true));
    return id;
  }

  void addTicket(int number) {
    tickets.add(
        new Ticket(
            new TicketNumber("%08d".formatted(number)),
            "access",
            new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
            Language.EN,
            TicketState.IN_PROGRESS,
            AT,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new OperatorId("1001")),
            Optional.of(5),
            List.of(call(number)),
            List.of(call(number))));
  }

  /** What the queues were told, and what comes of it. */
  static final class Told implements AcdRecord {
    volatile Replayed replayed = new Replayed.NotKept("nothing is recorded");

    @Override
    public void began(Run run) {}

    @Override
    public void told(AcdEvent event) {}

    @Override
    public Replayed replay(CallId call, Instant arrived, Instant until) {
      return replayed;
    }
  }

  /** Remembers what was asked of it. */
  static final class Switch implements SignallingLog {
    final List<String> asked = new ArrayList<>();

    @Override
    public void watch(CallId call, Duration length) {
      asked.add("call " + call + " " + length);
    }

    @Override
    public void watch(PhoneNumber number, Duration length) {
      asked.add("number " + number + " " + length);
    }

    @Override
    public void off() {
      asked.add("off");
    }

    @Override
    public List<Watched> watched() {
      return List.of(new Watched("+7********01", AT));
    }
  }

  /** Two operators; remembers what was asked of them. */
  static final class Board implements OperatorBoard {
    final List<String> asked = new ArrayList<>();
    volatile Optional<List<GroupWhy>> why =
        Optional.of(
            List.of(
                new GroupWhy(
                    "access",
                    2,
                    call(1),
                    1,
                    AT.minusSeconds(41),
                    List.of(
                        new OperatorWhy(
                            new OperatorId("1001"), new WhyNot.OnPause(AT, "lunch"))))));

    @Override
    public Optional<List<GroupWhy>> why() {
      return why;
    }

    @Override
    public List<OperatorView> operators() {
      return List.of(
          new OperatorView(
              new OperatorId("1001"),
              "paused",
              "lunch",
              AT,
              true,
              List.of("access"),
              Optional.of(call(1))));
    }

    @Override
    public List<GroupView> groups() {
      return List.of(new GroupView("access", 2, Duration.ofSeconds(41), 0));
    }

    @Override
    public boolean pause(OperatorId operator, String reason) {
      asked.add("pause " + operator + " " + reason);
      return operator.value().equals("1001");
    }

    @Override
    public boolean ready(OperatorId operator) {
      asked.add("ready " + operator);
      return operator.value().equals("1001");
    }

    @Override
    public boolean extendWrapUp(OperatorId operator) {
      asked.add("extend " + operator);
      return operator.value().equals("1001");
    }
  }

  private final class Tickets implements TicketStore {
    @Override
    public Optional<Ticket> find(TicketNumber number) {
      ticketFault.ifPresent(
          fault -> {
            throw fault;
          });
      return tickets.stream().filter(ticket -> ticket.number().equals(number)).findFirst();
    }

    @Override
    public List<Ticket> latest(int limit, Optional<TicketNumber> before) {
      return tickets.stream()
          .sorted(Comparator.comparing(Ticket::number).reversed())
          .filter(t -> before.isEmpty() || t.number().compareTo(before.get()) < 0)
          .limit(limit)
          .toList();
    }

    @Override
    public List<Ticket> search(LookUp by, Instant from, Instant to, int limit) {
      return desk.search(by, from, to, limit);
    }

    @Override
    public List<Ticket> opened(Instant from, Instant to, int limit) {
      return desk.opened(from, to, limit);
    }

    @Override
    public void known(TicketNumber number, LookUp datum) {
      throw unasked();
    }

    @Override
    public TicketNumber open(
        CallId call, String category, Identity identity, Language language, Instant at) {
      throw unasked();
    }

    @Override
    public Optional<Deadline> deadline(TicketNumber number) {
      throw unasked();
    }

    @Override
    public Optional<TicketNumber> ofCall(CallId call) {
      throw unasked();
    }

    @Override
    public void link(TicketNumber number, CallId call, Instant at) {
      throw unasked();
    }

    @Override
    public void update(TicketNumber number, String category, Identity identity, Language language) {
      throw unasked();
    }

    @Override
    public void served(TicketNumber number, OperatorId operator, Instant at) {
      throw unasked();
    }

    @Override
    public void rated(TicketNumber number, int rating) {
      throw unasked();
    }

    @Override
    public void recorded(TicketNumber number, CallId recording) {
      throw unasked();
    }

    @Override
    public void callEnded(TicketNumber number, CallId call, Ending ending, Instant at) {
      throw unasked();
    }
  }

  private final class Calls implements CallStore {
    @Override
    public int callsFrom(PhoneNumber number, Instant since) {
      throw new UnsupportedOperationException("the console does not count calls");
    }

    @Override
    public Optional<CallRow> find(CallId call) {
      return calls.stream().filter(row -> row.id().equals(call)).findFirst();
    }

    @Override
    public List<CallRow> latest(int limit, Optional<CallId> before) {
      return calls.stream()
          .sorted(Comparator.comparing(CallRow::id).reversed())
          .filter(row -> before.isEmpty() || row.id().compareTo(before.get()) < 0)
          .limit(limit)
          .toList();
    }

    @Override
    public List<CallRow> open() {
      throw unasked();
    }

    @Override
    public void arrived(
        CallId call, CallerNumber from, String to, String flow, String flowVersion, Instant at) {
      throw unasked();
    }

    @Override
    public void answered(CallId call, Instant at) {
      throw unasked();
    }

    @Override
    public void languageChosen(CallId call, Language language) {
      throw unasked();
    }

    @Override
    public void served(CallId call) {
      throw unasked();
    }

    @Override
    public void ticketed(CallId call, TicketNumber number) {
      throw unasked();
    }

    @Override
    public void queued(CallId call, String group, Instant rank) {
      throw unasked();
    }

    @Override
    public void bridged(CallId call, OperatorId operator, Instant at, long waitMs) {
      throw unasked();
    }

    @Override
    public void talked(CallId call, long talkMs) {
      throw unasked();
    }

    @Override
    public void ended(CallId call, Ending ending, Instant at) {
      throw unasked();
    }
  }

  private final class Entries implements Journal {
    @Override
    public List<Entry> read(CallId call) {
      return journal.getOrDefault(call, List.of());
    }

    @Override
    public void commit(CallId call, Instant at, JournalEvent.Durable event) {
      throw unasked();
    }

    @Override
    public void note(CallId call, Instant at, JournalEvent.Batched event) {
      throw unasked();
    }

    @Override
    public void mention(CallId call, Instant at, JournalEvent.Fleeting event) {
      throw unasked();
    }

    @Override
    public void commitLater(CallId call, Instant at, JournalEvent.Durable event) {
      throw unasked();
    }
  }

  private final class Sounds implements RecordingPort {
    @Override
    public Optional<InputStream> read(CallId call) {
      return Optional.ofNullable(recordings.get(call)).map(ByteArrayInputStream::new);
    }

    @Override
    public Recording open(CallId call) {
      throw unasked();
    }

    @Override
    public void remove(CallId call) {
      recordings.remove(call);
    }
  }

  /** A change of the master key that takes two requests. */
  static final class TwoSteps implements KeyRotation {
    private boolean begun;

    @Override
    public synchronized boolean goingOn() {
      return begun;
    }

    @Override
    public synchronized Progress advance() {
      begun = !begun;
      return new Progress("bb", List.of("aa"), 500, 7, !begun);
    }
  }

  /** One person or nobody. Erasure is tested with a real store, in the server's module. */
  static final class Somebody implements Persons {
    volatile Optional<Belongings> kept = Optional.empty();

    @Override
    public Optional<Belongings> of(TicketNumber ticket) {
      return kept;
    }

    @Override
    public Optional<Secret> document(TicketNumber ticket) {
      return Optional.empty();
    }

    @Override
    public Optional<Outcome> erase(TicketNumber ticket, boolean evenOpen, Instant at) {
      return kept.map(Outcome.Erased::new);
    }

    @Override
    public List<CallId> recordingsLeft() {
      return List.of();
    }

    @Override
    public void recordingsDeleted(List<CallId> calls) {
      // none are left
    }
  }

  private static StoreException unasked() {
    return new StoreException("the API does not write");
  }
}
