package org.liniya.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.estimate.WaitBook;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowRunner;
import org.liniya.flow.FlowWatcher;
import org.liniya.flow.call.Arrival;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.port.Inbox;
import org.liniya.port.Services;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakePromptCatalogue;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeServices;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.call.FakeWaitingRoom;
import org.liniya.testkit.call.ScriptedRecognizer;
import org.liniya.testkit.store.InMemoryCallbacks;
import org.liniya.testkit.store.InMemoryCalls;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.Ticket;

/**
 * Everything around one simulated call, in virtual time and in memory: its line, the queues, the
 * stores, the services, as {@link Given} says. Lives on the one thread that runs the call.
 */
final class World {

  private static final String OFFER = "o1";
  private static final String OPERATOR = "1001";

  final FakeTime time;
  final FakeInbox inbox;
  final FakeLeg leg;
  private final InMemoryJournal journal = new InMemoryJournal();
  private final FakePromptCatalogue prompts;
  private final FakeWaitingRoom room = new FakeWaitingRoom();
  private final FakeServices services;
  private final ScriptedRecognizer recognizer = new ScriptedRecognizer();
  private final FakeDialer dialer = new FakeDialer();
  final Outside outside;
  private final Verifiable verifiable;
  private final InMemoryTickets tickets;
  private final InMemoryCalls calls = new InMemoryCalls();
  private final InMemoryCallbacks callbacks = new InMemoryCallbacks();
  private final Surroundings surroundings;
  private final CallId call;
  private final CallerNumber caller;

  World(Surroundings surroundings, Given given) {
    this.surroundings = surroundings;
    this.caller = given.caller();
    this.tickets = new InMemoryTickets(surroundings.tickets());
    this.time = new FakeTime(given.at());
    this.inbox = new FakeInbox(time);
    this.prompts = new FakePromptCatalogue(surroundings.prompts());
    this.leg = new FakeLeg("caller", inbox, time, prompts);
    this.services = new FakeServices(inbox);
    this.outside = new Outside(dialer, () -> new FakeLeg("outside", inbox, time, prompts));
    this.verifiable = given.verifiable();
    this.call = CallId.create(time.now(), new Random(1));
    given.tickets().forEach(t -> tickets.earlier(t.number(), t.category(), t.state(), given.at()));
    given.operators().forEach(this::operators);
    given.services().forEach(this::service);
    given.refusal().ifPresent(this::refuse);
  }

  private void operators(String group, int count) {
    room.figures(group, new WaitingRoom.Figures(0, Duration.ZERO, count, count));
  }

  private void service(String name, Given.Answer answer) {
    switch (answer) {
      case Given.Answer.Values(Map<String, String> values) -> services.says(name, values);
      case Given.Answer.NotFound _ -> services.knowsNothing(name);
      case Given.Answer.Away _ -> services.fails(name, Services.Reason.UNREACHABLE);
    }
  }

  private void refuse(Signal.WaitingEnded.Reason why) {
    room.onEnter(_ -> inbox.post(new Signal.WaitingEnded(why)));
  }

  /** From now on these do not work. */
  private void breakDown(Given.Part part) {
    switch (part) {
      case TICKETS -> tickets.failing(true);
      case CALLBACKS -> callbacks.failing(true);
      case QUEUE -> room.failWith(Optional.of(new IllegalStateException("given as broken")));
      case DATABASE -> {
        tickets.failing(true);
        callbacks.failing(true);
        calls.failing(true);
        journal.failing(true);
      }
    }
  }

  /**
   * Runs the flow to its end.
   *
   * @param through where the call waits: {@link #inbox}, or something in front of it
   * @param watcher is told of every visit of a step
   */
  FlowRunner.Ended run(Flow flow, Given given, Inbox through, FlowWatcher watcher) {
    calls.arrived(call, caller, flow.name(), flow.name(), flow.version(), time.now());
    given.broken().forEach(this::breakDown);
    Arrival arrival = new Arrival(call, caller, flow.name(), time.now());
    return new FlowRunner(
            flow, ports(), Limits.DEFAULT, surroundings.lastResort(), arrival, leg, through)
        .run(watcher);
  }

  private Ports ports() {
    return new Ports(
        tickets,
        tickets,
        journal,
        calls,
        callbacks,
        // what a trial could not store is not stored later either: it ends with the call
        (_, _) -> {},
        room,
        new WaitBook(room, time),
        dialer,
        (_, _) -> Optional.empty(),
        prompts,
        new FakeRecordingPort(time),
        surroundings.calendars(),
        services,
        TrialVerification.of(verifiable, inbox, time),
        recognizer,
        time);
  }

  /** Whether words are listened to in this moment. */
  boolean listens() {
    return recognizer.openHearings() > 0;
  }

  /** The caller says words: understood where they are expected, lost where nobody listens. */
  void says(String words, Duration span) {
    leg.speaks(span);
    if (listens()) {
      recognizer.understands(words);
    }
  }

  /** Whether the caller is in a queue, and not in a talk. */
  boolean waits() {
    List<FakeWaitingRoom.Move> moves = room.moves();
    return !moves.isEmpty() && moves.getLast() instanceof FakeWaitingRoom.Move.Entered;
  }

  /** Whether the caller and an operator hear each other. */
  boolean talks() {
    return leg.peer().isPresent();
  }

  void operatorAnswers() {
    room.answers(call, OFFER, OPERATOR, new FakeLeg("operator", inbox, time, prompts));
  }

  void operatorHangsUp() {
    room.tell(
        call,
        new Signal.OperatorLeft(new OfferId(OFFER), new OperatorId(OPERATOR), EndCause.NORMAL));
  }

  /** The queues that were entered, in order. */
  List<Result.Queued> queues() {
    return room.requests().stream().map(r -> new Result.Queued(r.group(), r.headStart())).toList();
  }

  /** The call's ticket, if one was opened. */
  Optional<Ticket> ticket() {
    tickets.failing(false); // it is read after the call, by the test
    return tickets.ofCall(call).flatMap(tickets::find);
  }
}
