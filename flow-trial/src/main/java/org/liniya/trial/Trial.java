package org.liniya.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Key;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowRunner;
import org.liniya.flow.call.Arrival;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakePromptCatalogue;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeServices;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.call.FakeWaitingRoom;
import org.liniya.testkit.store.InMemoryCallbacks;
import org.liniya.testkit.store.InMemoryCalls;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryTickets;

/**
 * Runs a flow for one caller who follows a script, in milliseconds. The call and its script share
 * the one thread that calls {@link #run}; nothing outlives it, and nothing leaves it: what a flow
 * stores or dials stays in memory.
 *
 * <p>Bounded by the limits of a call ({@link Limits#DEFAULT}) in virtual time and visits of a step.
 */
public final class Trial {

  private static final Duration BETWEEN_KEYS = Duration.ofMillis(200);
  // a person needs a moment after what was heard
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final String OFFER = "o1";
  private static final String OPERATOR = "1001";

  private final List<Act> script;
  private final FakeTime time;
  private final FakeInbox inbox;
  private final FakePromptCatalogue prompts;
  private final FakeLeg leg;
  private final FakeWaitingRoom room = new FakeWaitingRoom();
  private final InMemoryJournal journal = new InMemoryJournal();
  private final InMemoryTickets tickets;
  private final CallId call;
  private final CallerNumber caller;
  private final Verifiable verifiable;
  private final Surroundings surroundings;
  private final List<String> since = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();
  private int next;
  private Optional<Result.Stopped> stopped = Optional.empty();

  private Trial(Surroundings surroundings, Given given, List<Act> script) {
    this.surroundings = surroundings;
    this.script = List.copyOf(script);
    this.caller = given.caller();
    this.verifiable = given.verifiable();
    this.tickets = new InMemoryTickets(surroundings.tickets());
    this.time = new FakeTime(given.at());
    this.inbox = new FakeInbox(time);
    this.prompts = new FakePromptCatalogue(surroundings.prompts());
    this.leg = new FakeLeg("caller", inbox, time, prompts);
    this.call = CallId.create(time.now(), new Random(1));
    given.tickets().forEach(t -> tickets.earlier(t.number(), t.category(), t.state(), given.at()));
    given
        .operators()
        .forEach(
            (group, count) ->
                room.figures(group, new WaitingRoom.Figures(0, Duration.ZERO, count, count)));
  }

  /** Runs the flow to its end. Never throws for what a flow does. */
  public static Result run(Flow flow, Surroundings surroundings, Given given, List<Act> script) {
    return new Trial(surroundings, given, script).run(flow);
  }

  private Result run(Flow flow) {
    leg.onHeard(heard -> heard(heard.name()));
    InMemoryCalls calls = new InMemoryCalls();
    calls.arrived(call, caller, flow.name(), flow.name(), flow.version(), time.now());
    Ports ports =
        new Ports(
            tickets,
            tickets,
            journal,
            calls,
            new InMemoryCallbacks(),
            // the stores of a trial do not fail, so there is nothing to do later
            (_, write) -> write.run(),
            room,
            new FakeDialer(),
            (_, _) -> Optional.empty(),
            prompts,
            new FakeRecordingPort(time),
            surroundings.calendars(),
            new FakeServices(inbox),
            TrialVerification.of(verifiable, inbox, time),
            time);
    Arrival arrival = new Arrival(call, caller, flow.name(), time.now());
    goOn();
    FlowRunner.Ended ended =
        new FlowRunner(flow, ports, Limits.DEFAULT, surroundings.lastResort(), arrival, leg, inbox)
            .run((step, outcome) -> Way.taken(step, outcome).ifPresent(ways::add));
    stop();
    return new Result(
        ended,
        steps(),
        leg.heardNames(),
        room.requests().stream().map(WaitingRoom.Request::group).toList(),
        tickets.ofCall(call).flatMap(tickets::find),
        ways,
        stopped);
  }

  private void heard(String name) {
    since.add(name);
    if (stopped.isPresent() || next == script.size()) {
      return;
    }
    switch (script.get(next)) {
      case Act.Hears(String prompt) when prompt.equals(name) -> happened();
      case Act.HearsNext(String prompt) when prompt.equals(name) -> happened();
      case Act.HearsNext _ -> {
        stop();
        leg.partyEnds(EndCause.NORMAL); // the rest would only tell of another call
      }
      case Act.Hears _,
          Act.Presses _,
          Act.Waits _,
          Act.HangsUp _,
          Act.OperatorAnswers _,
          Act.OperatorHangsUp _ -> {}
    }
  }

  private void happened() {
    next++;
    since.clear();
    goOn();
  }

  /** Does what comes next, unless that is to hear something. */
  private void goOn() {
    if (next == script.size()) {
      return;
    }
    switch (script.get(next)) {
      case Act.Hears _, Act.HearsNext _ -> {}
      case Act.Presses(String keys) -> press(keys);
      case Act.Waits(Duration span) -> inbox.after(span, this::happened);
      case Act.HangsUp _ -> soon(() -> true, () -> leg.partyEnds(EndCause.NORMAL));
      case Act.OperatorAnswers _ -> soon(this::waits, this::operatorAnswers);
      case Act.OperatorHangsUp _ -> soon(() -> leg.peer().isPresent(), this::operatorHangsUp);
    }
  }

  /** Whether the caller is in a queue, and not in a talk. */
  private boolean waits() {
    List<FakeWaitingRoom.Move> moves = room.moves();
    return !moves.isEmpty() && moves.getLast() instanceof FakeWaitingRoom.Move.Entered;
  }

  /** What nobody can do in this moment ends the trial: it would only tell of another call. */
  private void soon(BooleanSupplier possible, Runnable action) {
    inbox.after(
        MOMENT,
        () -> {
          if (possible.getAsBoolean()) {
            action.run();
            happened();
          } else {
            stop();
            leg.partyEnds(EndCause.NORMAL);
          }
        });
  }

  private void press(String keys) {
    Duration at = MOMENT;
    for (int i = 0; i < keys.length(); i++) {
      Key key = new Key(keys.charAt(i));
      inbox.after(at, () -> leg.presses(key));
      at = at.plus(BETWEEN_KEYS);
    }
    // with the last key and not after it: what that key brings may begin at once
    inbox.after(at.minus(BETWEEN_KEYS), this::happened);
  }

  private void operatorAnswers() {
    room.answers(call, OFFER, OPERATOR, new FakeLeg("operator", inbox, time, prompts));
  }

  private void operatorHangsUp() {
    room.tell(
        call,
        new Signal.OperatorLeft(new OfferId(OFFER), new OperatorId(OPERATOR), EndCause.NORMAL));
  }

  /** Notes the first act that did not happen. */
  private void stop() {
    if (stopped.isEmpty() && next < script.size()) {
      List<String> steps = steps();
      stopped =
          Optional.of(
              new Result.Stopped(
                  next + 1,
                  script.get(next),
                  steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast()),
                  since));
    }
  }

  private List<String> steps() {
    return journal.events(call).stream()
        .filter(JournalEvent.StepEntered.class::isInstance)
        .map(event -> ((JournalEvent.StepEntered) event).step())
        .collect(Collectors.toList());
  }
}
