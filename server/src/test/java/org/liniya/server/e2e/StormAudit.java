package org.liniya.server.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.port.Time;
import org.liniya.recovery.CallbackRule;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

/**
 * Compares what callers and operators know with what a data folder holds after the server has
 * ended. For one thread.
 */
final class StormAudit {
  private static final int PAGE = 100;

  private static final Pattern NOT_STORED =
      Pattern.compile(" call=([0-9a-f-]{36}) .*not stored yet");

  private final Store store;

  /** Calls of which the server has said that the database did not take them in time. */
  private final Set<CallId> late;

  private final List<String> wrong = new ArrayList<>();
  private final List<CallRow> calls = new ArrayList<>();
  private final Map<CallId, List<Journal.Entry>> journals = new HashMap<>();

  /** What everybody knows who was there. */
  record Witnesses(
      List<StormCaller.Experience> callers,
      List<StormOperator.Shown> operators,
      List<StormClerk.Work> clerk) {}

  private StormAudit(Store store, Set<CallId> late) {
    this.store = store;
    this.late = late;
  }

  /**
   * Everything that is wrong, in words; nothing when all is well.
   *
   * @param log what the server has said in all its lives
   */
  static List<String> of(Path data, String log, Witnesses witnesses) throws IOException {
    try (Store store =
        Store.open(StoreSettings.defaults(), new WallClock(), data, TicketPlan.STANDARD)) {
      StormAudit audit = new StormAudit(store, late(log));
      audit.read();
      audit.everyCallHasEnded();
      audit.journalsAreWhole();
      audit.callersKnowTheTruth(witnesses.callers());
      audit.operatorsWereShownTheTruth(witnesses.operators());
      audit.workIsKept(witnesses.clerk());
      audit.callbacksAreOwedOnce(witnesses.callers());
      audit.recordingsAreKnown(data.resolve("recordings"));
      audit.report(witnesses);
      return audit.wrong;
    }
  }

  static Set<CallId> late(String log) {
    return log.lines()
        .map(NOT_STORED::matcher)
        .filter(Matcher::find)
        .map(line -> CallId.parse(line.group(1)))
        .collect(Collectors.toSet());
  }

  private void read() {
    Optional<CallId> before = Optional.empty();
    List<CallRow> page;
    do {
      page = store.calls().latest(PAGE, before);
      calls.addAll(page);
      before = page.isEmpty() ? before : Optional.of(page.getLast().id());
    } while (page.size() == PAGE);
    calls.forEach(call -> journals.put(call.id(), store.journal().read(call.id())));
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
  private void check(boolean right, String otherwise, Object... about) {
    if (!right) {
      wrong.add(otherwise.formatted(about));
    }
  }

  private void everyCallHasEnded() {
    for (CallRow call : calls) {
      check(call.ending().isPresent(), "call %s has no ending", call.id());
      check(
          kinds(call).stream().filter("call-ended"::equals).count() == 1,
          "call %s has not one end in its journal: %s",
          call.id(),
          kinds(call));
    }
  }

  private List<String> kinds(CallRow call) {
    return journals.getOrDefault(call.id(), List.of()).stream().map(Journal.Entry::kind).toList();
  }

  private void journalsAreWhole() {
    journals.forEach(
        (call, entries) -> {
          List<Long> seqs = entries.stream().map(Journal.Entry::seq).toList();
          check(
              seqs.equals(LongStream.rangeClosed(1, seqs.size()).boxed().toList()),
              "the journal of %s has gaps: %s",
              call,
              seqs);
        });
  }

  private Map<String, List<CallRow>> byNumber() {
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call -> call.from().number().map(n -> n.full().reveal()).orElse("")));
  }

  private void callersKnowTheTruth(List<StormCaller.Experience> callers) {
    Map<String, List<CallRow>> byNumber = byNumber();
    Set<String> given = new HashSet<>();
    for (StormCaller.Experience caller : callers) {
      List<CallRow> rows = byNumber.getOrDefault(caller.number(), List.of());
      check(
          !caller.answered() || !rows.isEmpty(),
          "%s was answered, but there is no such call",
          caller.number());
      check(
          !caller.answered()
              || rows.stream().anyMatch(row -> kinds(row).getFirst().equals("call-arrived"))
              // with the database late a call is taken all the same, and the server says so
              || rows.stream().map(CallRow::id).anyMatch(late::contains),
          "%s was answered, but no journal begins with its arrival: %s",
          caller.number(),
          rows.stream().map(row -> row + " " + kinds(row)).toList());
      Set<String> spoken = new HashSet<>(caller.numbers());
      for (String number : spoken) {
        check(given.add(number), "the number %s was spoken to two callers", number);
        ticketOf(caller.number(), rows, number);
      }
      check(spoken.size() <= 1, "%s was told several numbers: %s", caller.number(), spoken);
      check(
          caller.begun().isEmpty()
              || rows.stream()
                  .flatMap(row -> row.ticket().stream())
                  .anyMatch(ticket -> ticket.digits().startsWith(caller.begun())),
          "%s heard the digits %s of a ticket that is not there: %s",
          caller.number(),
          caller.begun(),
          rows.stream().map(row -> row + " " + kinds(row)).toList());
    }
  }

  private void ticketOf(String caller, List<CallRow> rows, String number) {
    if (!number.matches("\\d{8}")) {
      wrong.add("%s heard '%s', which is no number".formatted(caller, number));
      return;
    }
    Optional<Ticket> ticket = store.tickets().find(new TicketNumber(number));
    check(ticket.isPresent(), "%s was told %s, and there is no such ticket", caller, number);
    Set<CallId> its =
        rows.stream()
            .filter(row -> row.ticket().map(TicketNumber::digits).equals(Optional.of(number)))
            .map(CallRow::id)
            .collect(Collectors.toSet());
    check(
        ticket.isPresent() && ticket.get().calls().stream().anyMatch(its::contains),
        "%s was told %s, which is not its ticket",
        caller,
        number);
    check(
        rows.stream().anyMatch(row -> kinds(row).contains("ticket-opened")),
        "%s was told %s, and its journal does not know it",
        caller,
        number);
  }

  private void operatorsWereShownTheTruth(List<StormOperator.Shown> shown) {
    for (StormOperator.Shown each : shown) {
      Optional<Ticket> ticket = store.tickets().find(new TicketNumber(each.ticket()));
      check(
          ticket.stream()
              .flatMap(t -> t.calls().stream())
              .flatMap(call -> journals.getOrDefault(call, List.of()).stream())
              .anyMatch(
                  entry ->
                      entry.kind().equals("offered")
                          && entry.json().contains('"' + each.operator() + '"')),
          "operator %s was offered %s, and no journal says so",
          each.operator(),
          each.ticket());
    }
  }

  /** Work that was answered is there once; without an answer it may be; refused it is not. */
  private void workIsKept(List<StormClerk.Work> work) {
    Map<String, List<StormClerk.Work>> byTicket =
        work.stream().collect(Collectors.groupingBy(StormClerk.Work::ticket));
    byTicket.forEach(
        (ticket, pieces) -> {
          List<String> texts =
              store.ticketDesk().history(new TicketNumber(ticket)).stream()
                  .flatMap(history -> history.entries().stream())
                  .flatMap(entry -> text(entry.event()).stream())
                  .toList();
          for (StormClerk.Work piece : pieces) {
            int times = Collections.frequency(texts, piece.text());
            boolean right =
                switch (piece.answer()) {
                  case DONE -> times == 1;
                  case REFUSED -> times == 0;
                  case NONE -> times <= 1;
                };
            check(right, "%s is %d times in the history of its ticket", piece, times);
          }
        });
  }

  private static Optional<String> text(TicketEvent event) {
    return switch (event) {
      case TicketEvent.Noted noted -> Optional.of(noted.text().reveal());
      case TicketEvent.Solved solved -> Optional.of(solved.conclusion().reveal());
      case TicketEvent.Reopened reopened -> Optional.of(reopened.why().reveal());
      default -> Optional.empty();
    };
  }

  /** By the rule; and by what a caller knows, who was given a number and then was cut off. */
  private void callbacksAreOwedOnce(List<StormCaller.Experience> callers) {
    List<Callbacks.Task> tasks =
        store.callbacks().standing(Integer.MAX_VALUE).stream()
            .map(Callbacks.Standing::task)
            .toList();
    Set<CallId> owed = new HashSet<>();
    tasks.forEach(task -> check(owed.add(task.call()), "%s is owed twice", task.call()));
    Map<CallId, CallRow> cutOff =
        calls.stream()
            .filter(call -> call.ending().equals(Optional.of(Ending.CUT_OFF)))
            .collect(Collectors.toMap(CallRow::id, call -> call));
    owed.forEach(call -> check(cutOff.containsKey(call), "%s is owed without cause", call));
    for (CallRow call : cutOff.values()) {
      boolean due = CallbackRule.decide(call, false, false) instanceof CallbackRule.Decision.Owed;
      check(
          due == owed.contains(call.id()),
          "call %s: owed %s, the rule says %s",
          call.id(),
          owed.contains(call.id()),
          due);
      List<String> said =
          kinds(call).stream().filter(kind -> kind.startsWith("callback-")).toList();
      check(
          said.equals(List.of(due ? "callback-owed" : "callback-not-owed")),
          "call %s has %s in its journal",
          call.id(),
          said);
    }
    Map<String, List<CallRow>> byNumber = byNumber();
    for (StormCaller.Experience caller : callers) {
      for (CallRow row : byNumber.getOrDefault(caller.number(), List.of())) {
        check(
            row.ticket().map(TicketNumber::digits).filter(caller.numbers()::contains).isEmpty()
                || !cutOff.containsKey(row.id())
                || row.served()
                || owed.contains(row.id()),
            "%s was told a number and cut off, and nobody will call back",
            caller.number());
      }
    }
  }

  private void recordingsAreKnown(Path recordings) throws IOException {
    try (Stream<Path> files = Files.walk(recordings)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
        CallId call = CallId.parse(String.valueOf(file.getFileName()).replace(".wav", ""));
        check(!file.toString().contains("open"), "the recording of %s was never finished", call);
        Optional<CallRow> row = store.calls().find(call);
        check(row.isPresent(), "there is a recording of %s, which is no call", call);
        check(
            row.stream().allMatch(r -> kinds(r).contains("recording-closed")),
            "the journal of %s does not know its recording",
            call);
        check(
            row.flatMap(CallRow::ticket).flatMap(number -> store.tickets().find(number)).stream()
                .allMatch(ticket -> ticket.recordings().contains(call)),
            "the ticket of %s does not know its recording",
            call);
      }
    }
  }

  /** That a storm found nothing wrong means little when nothing happened in it. */
  private void report(Witnesses witnesses) {
    List<StormCaller.Experience> callers = witnesses.callers();
    List<StormOperator.Shown> shown = witnesses.operators();
    long worked =
        witnesses.clerk().stream().filter(w -> w.answer() == StormClerk.Answer.DONE).count();
    long answered = callers.stream().filter(StormCaller.Experience::answered).count();
    long told = callers.stream().filter(caller -> !caller.numbers().isEmpty()).count();
    long cutOff =
        calls.stream().filter(c -> c.ending().equals(Optional.of(Ending.CUT_OFF))).count();
    System.out.printf(
        "storm: %d callers, %d answered, %d told a number, %d offers, %d pieces of work done,"
            + " %d without an answer, %d calls, %d cut off, %d callbacks owed, the database late for %d%n",
        callers.size(),
        answered,
        told,
        shown.size(),
        worked,
        witnesses.clerk().stream().filter(w -> w.answer() == StormClerk.Answer.NONE).count(),
        calls.size(),
        cutOff,
        store.callbacks().standing(Integer.MAX_VALUE).size(),
        late.size());
    check(late.size() * 20 < calls.size(), "the database was late for %d calls", late.size());
    check(answered > 0, "nobody was answered");
    check(told > 0, "nobody heard a number");
    check(!shown.isEmpty(), "operators got no offers");
    check(cutOff > 0, "nobody was cut off");
    check(worked > 0, "no work was done");
  }

  /** The database asks for the time only when it makes keys. */
  private record WallClock() implements Time {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime());
    }
  }
}
