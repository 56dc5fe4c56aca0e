package org.liniya.server.run;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.Routing;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.callback.CallbackPlan;
import org.liniya.estimate.WaitBook;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Dialer;
import org.liniya.port.FrontDesk;
import org.liniya.port.Journal;
import org.liniya.port.OperatorStore;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.TicketStore;
import org.liniya.port.Verification;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.Example;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeServices;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.store.InMemoryCallbacks;
import org.liniya.testkit.store.InMemoryCalls;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryOperators;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.yaml.Problems;

/**
 * The line from desk to store with everything real but the edges: telephones are {@link PaperLeg}s,
 * the store is in memory. What is written into it is kept. Callers are offered a callback, and else
 * wait in the group {@code other}. Its methods are for the test's thread.
 */
final class PaperLine implements AutoCloseable {

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 0s }
      start: language
      trouble: person
      steps:
        language:
          menu:
            keys:
              1: { prompt: press-for-russian, set: { call.language: ru }, go: wish }
              2: { prompt: press-for-english, set: { call.language: en }, go: wish }
            wait: 4s
            tries: 1
            otherwise: wish
        wish:
          callback: { skill-group: other, done: end, refused: person }
        person:
          queue: { skill-group: other, announce: { position: no }, served: rate }
        rate:
          survey: { prompt: rate-the-operator, keys: 1-5 }
        end:
          hangup: normal
      """;

  private static final long SOON_NANOS = 30_000_000_000L;

  final StoreWrites writes = new StoreWrites();
  final SkippingTime time = new SkippingTime();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final ActiveCalls active = new ActiveCalls(100);
  final AcdDriver queues;
  final Editions editions;
  final Ports ports;
  final CallbackClock callbacks;
  private final CallDesk desk;
  private final Random random = new Random(1);
  private final LinkedBlockingQueue<Telephone> rung = new LinkedBlockingQueue<>();

  /** A telephone that rings. */
  record Telephone(Dialer.Request request, Consumer<Dialer.Result> results) {

    void fails(EndCause cause) {
      results.accept(new Dialer.Result.Failed(cause));
    }

    /** Answers; what its party does is said beforehand. */
    void answers(PaperLeg leg) {
      leg.tells(request.sink());
      results.accept(new Dialer.Result.Answered(leg));
    }

    boolean isOperator() {
      return request.to() instanceof Dialer.Destination.Operator;
    }
  }

  /** A caller on the line. */
  record Caller(CallId call, PaperLeg leg, Consumer<Signal> sink) {}

  /**
   * @param keys lines of {@code callbacks:} beside the hours
   */
  PaperLine(Path folder, String keys) throws IOException {
    Line line = line(folder, keys);
    editions = new Editions(line, _ -> Optional.empty(), time);
    Journal journal = writes.watched(Journal.class, new InMemoryJournal());
    queues =
        new AcdDriver(
            new Acd("p", AcdSettings.DEFAULTS),
            AcdRecord.NONE,
            this::dial,
            journal,
            writes.watched(OperatorStore.class, new InMemoryOperators()),
            time,
            _ -> {},
            line.configuration().skillGroups(),
            line.configuration().operatorProfiles());
    InMemoryTickets tickets = new InMemoryTickets();
    ports =
        new Ports(
            writes.watched(TicketStore.class, tickets),
            tickets,
            journal,
            writes.watched(CallStore.class, new InMemoryCalls()),
            writes.watched(Callbacks.class, new InMemoryCallbacks()),
            (_, _) -> {},
            queues,
            new WaitBook(queues, time),
            this::dial,
            (_, _) -> Optional.empty(),
            line.prompts(),
            new FakeRecordingPort(new FakeTime()),
            Settings.calendars(line.configuration().calendars()),
            new FakeServices(new FakeInbox(new FakeTime())),
            Verification.none(),
            SpeechRecognizer.NONE,
            time);
    desk = new CallDesk(editions, _ -> ports, Limits.DEFAULT, active, random);
    callbacks = new CallbackClock(parts());
    queues.start();
  }

  private static Line line(Path folder, String keys) throws IOException {
    Example.copyTo(folder);
    try (var tests = Files.list(folder.resolve("flows/tests"))) {
      for (Path test : tests.toList()) {
        Files.delete(test);
      }
    }
    Files.writeString(folder.resolve("flows/hotline.yaml"), FLOW);
    Files.copy(
        Example.folder().resolve("flows/callback.yaml"), folder.resolve("flows/callback.yaml"));
    append(
        folder.resolve("calendars.yaml"),
        """
        any-time:
          zone: Europe/Moscow
          week:
            mon: 00:00-24:00
            tue: 00:00-24:00
            wed: 00:00-24:00
            thu: 00:00-24:00
            fri: 00:00-24:00
            sat: 00:00-24:00
            sun: 00:00-24:00
        """);
    append(folder.resolve("liniya.yaml"), "\ncallbacks:\n  hours: any-time\n" + keys);
    Files.writeString(
        folder.resolve("trunks.yaml"),
        """
        trunks:
          provider: { out: { to: "sip:127.0.0.1:5099", prefixes: ["+7999"], options: 0s } }
        numbers: { hotline: hotline }
        """);
    Problems problems = new Problems();
    return Line.load(folder, Map.of(), Map.of(), problems)
        .orElseThrow(() -> new AssertionError(problems.list()));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, Files.readString(file) + text);
  }

  CallbackParts parts() {
    return new CallbackParts(plan(), editions, _ -> ports, Limits.DEFAULT, active, random, metrics);
  }

  CallbackPlan plan() {
    return editions.current().line().configuration().settings().callbacks().orElseThrow();
  }

  // ---- telephones

  private Dialer.Dialling dial(Dialer.Request request, Consumer<Dialer.Result> results) {
    rung.add(new Telephone(request, results));
    return () -> results.accept(new Dialer.Result.Failed(EndCause.WITHDRAWN));
  }

  /** Waits for a telephone to ring, while the clock looks at callbacks. */
  Telephone rings() throws InterruptedException {
    return rings(callbacks::look);
  }

  /** Waits for a telephone to ring; no callback is begun meanwhile. */
  Telephone ringsNext() throws InterruptedException {
    return rings(() -> {});
  }

  private Telephone rings(Runnable meanwhile) throws InterruptedException {
    long end = System.nanoTime() + SOON_NANOS;
    while (System.nanoTime() < end) {
      meanwhile.run();
      Telephone telephone = rung.poll(20, TimeUnit.MILLISECONDS);
      if (telephone != null) {
        return telephone;
      }
    }
    throw new AssertionError("no telephone rings\n" + StoreWrites.text(writes.all()));
  }

  boolean silent() {
    return rung.isEmpty();
  }

  /** An operator's telephone comes to the line, or returns after a wrap-up or a pause. */
  void ready(String operator) {
    queues.registered(new OperatorId(operator));
    queues.ready(new OperatorId(operator));
  }

  /** Calls about an earlier ticket wait so long for whoever served it. */
  void reserveFor(Duration span) {
    Configuration configuration = editions.current().line().configuration();
    queues.configure(
        configuration.skillGroups().stream().map(group -> reserving(group, span)).toList(),
        configuration.operatorProfiles());
  }

  private static SkillGroup reserving(SkillGroup group, Duration span) {
    Routing usual = group.routing();
    return new SkillGroup(
        group.name(),
        group.titles(),
        group.ringTimeout(),
        group.wrapUp(),
        group.maxWaiting(),
        new Routing(
            usual.strategy(), usual.missesBeforePause(), span, usual.level(), usual.overflow()));
  }

  void leaves(String operator) {
    queues.unregistered(new OperatorId(operator));
  }

  // ---- callers

  /** Somebody calls; what they do is said beforehand. */
  Caller calls(CallerNumber number, Function<PaperLeg, PaperLeg> doing) {
    PaperLeg leg = doing.apply(new PaperLeg("caller"));
    FrontDesk.Accepted accepted =
        desk.arrived(new FrontDesk.Arrival(leg, number, "hotline", "hotline", "provider"));
    leg.tells(accepted.sink());
    return new Caller(accepted.call(), leg, accepted.sink());
  }

  static CallerNumber number(int last) {
    return new CallerNumber.Claimed(PhoneNumber.of("+7999000%04d".formatted(last)));
  }

  @Override
  public void close() {
    queues.close();
  }
}
