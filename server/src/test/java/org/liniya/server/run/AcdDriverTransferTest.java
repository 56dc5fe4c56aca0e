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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Dialer;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.store.InMemoryJournal;
import org.liniya.testkit.store.InMemoryOperators;

/**
 * Passing on and consulting, through the driver with its real thread. Nothing is kept at the end.
 */
@Timeout(60)
class AcdDriverTransferTest {

  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final CallId CALL = new CallId(new UUID(1, 1));
  private static final CallId OWN = new CallId(new UUID(1, 2));

  private final DeskParties legs = new DeskParties();
  private final AcdDriverTest.Telephones telephones = new AcdDriverTest.Telephones();
  private final LinkedBlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Signal> desk = new LinkedBlockingQueue<>();
  private final SystemTime time = new SystemTime();
  private final AcdDriver driver =
      new AcdDriver(
          new Acd("t", AcdSettings.DEFAULTS),
          AcdRecord.NONE,
          telephones,
          new InMemoryJournal(),
          new InMemoryOperators(),
          time,
          _ -> {},
          List.of(
              new SkillGroup(
                  "access", Map.of(), Duration.ofSeconds(20), Duration.ofSeconds(20), 10)),
          List.of(
              new OperatorProfile(ANNA, "Anna", Set.of("access"), Set.of(), true),
              new OperatorProfile(BORIS, "Boris", Set.of(), Set.of(), true)));

  @BeforeEach
  void start() {
    driver.start();
    driver.registered(ANNA);
    driver.registered(BORIS);
    while (!driver.ready(BORIS)) {
      Thread.onSpinWait(); // until there is a first snapshot; the time-out of the class bounds it
    }
  }

  @AfterEach
  void nothingIsKept() {
    driver.leave(CALL, "over");
    driver.ready(ANNA); // returns when all before has been taken in
    assertThat(driver.kept()).isZero();
    driver.close();
  }

  private WaitingRoom.Request request(CallId call, String group, Consumer<Signal> signals) {
    return new WaitingRoom.Request(
        call,
        group,
        Language.RU,
        IdentityLevel.NONE,
        time.now(),
        Duration.ZERO,
        Optional.empty(),
        call.equals(CALL) ? "caller" : "colleague",
        "",
        signals);
  }

  private WaitingRoom.Request callers() {
    return request(CALL, "access", inbox::add);
  }

  private static <T extends Signal> T await(LinkedBlockingQueue<Signal> from, Class<T> kind)
      throws InterruptedException {
    Signal signal = from.poll(30, TimeUnit.SECONDS);
    while (signal != null && !kind.isInstance(signal)) {
      signal = from.poll(30, TimeUnit.SECONDS);
    }
    assertThat(signal).as("%s comes", kind.getSimpleName()).isNotNull();
    return kind.cast(signal);
  }

  /** A telephone that was answered, and the signals of its leg. */
  private record Answered(OfferId offer, Consumer<Signal> leg, String name) {
    void over(EndCause cause) {
      leg.accept(new Signal.LegEnded(new LegId(name), cause));
    }
  }

  private Answered answered(
      OperatorId who, String display, String name, LinkedBlockingQueue<Signal> told)
      throws InterruptedException {
    AcdDriverTest.Telephones.Ringing ringing = telephones.next();
    assertThat(ringing.request().to()).isEqualTo(new Dialer.Destination.Operator(who));
    assertThat(ringing.request().display()).isEqualTo(display);
    ringing.results().accept(new Dialer.Result.Answered(legs.leg(name)));
    Signal.OperatorAnswered answer = await(told, Signal.OperatorAnswered.class);
    assertThat(answer.leg().id()).isEqualTo(new LegId(name));
    return new Answered(answer.offer(), ringing.request().sink(), name);
  }

  private Answered talkingToAnna() throws InterruptedException {
    driver.enter(callers());
    Answered anna = answered(ANNA, "caller", "anna", inbox);
    driver.bridged(CALL, anna.offer());
    return anna;
  }

  /** Anna consults Boris under a call of her own. */
  private Answered consulting() throws InterruptedException {
    driver.callingOut(ANNA, OWN);
    driver.direct(request(OWN, "", desk::add), BORIS);
    Answered boris = answered(BORIS, "colleague", "boris", desk);
    driver.bridged(OWN, boris.offer());
    return boris;
  }

  private String state(OperatorId operator) {
    driver.ready(new OperatorId(operator.value().equals("1001") ? "1002" : "1001"));
    return driver.operators().stream()
        .filter(view -> view.id().equals(operator))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void aCallerIsPassedOnToAnOperatorByName() throws Exception {
    Answered anna = talkingToAnna();
    driver.direct(callers(), BORIS);
    Answered boris = answered(BORIS, "caller", "boris", inbox);
    driver.bridged(CALL, boris.offer());
    assertThat(legs.next()).isEqualTo("anna hangUp NORMAL");
    anna.over(EndCause.NORMAL);
    boris.over(EndCause.LOST);
    assertThat(await(inbox, Signal.OperatorLeft.class))
        .isEqualTo(new Signal.OperatorLeft(boris.offer(), BORIS, EndCause.LOST));
  }

  @Test
  void whoeverIsNotThereIsToldAtOnceAndTheTalkGoesOn() throws Exception {
    Answered anna = talkingToAnna();
    driver.unregistered(BORIS);
    driver.direct(callers(), BORIS);
    assertThat(await(inbox, Signal.DirectFailed.class))
        .isEqualTo(new Signal.DirectFailed(BORIS, EndCause.UNREACHABLE));
    anna.over(EndCause.NORMAL);
    assertThat(await(inbox, Signal.OperatorLeft.class).offer()).isEqualTo(anna.offer());
  }

  @Test
  void aDirectRequestGivenUpIsWithdrawnAndNothingFollows() throws Exception {
    Answered anna = talkingToAnna();
    driver.direct(callers(), BORIS);
    AcdDriverTest.Telephones.Ringing ringing = telephones.next();
    driver.leaveDirect(CALL, BORIS, "given up");
    assertThat(ringing.cancelled().poll(30, TimeUnit.SECONDS)).isNotNull();
    ringing.results().accept(new Dialer.Result.Failed(EndCause.WITHDRAWN));
    anna.over(EndCause.NORMAL);
    await(inbox, Signal.OperatorLeft.class);
    assertThat(inbox).isEmpty();
  }

  @Test
  void anOperatorOnACallOfTheirOwnIsOfferedNothing() throws Exception {
    driver.callingOut(ANNA, OWN);
    assertThat(state(ANNA)).isEqualTo("calling-out");
    driver.enter(callers());
    await(inbox, Signal.PlaceChanged.class);
    driver.hungUp(ANNA, OWN);
    answered(ANNA, "caller", "anna", inbox).over(EndCause.NORMAL);
  }

  @Test
  void aConsultedColleagueServesTheCallerAfterTheMove() throws Exception {
    Answered anna = talkingToAnna();
    Answered boris = consulting();
    driver.move(boris.offer(), callers());
    assertThat(legs.next()).isEqualTo("anna hangUp NORMAL");
    driver.hungUp(ANNA, OWN);
    anna.over(EndCause.NORMAL);
    boris.leg().accept(new Signal.HoldChanged(new LegId("boris"), true));
    await(inbox, Signal.HoldChanged.class);
    boris.over(EndCause.NORMAL);
    assertThat(await(inbox, Signal.OperatorLeft.class).operator()).isEqualTo(BORIS);
    assertThat(desk.stream().filter(Signal.OperatorLeft.class::isInstance)).isEmpty();
  }

  @Test
  void aMoveAfterTheColleagueHasGoneFreesWhoAskedAndTellsTheCaller() throws Exception {
    Answered anna = talkingToAnna();
    Answered boris = consulting();
    boris.over(EndCause.NORMAL);
    await(desk, Signal.OperatorLeft.class);
    driver.move(boris.offer(), callers());
    assertThat(await(inbox, Signal.OperatorLeft.class).cause()).isEqualTo(EndCause.LOST);
    assertThat(legs.next()).isEqualTo("anna hangUp NORMAL");
    driver.hungUp(ANNA, OWN);
    anna.over(EndCause.NORMAL);
  }

  @Test
  void aCallerPassedOnToAQueueOrOutsideFreesTheOperator() throws Exception {
    Answered anna = talkingToAnna();
    driver.passedOn(CALL, anna.offer());
    assertThat(legs.next()).isEqualTo("anna hangUp NORMAL");
    anna.over(EndCause.NORMAL);
    assertThat(state(ANNA)).isEqualTo("wrap-up");
  }
}
