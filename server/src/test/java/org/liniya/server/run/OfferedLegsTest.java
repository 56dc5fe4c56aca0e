package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.Routing;
import org.liniya.acd.SkillGroup;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Dialer;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeTime;

/**
 * A call that hears that its operator has left was given them before, or it would wait for ever.
 */
class OfferedLegsTest {

  private static final CallId CALL = new CallId(new UUID(1, 1));
  private static final OfferId OFFER = new OfferId("t-1");
  private static final OperatorId OPERATOR = new OperatorId("1001");

  private static final SkillGroup WHISPERING =
      new SkillGroup(
          "access",
          Map.of("ru", "Доступ"),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          10,
          Routing.DEFAULT,
          true);

  private final FakeTime time = new FakeTime();
  private final AcdDriverTest.Telephones telephones = new AcdDriverTest.Telephones();
  private final AcdDriverTest.QuietLeg leg = new AcdDriverTest.QuietLeg();
  private final List<AcdEvent> events = new ArrayList<>();
  private final List<Signal> inbox = new ArrayList<>();
  private final OfferedLegs legs = new OfferedLegs(telephones, time, events::add, Runnable::run);

  private AcdDriverTest.Telephones.Ringing answered() throws InterruptedException {
    legs.entered(
        new WaitingRoom.Request(
            CALL,
            "access",
            Language.RU,
            IdentityLevel.NONE,
            time.now(),
            Duration.ZERO,
            Optional.empty(),
            "access, ru",
            "12345674",
            inbox::add));
    legs.ring(new AcdEffect.Ring(OFFER, CALL, OPERATOR, "access", "ready"));
    AcdDriverTest.Telephones.Ringing ringing = telephones.next();
    ringing.results().accept(new Dialer.Result.Answered(leg));
    return ringing;
  }

  private void handOver() {
    legs.handOver(new AcdEffect.HandOver(OFFER, CALL, OPERATOR));
  }

  private void tellLeft(EndCause cause) {
    legs.tellLeft(new AcdEffect.TellOperatorLeft(OFFER, CALL, OPERATOR, cause));
  }

  private void theCallHears(EndCause left) {
    assertThat(inbox)
        .containsExactly(
            new Signal.OperatorAnswered(OFFER, OPERATOR, leg),
            new Signal.OperatorLeft(OFFER, OPERATOR, left));
    assertThat(legs.inUse()).isEmpty();
  }

  /** The queues' decision is written down meanwhile. */
  @Test
  void whoHangsUpBeforeTheCallIsGivenThemIsLost() throws InterruptedException {
    AcdDriverTest.Telephones.Ringing ringing = answered();
    ringing.request().sink().accept(new Signal.LegEnded(leg.id(), EndCause.NORMAL));
    assertThat(events).last().isInstanceOf(AcdEvent.OperatorLegEnded.class);

    handOver();
    tellLeft(EndCause.NORMAL);

    theCallHears(EndCause.LOST);
    assertThat(legs.count()).isZero();
  }

  @Test
  void whoHangsUpInTheWhisperIsLost() throws InterruptedException {
    legs.configure(List.of(WHISPERING));
    AcdDriverTest.Telephones.Ringing ringing = answered();
    handOver();
    assertThat(inbox).isEmpty();

    ringing.request().sink().accept(new Signal.LegEnded(leg.id(), EndCause.NORMAL));
    tellLeft(EndCause.NORMAL);

    theCallHears(EndCause.LOST);
    assertThat(legs.count()).isZero();
  }

  @Test
  void whoIsGivenUpInTheWhisperIsGone() throws InterruptedException {
    legs.configure(List.of(WHISPERING));
    answered();
    handOver();

    tellLeft(EndCause.FAULT);

    assertThat(inbox)
        .hasSize(2)
        .last()
        .isEqualTo(new Signal.OperatorLeft(OFFER, OPERATOR, EndCause.FAULT));
  }

  @Test
  void whoHangsUpAfterThatHasSaidGoodbye() throws InterruptedException {
    AcdDriverTest.Telephones.Ringing ringing = answered();
    handOver();
    ringing.request().sink().accept(new Signal.LegEnded(leg.id(), EndCause.NORMAL));

    tellLeft(EndCause.NORMAL);

    theCallHears(EndCause.NORMAL);
  }

  @Test
  void whatIsLeftOfACallThatIsOverIsForgotten() throws InterruptedException {
    AcdDriverTest.Telephones.Ringing ringing = answered();
    ringing.request().sink().accept(new Signal.LegEnded(leg.id(), EndCause.NORMAL));

    legs.left(CALL);

    assertThat(legs.count()).isZero();
    assertThat(legs.calls()).isZero();
  }
}
