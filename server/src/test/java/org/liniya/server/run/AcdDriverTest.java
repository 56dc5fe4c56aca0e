package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.Overflow;
import org.liniya.acd.Routing;
import org.liniya.acd.SkillGroup;
import org.liniya.acd.Tier;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Dialer;
import org.liniya.port.Ear;
import org.liniya.port.Journal;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.OperatorBoard;
import org.liniya.port.Recording;
import org.liniya.port.WaitingRoom;
import org.liniya.port.WhyNot;
import org.liniya.speak.Utterance;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryOperators;

/** The driver with its real thread, over telephones of the test's own. */
class AcdDriverTest {

  private static final OperatorId OPERATOR = new OperatorId("1001");
  private static final CallId CALL = new CallId(new UUID(1, 1));

  private final InMemoryJournal journal = new InMemoryJournal();
  private final InMemoryOperators operators = new InMemoryOperators();
  private final Telephones telephones = new Telephones();
  private final LinkedBlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
  private final SystemTime time = new SystemTime();
  private final AcdDriver driver =
      new AcdDriver(
          new Acd("t", AcdSettings.DEFAULTS),
          AcdRecord.NONE,
          telephones,
          journal,
          operators,
          time,
          _ -> {},
          List.of(
              new SkillGroup(
                  "access",
                  Map.of("ru", "Доступ"),
                  Duration.ofSeconds(20),
                  Duration.ofSeconds(20),
                  10)),
          List.of(new OperatorProfile(OPERATOR, "Анна", Set.of("access"), Set.of(), true)));

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anAnsweredTelephoneIsHandedToTheCallAndItsEndIsTold() throws InterruptedException {
    driver.start();
    driver.registered(OPERATOR);
    driver.enter(request());

    Telephones.Ringing ringing = telephones.next();
    assertThat(ringing.request().to()).isEqualTo(new Dialer.Destination.Operator(OPERATOR));
    assertThat(ringing.request().headers()).containsEntry("X-Liniya-Ticket", "12345674");
    ringing.results().accept(new Dialer.Result.Ringing());
    assertThat(kinds()).contains("queued", "offered");
    QuietLeg leg = new QuietLeg();
    ringing.results().accept(new Dialer.Result.Answered(leg));

    Signal.OperatorAnswered answered = await(Signal.OperatorAnswered.class);
    assertThat(answered.leg()).isSameAs(leg);
    assertThat(kinds()).as("committed before the call is told").contains("offer-ended");
    driver.bridged(CALL, answered.offer());
    ringing.request().sink().accept(new Signal.LegEnded(leg.id(), EndCause.NORMAL));

    assertThat(await(Signal.OperatorLeft.class).cause()).isEqualTo(EndCause.NORMAL);
    assertThat(kinds())
        .containsSubsequence("queued", "offered", "offer-ended", "bridged", "operator-left");
  }

  @Test
  void aCallerWhoLeavesWhileTheTelephoneRingsWithdrawsIt() throws InterruptedException {
    driver.start();
    driver.registered(OPERATOR);
    driver.enter(request());
    Telephones.Ringing ringing = telephones.next();
    driver.leave(CALL, "hung up");

    assertThat(ringing.cancelled().poll(30, TimeUnit.SECONDS)).isNotNull();
    ringing.results().accept(new Dialer.Result.Failed(EndCause.WITHDRAWN));
    driver.pause(OPERATOR, "lunch");
    assertThat(driver.operators())
        .singleElement()
        .returns("paused", OperatorBoard.OperatorView::state)
        .returns("lunch", OperatorBoard.OperatorView::reason)
        .returns(Optional.empty(), OperatorBoard.OperatorView::call);
  }

  /** A BYE whose signal is lost on its way leaves nobody talking to nobody. */
  @Test
  void anEndThatNobodyToldIsFound() throws InterruptedException {
    driver.start();
    driver.registered(OPERATOR);
    driver.enter(request());
    QuietLeg leg = new QuietLeg();
    telephones.next().results().accept(new Dialer.Result.Answered(leg));
    Signal.OperatorAnswered answered = await(Signal.OperatorAnswered.class);
    driver.bridged(CALL, answered.offer());
    assertThat(driver.repairs()).isZero();

    leg.over = true;

    assertThat(await(Signal.OperatorLeft.class).cause()).isEqualTo(EndCause.FAULT);
    assertThat(driver.repairs()).isEqualTo(1);
  }

  /** As the book of waits says it, which is asked again and again. */
  @Test
  void aGroupFlowsOverWhenALongWaitIsToBeExpected() throws InterruptedException {
    AtomicReference<Duration> expected = new AtomicReference<>(Duration.ofMinutes(5));
    Overflow rule =
        new Overflow(
            new Overflow.EstimateAbove(Duration.ofMinutes(5)), List.of(new Tier("other", 1)));
    Routing usual = Routing.DEFAULT;
    SkillGroup access =
        new SkillGroup(
            "access",
            Map.of(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            10,
            new Routing(
                usual.strategy(), usual.missesBeforePause(), Duration.ZERO, 1, List.of(rule)));
    driver.configure(
        List.of(
            access, new SkillGroup("other", Map.of(), Duration.ofSeconds(20), Duration.ZERO, 10)),
        List.of(new OperatorProfile(OPERATOR, "Анна", Set.of("other"), Set.of(), true)));
    driver.estimatesBy(group -> group.equals("access") ? expected.get() : Duration.ZERO);
    driver.start();
    driver.registered(OPERATOR);
    driver.enter(request());
    driver.ready(OPERATOR);
    assertThat(telephones.ringing).as("five minutes are not above five").isEmpty();

    expected.set(Duration.ofMinutes(6));

    assertThat(telephones.next().request().call()).isEqualTo(CALL);
    assertThat(journal.read(CALL).getLast().json()).contains("estimate above 300s also other");
  }

  @Test
  void withTheDatabaseAwayCallersStillReachOperators() throws InterruptedException {
    journal.failing(true);
    operators.failing(true);
    driver.start();
    driver.registered(OPERATOR);
    driver.enter(request());
    telephones.next().results().accept(new Dialer.Result.Answered(new QuietLeg()));

    await(Signal.OperatorAnswered.class);
    journal.failing(false);
    assertThat(kinds()).as("written when it is back").contains("queued", "offered", "offer-ended");
  }

  @Test
  void whoWaitsLearnsWhyNobodyComes() {
    driver.start();
    driver.enter(request());
    List<OperatorBoard.GroupWhy> groups = driver.why().orElseThrow();
    assertThat(groups).singleElement().returns(CALL, OperatorBoard.GroupWhy::call);
    assertThat(groups.getFirst().operators())
        .singleElement()
        .satisfies(each -> assertThat(each.why()).isInstanceOf(WhyNot.NoTelephone.class));
  }

  /** Before the start nobody is there to answer; that must not look like empty queues. */
  @Test
  void queuesThatDoNotAnswerAreNotEmpty() {
    driver.enter(request());
    assertThat(driver.why()).isEmpty();
    driver.start();
  }

  private <T extends Signal> T await(Class<T> kind) throws InterruptedException {
    while (true) {
      Signal signal = inbox.poll(30, TimeUnit.SECONDS);
      assertThat(signal).as("a signal before " + kind.getSimpleName()).isNotNull();
      if (kind.isInstance(signal)) {
        return kind.cast(signal);
      }
    }
  }

  private List<String> kinds() {
    return journal.read(CALL).stream().map(Journal.Entry::kind).toList();
  }

  private WaitingRoom.Request request() {
    return new WaitingRoom.Request(
        CALL,
        "access",
        Language.RU,
        IdentityLevel.NONE,
        time.now(),
        Duration.ZERO,
        Optional.empty(),
        "access, ru",
        "12345674",
        inbox::add);
  }

  /** Rings nothing; the test plays the telephones. */
  static final class Telephones implements Dialer {
    private final LinkedBlockingQueue<Ringing> ringing = new LinkedBlockingQueue<>();

    record Ringing(
        Request request, Consumer<Result> results, LinkedBlockingQueue<String> cancelled) {}

    @Override
    public Dialling dial(Request request, Consumer<Result> results) {
      LinkedBlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
      ringing.add(new Ringing(request, results, cancelled));
      return () -> cancelled.add("cancelled");
    }

    Ringing next() throws InterruptedException {
      Ringing next = ringing.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("a telephone rings").isNotNull();
      return next;
    }
  }

  /** A leg that is only passed on. */
  static final class QuietLeg implements Leg {
    private volatile boolean over;

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public LegId id() {
      return new LegId("operator");
    }

    @Override
    public void ring() {}

    @Override
    public void progress() {}

    @Override
    public void answer() {}

    @Override
    public Playing play(Utterance utterance) {
      return new Playing() {
        @Override
        public long number() {
          return 1;
        }

        @Override
        public void stop() {}
      };
    }

    @Override
    public Bridging bridge(Leg other) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Bridging mix(Mix mix) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void record(Recording recording) {}

    @Override
    public Listening listen() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Lending lend(Ear ear) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void hangUp(EndCause cause) {}
  }
}
