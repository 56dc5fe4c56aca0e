package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.port.CallStore;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.recovery.CallbackRule;
import org.liniya.recovery.FaultPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settles the calls that a crash has cut off: each gets its ending, its recording and, when owed,
 * exactly one callback task. Runs once at start-up on the main thread, before any call is taken.
 *
 * <p>It may itself be killed at any point and run again: the call's own ending is written last,
 * tasks are unique by call, and an event that is already in the journal is not written twice.
 */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final String OWED = JournalEvent.kind(JournalEvent.CallbackOwed.class);
  private static final String NOT_OWED = JournalEvent.kind(JournalEvent.CallbackNotOwed.class);

  private final CallStore calls;
  private final TicketStore tickets;
  private final Journal journal;
  private final Callbacks callbacks;
  private final Time time;

  Recovery(CallStore calls, TicketStore tickets, Journal journal, Callbacks callbacks, Time time) {
    this.calls = calls;
    this.tickets = tickets;
    this.journal = journal;
    this.callbacks = callbacks;
    this.time = time;
  }

  /**
   * A recording that was open when the server died and has been made playable.
   *
   * @param length of the sound in it
   */
  record Repaired(Duration length, long bytes) {}

  /** What was done, for the log. */
  record Report(int cutOff, int owed, int recordings) {}

  /**
   * @param repaired the recordings found open, and those of open calls that were not, by call
   * @param defaultLanguage of a flow, for calls cut off before they chose one
   */
  Report run(Map<CallId, Repaired> repaired, Function<String, Language> defaultLanguage) {
    List<CallRow> open = calls.open();
    int owed = 0;
    for (CallRow call : open) {
      if (settle(call, open, Optional.ofNullable(repaired.get(call.id())), defaultLanguage)) {
        owed++;
      }
    }
    return new Report(open.size(), owed, repaired.size());
  }

  private boolean settle(
      CallRow call,
      List<CallRow> open,
      Optional<Repaired> recording,
      Function<String, Language> defaultLanguage) {
    Instant now = time.now();
    List<Journal.Entry> entries = journal.read(call.id());
    List<String> known = entries.stream().map(Journal.Entry::kind).toList();
    openedInJournal(call, known, now);
    recording.ifPresent(r -> closeRecording(call, r, known, now));
    Optional<Ended> before = ended(entries);
    if (before.isPresent() && before.get().ending() != Ending.CUT_OFF) {
      end(call, before.get().ending(), before.get().at());
      return false;
    }
    if (before.isEmpty()) {
      once(known, call.id(), now, new JournalEvent.CutOff("the server stopped during the call"));
    }
    boolean owed =
        decided(known) ? known.contains(OWED) : decide(call, open, known, defaultLanguage, now);
    if (before.isEmpty()) {
      once(known, call.id(), now, new JournalEvent.CallEnded(Ending.CUT_OFF, "found at start-up"));
    }
    end(call, Ending.CUT_OFF, before.map(Ended::at).orElse(now));
    LOG.atInfo()
        .addKeyValue("call", call.id())
        .addKeyValue("owed", owed)
        .log("cut off by the last stop");
    return owed;
  }

  /** The ticket is kept first, and its number may be spoken before the journal has it. */
  private void openedInJournal(CallRow call, List<String> known, Instant now) {
    call.ticket()
        .flatMap(tickets::find)
        .filter(ticket -> ticket.calls().indexOf(call.id()) == 0)
        .ifPresent(
            ticket ->
                once(
                    known,
                    call.id(),
                    now,
                    new JournalEvent.TicketOpened(ticket.number().digits(), ticket.category())));
  }

  /** A call that was cut off while the server still ran may have been decided upon by itself. */
  private static boolean decided(List<String> known) {
    return known.contains(OWED) || known.contains(NOT_OWED);
  }

  private boolean decide(
      CallRow call,
      List<CallRow> open,
      List<String> known,
      Function<String, Language> defaultLanguage,
      Instant now) {
    // calls after the crash cannot be there yet: only another open one can be the later call
    return switch (CallbackRule.decide(
        call, CallbackRule.rangInSince(call, open), dialling(call))) {
      case CallbackRule.Decision.Owed task -> {
        owe(call, task, defaultLanguage.apply(call.flow()), now);
        FaultPoint.CALLBACK_OWED.pass();
        once(known, call.id(), now, new JournalEvent.CallbackOwed("cut off"));
        yield true;
      }
      case CallbackRule.Decision.NotOwed no -> {
        once(known, call.id(), now, new JournalEvent.CallbackNotOwed(no.reason()));
        yield false;
      }
    };
  }

  private boolean dialling(CallRow call) {
    return call.from().number().filter(callbacks::dialling).isPresent();
  }

  private void end(CallRow call, Ending ending, Instant at) {
    call.ticket().ifPresent(t -> tickets.callEnded(t, call.id(), ending, at));
    calls.ended(call.id(), ending, at);
    FaultPoint.CALL_SETTLED.pass();
  }

  /** The journal's last line was written, ticket and row were not. */
  private record Ended(Ending ending, Instant at) {}

  private static Optional<Ended> ended(List<Journal.Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind().equals("call-ended"))
        .findFirst()
        .map(entry -> new Ended(Ending.of(ending(entry.json())), entry.at()));
  }

  private static String ending(String json) {
    return JsonMapper.shared().readTree(json).path("ending").asString();
  }

  private void closeRecording(CallRow call, Repaired repaired, List<String> known, Instant now) {
    call.ticket().ifPresent(t -> tickets.recorded(t, call.id()));
    once(
        known,
        call.id(),
        now,
        new JournalEvent.RecordingClosed(repaired.length().toMillis(), repaired.bytes(), false));
  }

  private void owe(
      CallRow call, CallbackRule.Decision.Owed owed, Language defaultLanguage, Instant now) {
    callbacks.owe(
        new Callbacks.Task(
            call.id(),
            call.ticket(),
            owed.number(),
            call.language().orElse(defaultLanguage),
            call.group().orElse(""),
            owed.rank(),
            now,
            "cut off"));
  }

  private void once(List<String> known, CallId call, Instant at, JournalEvent.Durable event) {
    if (!known.contains(event.kind())) {
      journal.commit(call, at, event);
    }
  }
}
