package org.liniya.flow.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent.TicketOpened;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.person.LookUp;
import org.liniya.ticket.Author;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Passage;
import org.liniya.ticket.Refusal;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketRules;
import org.liniya.ticket.TicketState;
import org.liniya.ticket.TicketVerb;
import org.liniya.ticket.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ticket of one call: opened once, or an earlier one. Runs only on the call's thread. */
public final class CallTicket {

  private static final Logger LOG = LoggerFactory.getLogger(CallTicket.class);

  /** So many digits of a number tell its owner which ticket it is, and others nothing. */
  private static final int ENDING = 3;

  private final CallId call;
  private final Ports ports;
  private final CallLog log;
  private final Memory memory;
  private Optional<TicketNumber> current = Optional.empty();
  private Optional<TicketNumber> opened = Optional.empty();

  /** The one whose fields the flow sees. */
  private Optional<TicketNumber> shown = Optional.empty();

  /** What was said before there was a ticket. */
  private final List<Said> described = new ArrayList<>();

  private record Said(Passage passage, Optional<Transcript> transcript) {}

  /** Calls on the current ticket before this one. */
  private int earlier;

  /** Who served an earlier call on the current ticket last. */
  private Optional<OperatorId> lastServed = Optional.empty();

  /** What the caller said of who they are, until the ticket has it. */
  private Optional<LookUp> stated = Optional.empty();

  /** What is written down about the ticket once it is kept: no reason to withhold its number. */
  private final LateWrites writes;

  CallTicket(CallId call, Ports ports, CallLog log, Memory memory, LateWrites writes) {
    this.call = call;
    this.ports = ports;
    this.log = log;
    this.memory = memory;
    this.writes = writes;
  }

  public Optional<TicketNumber> number() {
    return current;
  }

  /** An earlier ticket that was found by its number; one that this call opened is none. */
  Optional<TicketNumber> found() {
    return opened.isPresent() ? Optional.empty() : current;
  }

  /** How many calls there were about the ticket before this one. */
  int earlierCalls() {
    return earlier;
  }

  /** Who served an earlier call on the ticket last; nobody yet when this call opened it. */
  public Optional<OperatorId> lastServed() {
    return lastServed;
  }

  /**
   * Opens the ticket; a call that has one keeps it. One that this call opened is brought up to
   * date; an earlier one keeps its category and identity.
   */
  public TicketNumber open(String category, Identity identity, Language language) {
    if (opened.isPresent()) {
      ports.tickets().update(opened.get(), category, identity, language);
      memory.set("ticket.category", category);
    }
    if (current.isEmpty()) {
      TicketNumber number =
          ports.tickets().open(call, category, identity, language, ports.time().now());
      use(number, category, TicketState.NEW);
      opened = current;
      TicketOpened event = new TicketOpened(number.digits(), category);
      writes.store("ticket-opened", () -> log.commit(event));
    }
    keepWhatWasStated(identity);
    return current.orElseThrow();
  }

  /** Who the caller says they are; the ticket that this call opens keeps it. */
  void stated(LookUp datum) {
    stated = Optional.of(datum);
  }

  /** Nothing that the flow does not want written down, and nothing on an earlier ticket. */
  private void keepWhatWasStated(Identity identity) {
    Optional<LookUp> datum =
        stated.filter(each -> opened.isPresent() && each.kind().word().equals(identity.kind()));
    datum.ifPresent(
        each -> {
          TicketNumber number = opened.orElseThrow();
          writes.store("identity", () -> ports.tickets().known(number, each));
          stated = Optional.empty();
        });
  }

  /**
   * Makes an earlier ticket the one of this call; false when there is no such number. A call that
   * has a ticket already keeps it, and only sees the fields of the other.
   */
  public boolean find(TicketNumber number) {
    Optional<Ticket> found = ports.tickets().find(number);
    found.ifPresent(
        ticket -> {
          if (current.isEmpty()) {
            ports.tickets().link(number, call, ports.time().now());
            earlier = callsBefore(ticket);
            lastServed = ticket.operator();
            use(number, ticket.category(), ticket.state());
          } else {
            show(number, ticket.category(), ticket.state());
          }
          memory.set("ticket.calls", (long) callsBefore(ticket));
        });
    return found.isPresent();
  }

  /**
   * Writes something down on the call's ticket; when that cannot be stored now it is stored later.
   *
   * @return false without a ticket
   */
  public boolean note(Secret text) {
    current.ifPresent(
        number -> {
          Instant at = ports.time().now();
          writes.store("ticket-note", () -> note(number, text, at));
        });
    return current.isPresent();
  }

  /**
   * Puts down where the recording of this call holds what the caller has said of the matter: on the
   * call's ticket, or on the one that the call gets later.
   *
   * @param transcript what was understood of it, where somebody listened
   */
  public void describe(Passage passage, Optional<Transcript> transcript) {
    if (current.isEmpty()) {
      described.add(new Said(passage, transcript));
      return;
    }
    TicketNumber number = current.get();
    Instant at = ports.time().now();
    TicketVerb verb = new TicketVerb.Describe(call, passage, transcript);
    writes.store("description", () -> apply(number, verb, at));
  }

  private void note(TicketNumber number, Secret text, Instant at) {
    apply(number, new TicketVerb.Note(text), at);
  }

  private void apply(TicketNumber number, TicketVerb verb, Instant at) {
    Optional<TicketRules.Outcome> done = ports.ticketDesk().apply(number, verb, Author.SERVER, at);
    // noted already: it is passed again, or was stored though its answer was lost
    if (done.isPresent()
        && done.get() instanceof TicketRules.Outcome.Refused(Refusal why)
        && why != Refusal.ALREADY_NOTED) {
      LOG.atWarn()
          .addKeyValue("call", call)
          .addKeyValue("ticket", number.digits())
          .log("a flow's entry was refused: {}", why);
    }
  }

  /** By when the ticket that was opened or found last is to be answered. */
  public Optional<Deadline> deadline() {
    return shown.flatMap(ports.tickets()::deadline);
  }

  private int callsBefore(Ticket ticket) {
    return (int) ticket.calls().stream().filter(each -> !each.equals(call)).count();
  }

  private void use(TicketNumber number, String category, TicketState state) {
    current = Optional.of(number);
    show(number, category, state);
    writes.store("ticket of the call", () -> ports.calls().ticketed(call, number));
    described.forEach(said -> describe(said.passage(), said.transcript()));
    described.clear();
  }

  private void show(TicketNumber number, String category, TicketState state) {
    shown = Optional.of(number);
    String digits = number.digits();
    memory.set("ticket.number", digits);
    memory.set("ticket.ending", digits.substring(digits.length() - ENDING));
    memory.set("ticket.category", category);
    memory.set("ticket.state", state.word());
  }

  /** Who the caller is became known after the ticket was opened, or the language was changed. */
  void update(Identity identity, Language language) {
    opened.ifPresent(
        number ->
            ports.tickets().update(number, memory.text("ticket.category"), identity, language));
    if (opened.isPresent()) {
      keepWhatWasStated(identity);
    }
  }

  void recorded() {
    current.ifPresent(number -> ports.tickets().recorded(number, call));
  }

  /** What is to be stored when the call is over; may run on another thread. */
  Runnable ended(Ending ending, Instant at) {
    Optional<TicketNumber> number = current;
    return () -> number.ifPresent(n -> ports.tickets().callEnded(n, call, ending, at));
  }
}
