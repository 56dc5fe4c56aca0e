package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.estimate.WaitBook;
import org.liniya.flow.call.Arrival;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.flow.call.Returned;
import org.liniya.identity.GuessBook;
import org.liniya.port.Calendars;
import org.liniya.port.Consultations;
import org.liniya.port.Leg;
import org.liniya.testkit.call.FakeAccountCodes;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakeMessages;
import org.liniya.testkit.call.FakePromptCatalogue;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeRegistry;
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
 * A caller told as a story: {@code caller.hears("welcome").presses("1")}. The story runs in virtual
 * time while the flow runs, on the same thread.
 */
final class Scenario {

  private static final Duration BETWEEN_KEYS = Duration.ofMillis(200);

  final FakeTime time = new FakeTime();
  final FakeInbox inbox = new FakeInbox(time);
  final FakePromptCatalogue prompts =
      new FakePromptCatalogue(
          Map.of(
              Language.RU, Config.prompts(Language.RU), Language.EN, Config.prompts(Language.EN)));
  final FakeLeg leg = new FakeLeg("caller", inbox, time, prompts);
  final FakeLeg operatorLeg = new FakeLeg("operator", inbox, time, prompts);
  final FakeWaitingRoom room = new FakeWaitingRoom();
  final WaitBook estimates = new WaitBook(room, time);
  final FakeServices services = new FakeServices(inbox);
  final FakeVerification verification = new FakeVerification(inbox, time);
  final FakeRegistry registry = verification.registry;
  final FakeMessages messages = verification.messages;
  final FakeAccountCodes accountCodes = verification.accountCodes;
  final GuessBook guesses = verification.guesses;
  final FakeDialer dialer = new FakeDialer();
  Calendars calendars =
      calendar -> {
        throw new IllegalArgumentException("no calendar " + calendar);
      };
  Consultations consultations = (_, _) -> Optional.empty();
  final FakeRecordingPort recordings = new FakeRecordingPort(time);
  final ScriptedRecognizer recognizer = new ScriptedRecognizer();
  final InMemoryTickets tickets = new InMemoryTickets();
  final InMemoryCalls calls = new InMemoryCalls();
  final InMemoryJournal journal = new InMemoryJournal();
  final InMemoryCallbacks callbacks = new InMemoryCallbacks();

  /** What could not be stored when the call was over. */
  final List<Runnable> kept = new ArrayList<>();

  /** Set for a call that we have made. */
  Optional<Returned> returned = Optional.empty();

  CallerNumber from = new CallerNumber.Claimed(PhoneNumber.of("+79990000001"));

  final CallId call = CallId.create(time.now(), new Random(1));
  private final Deque<Act> acts = new ArrayDeque<>();
  private final Deque<Act> done = new ArrayDeque<>();
  private Limits limits = Limits.DEFAULT;

  /** What stands between the call and the caller's leg. */
  UnaryOperator<Leg> aroundLeg = UnaryOperator.identity();

  private sealed interface Act {
    record Hears(String prompt) implements Act {}

    record Does(String what, Duration takes, Runnable action) implements Act {}
  }

  Scenario() {
    leg.onHeard(heard -> heard(heard.name()));
  }

  Scenario limits(Limits now) {
    limits = now;
    return this;
  }

  /** Goes on when this prompt begins; other prompts before it do not matter. */
  Scenario hears(String... names) {
    for (String name : names) {
      acts.add(new Act.Hears(name));
    }
    return this;
  }

  /** Presses keys, 200 ms apart. */
  Scenario presses(String keys) {
    keys.chars()
        .forEach(
            symbol -> does("presses", BETWEEN_KEYS, () -> leg.presses(new Key((char) symbol))));
    return this;
  }

  /** Speaks for so long. */
  Scenario says(Duration span) {
    return does("says", span, () -> leg.speaks(span));
  }

  /** Says something that is understood, or not, as the recogniser is told. */
  Scenario says(String text) {
    return then(_ -> recognizer.understands(text));
  }

  Scenario waits(Duration span) {
    return does("waits", span, () -> {});
  }

  Scenario hangsUp() {
    return does("hangs up", Duration.ZERO, () -> leg.partyEnds(EndCause.NORMAL));
  }

  Scenario place(int place) {
    return does("place", Duration.ZERO, () -> room.tell(call, new Signal.PlaceChanged(place)));
  }

  Scenario operatorAnswers() {
    return does(
        "operator answers", Duration.ZERO, () -> room.answers(call, "o1", "1001", operatorLeg));
  }

  Scenario operatorLeaves(EndCause cause) {
    return tells(new Signal.OperatorLeft(new OfferId("o1"), new OperatorId("1001"), cause));
  }

  Scenario tells(Signal signal) {
    return does("tells", Duration.ZERO, () -> room.tell(call, signal));
  }

  Scenario then(Consumer<Scenario> action) {
    return does("then", Duration.ZERO, () -> action.accept(this));
  }

  private Scenario does(String what, Duration takes, Runnable action) {
    acts.add(new Act.Does(what, takes, action));
    return this;
  }

  /** The way to the queue that most scenarios share: Russian, access, no SNILS. */
  Scenario toQueue() {
    return toQueueWithoutMusic().hears("music");
  }

  Scenario toQueueWithoutMusic() {
    return hears("press-for-russian")
        .presses("1")
        .hears("choose-category")
        .presses("1")
        .hears("enter-snils")
        .presses("#");
  }

  private void heard(String name) {
    if (acts.peek() instanceof Act.Hears(String prompt) && prompt.equals(name)) {
      done.add(acts.remove());
      goOn();
    }
  }

  private void goOn() {
    if (acts.peek() instanceof Act.Does(_, Duration takes, Runnable action)) {
      done.add(acts.remove());
      // a person needs a moment after what was heard
      inbox.after(
          Duration.ofMillis(50),
          () -> {
            action.run();
            inbox.after(takes, this::goOn);
          });
    }
  }

  /** Runs the hotline of the shipped configuration; the whole story must have happened. */
  FlowRunner.Ended run() {
    return run(Config.hotline());
  }

  FlowRunner.Ended run(Flow flow) {
    return run(flow, UnaryOperator.identity());
  }

  /** As {@link #run(Flow)}, with something between the call and its ports. */
  FlowRunner.Ended run(Flow flow, UnaryOperator<Ports> between) {
    calls.arrived(call, from, "hotline", flow.name(), flow.version(), time.now());
    Ports ports =
        between.apply(
            new Ports(
                tickets,
                tickets,
                journal,
                calls,
                callbacks,
                (_, write) -> kept.add(write),
                room,
                estimates,
                dialer,
                consultations,
                prompts,
                recordings,
                calendars,
                services,
                verification.ports(),
                recognizer,
                time));
    FlowRunner runner =
        new FlowRunner(
            flow,
            ports,
            limits,
            "other",
            new Arrival(call, from, "hotline", time.now()),
            aroundLeg.apply(leg),
            inbox);
    returned.ifPresent(runner::resume);
    goOn();
    FlowRunner.Ended ended = runner.run();
    assertThat(acts).as("what did not happen; heard: " + leg.heardNames()).isEmpty();
    return ended;
  }

  Ticket ticket() {
    return tickets.ofCall(call).flatMap(tickets::find).orElseThrow();
  }

  Optional<Ticket> anyTicket() {
    return tickets.ofCall(call).flatMap(tickets::find);
  }

  List<JournalEvent> events() {
    return journal.events(call);
  }

  <E extends JournalEvent> List<E> events(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The names of the steps that were entered. */
  List<String> steps() {
    return events(JournalEvent.StepEntered.class).stream()
        .map(JournalEvent.StepEntered::step)
        .toList();
  }

  /** The digits that were spoken, in order. */
  String digitsHeard() {
    StringBuilder digits = new StringBuilder();
    leg.heardNames().stream()
        .filter(name -> name.matches("digit-\\d"))
        .forEach(name -> digits.append(name.substring("digit-".length())));
    return digits.toString();
  }
}
