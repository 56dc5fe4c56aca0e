package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.asterisk.OperatorAndCaller.next;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.sip.phone.SipPhone;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;

/** What operators dial at their telephones of a real Asterisk, and who is no operator. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(180)
class OperatorsOwnCallsTest {

  private static final Duration SOON = OperatorAndCaller.SOON;
  private static OperatorAndCaller line;

  @BeforeAll
  static void start() throws IOException {
    line = OperatorAndCaller.start();
  }

  @AfterAll
  static void stop() {
    if (line != null) {
      line.close();
    }
  }

  @AfterEach
  void end() {
    line.nobodyIsLeft();
  }

  private static String at(String user) {
    return "sip:" + user + "@" + line.behind.asterisk.sipAddress();
  }

  @Test
  void anOperatorDialsAStarCodeAndIsSpokenTo() throws InterruptedException {
    PhoneCall call = line.telephone.dial(at("*31002"));

    OperatorDesk.Call desk = next(line.desk.calls);
    assertThat(desk.operator()).isEqualTo(OperatorAndCaller.OPERATOR);
    assertThat(desk.dialled()).isEqualTo(new Dialled.Supervised(new OperatorId("1002")));
    desk.leg().answer();
    assertThat(next(line.desk.signals)).isEqualTo(new Signal.LegAnswered(desk.leg().id()));
    call.awaitTalking(SOON);
    desk.leg().play(Utterance.of(new Clip.Tone(440, Duration.ofSeconds(1))));
    next(line.desk.signals, Signal.PlayingEnded.class);
    call.press("7");
    assertThat(next(line.desk.signals, Signal.KeyPressed.class).key()).isEqualTo(new Key('7'));
    desk.leg().hangUp(EndCause.NORMAL);

    assertThat(next(line.desk.signals))
        .isEqualTo(new Signal.LegEnded(desk.leg().id(), EndCause.NORMAL));
    call.awaitClosed(SOON);
    assertThat(Tones.total(call.heard(), 440)).isGreaterThan(Duration.ofMillis(800));
  }

  @Test
  void anOperatorDialsANumberOutsideAndGivesUp() throws InterruptedException {
    PhoneCall call = line.telephone.dial(at("+74951112233"));

    OperatorDesk.Call desk = next(line.desk.calls);
    assertThat(desk.dialled()).isInstanceOf(Dialled.Outside.class);
    desk.leg().ring();
    call.awaitRinging(SOON);
    call.hangUp();

    assertThat(next(line.desk.signals))
        .isEqualTo(new Signal.LegEnded(desk.leg().id(), EndCause.CANCELLED));
  }

  /** The telephone says it as it does of any number that there is not. */
  @Test
  void anOperatorDialsNothingOfOurs() {
    PhoneCall call = line.telephone.dial(at("nonsense"));

    assertThat(call.awaitClosed(SOON).reason()).contains("404");
    assertThat(line.desk.calls).isEmpty();
  }

  /** Asterisk knows it, we do not. */
  @Test
  void aTelephoneThatIsNobodysIsTurnedAway() {
    try (Baresip nobodys =
        Baresip.start(
            PhoneSettings.operator("1002", line.behind.asterisk.sipAddress(), "secret-1002")
                .withDisplayName("1001"))) {
      nobodys.awaitRegistered(SOON);

      PhoneCall call = nobodys.dial(at("*31002"));

      call.awaitTalking(SOON);
      call.awaitClosed(SOON);
      assertThat(line.desk.calls).isEmpty();
    }
  }

  @Test
  void whoOnlySaysToBeAnOperatorIsRefused() throws Exception {
    try (SipPhone pretender = line.pretender("1001")) {
      assertThat(pretender.dial(at("*31002"), new Deaf()).awaitAnswer(SOON)).contains(401);
      assertThat(line.desk.calls).isEmpty();
    }
  }
}
