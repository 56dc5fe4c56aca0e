package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.Secret;
import org.liniya.port.FrontDesk;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.call.Noises;

/** Who really hears whom behind a real Asterisk: each telephone sends a tone of its own. */
@Tag("telephones")
@Timeout(180)
class AsteriskSoundTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final BlockingQueue<FrontDesk.Arrival> CALLERS = new LinkedBlockingQueue<>();
  private static final int CALLER = 350;
  private static final int OPERATOR = 700;
  private static final int SUPERVISOR = 1000;
  private static final int PROMPT = 1700;

  private static Behind behind;
  private static MediaEngine media;
  private static SipPhone phone;

  private Far caller;
  private Far operator;
  private Far supervisor;

  /** A telephone and our leg to it. */
  private record Far(PhoneCall call, Leg leg, HeardTones heard) {}

  @BeforeAll
  static void start() throws IOException {
    behind =
        Behind.start(
            arrival -> {
              CALLERS.add(arrival);
              return new FrontDesk.Accepted(TestCalls.CALL, _ -> {});
            });
    InetAddress loopback = InetAddress.getLoopbackAddress();
    media = new MediaEngine(loopback, new PortRange(20_000, 29_999), 1, new Noises());
    phone =
        new SipPhone(
            loopback,
            "caller",
            new Secret(""),
            new Target("udp", "127.0.0.1", behind.asterisk.ports().sip()),
            media::open,
            Deaf::new);
  }

  @AfterAll
  static void stop() {
    if (behind != null) {
      phone.close();
      media.close();
      behind.close();
    }
  }

  @BeforeEach
  void call() throws IOException, InterruptedException {
    caller = far(CALLER);
    operator = far(OPERATOR);
    supervisor = far(SUPERVISOR);
  }

  private static Far far(int hertz) throws IOException, InterruptedException {
    HeardTones heard = new HeardTones();
    PhoneCall call = phone.dial("sip:hotline@" + behind.asterisk.sipAddress(), heard);
    FrontDesk.Arrival arrival = CALLERS.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(arrival).as("a caller").isNotNull();
    arrival.leg().answer();
    assertThat(call.awaitAnswer(SOON)).contains(200);
    call.stream().play(new Utterance(Collections.nCopies(12, new Clip.Tone(hertz, LONGEST))));
    return new Far(call, arrival.leg(), heard);
  }

  @AfterEach
  void hangUp() {
    caller.call().hangUp();
    operator.call().hangUp();
    supervisor.call().hangUp();
    Awaitility.await().atMost(SOON).until(() -> behind.frontEnd.legs() == 0);
    behind.asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels", "verbose");
  }

  @Test
  void twoWhoAreBridgedHearEachOther() {
    caller.leg().bridge(operator.leg());

    caller.heard().awaitExactly("caller", OPERATOR);
    operator.heard().awaitExactly("operator", CALLER);
    assertThat(supervisor.heard().ever()).isEmpty();
  }

  @Test
  void ofThreeWhoTalkEachHearsTheOtherTwo() {
    caller.leg().mix(barge());

    assertAllHearEachOther();
  }

  private void assertAllHearEachOther() {
    caller.heard().awaitExactly("caller", OPERATOR, SUPERVISOR);
    operator.heard().awaitExactly("operator", CALLER, SUPERVISOR);
    supervisor.heard().awaitExactly("supervisor", CALLER, OPERATOR);
  }

  @Test
  void whoListensIsHeardByNobody() {
    caller.leg().mix(listening());

    supervisor.heard().awaitExactly("supervisor", CALLER, OPERATOR);
    caller.heard().awaitExactly("caller", OPERATOR);
    operator.heard().awaitExactly("operator", CALLER);
    assertThat(caller.heard().ever()).doesNotContain(SUPERVISOR);
    assertThat(operator.heard().ever()).doesNotContain(SUPERVISOR);
  }

  @Test
  void aWhisperIsHeardByTheOperatorAlone() {
    caller.leg().mix(whispering());

    operator.heard().awaitExactly("operator", CALLER, SUPERVISOR);
    supervisor.heard().awaitExactly("supervisor", CALLER, OPERATOR);
    caller.heard().awaitExactly("caller", OPERATOR);
    assertThat(caller.heard().ever()).doesNotContain(SUPERVISOR);
  }

  /** A supervisor comes, whispers, barges in, listens and goes; at last two are bridged again. */
  @Test
  void aMixChangesWhileAllTalk() {
    caller.leg().bridge(operator.leg());
    caller.heard().awaitExactly("caller", OPERATOR);

    caller.leg().mix(listening());
    supervisor.heard().awaitExactly("supervisor", CALLER, OPERATOR);
    caller.leg().mix(whispering());
    operator.heard().awaitExactly("operator", CALLER, SUPERVISOR);
    caller.leg().mix(barge());
    assertAllHearEachOther();
    caller.leg().mix(whispering());
    operator.heard().awaitExactly("operator", CALLER, SUPERVISOR);
    caller.heard().awaitExactly("caller", OPERATOR);
    caller.leg().mix(listening());
    operator.heard().awaitExactly("operator", CALLER);

    caller.leg().bridge(operator.leg());
    operator.heard().awaitExactly("operator", CALLER);
    caller.heard().awaitExactly("caller", OPERATOR);
  }

  /** Where a channel comes from must not end where it goes to. */
  @Test
  void aMixBecomesABridgeAgainAndAgain() {
    for (int i = 0; i < 6; i++) {
      caller.heard().forget();
      caller.leg().bridge(operator.leg());
      caller.heard().awaitExactly("caller, bridge " + i, OPERATOR);
      operator.heard().awaitExactly("operator, bridge " + i, CALLER);
      caller.leg().mix(barge());
      caller.heard().awaitExactly("caller, mix " + i, OPERATOR, SUPERVISOR);
      caller.leg().bridge(supervisor.leg());
      caller.heard().awaitExactly("caller, other bridge " + i, SUPERVISOR);
      supervisor.heard().awaitExactly("supervisor, other bridge " + i, CALLER);
    }
  }

  /** The channels of the whisper are ended before Asterisk has made them. */
  @Test
  void aWhisperThatWasTakenBackAtOnceIsNotHeard() {
    caller.leg().mix(whispering());
    caller.leg().bridge(operator.leg());

    operator.heard().awaitExactly("operator", CALLER);
    caller.heard().awaitExactly("caller", OPERATOR);
    Awaitility.await("channels of the whisper have ended")
        .atMost(SOON)
        .until(
            () -> behind.asterisk.cli("core", "show", "channels", "concise"),
            channels -> !channels.contains("liniya-whisper"));
    operator.heard().forget();
    operator.heard().awaitExactly("operator", CALLER);
    assertThat(operator.heard().ever()).doesNotContain(SUPERVISOR);
  }

  /** An operator's two lines: each hears the others, neither hears the other line. */
  @Test
  void twoLinesThatMayNotHearEachOtherTalkWithTheThird() {
    Leg first = operator.leg();
    Leg second = supervisor.leg();
    Leg third = caller.leg();
    third.mix(
        new Mix(Map.of(third, Set.of(first, second), first, Set.of(third), second, Set.of(third))));

    caller.heard().awaitExactly("caller", OPERATOR, SUPERVISOR);
    operator.heard().awaitExactly("first line", CALLER);
    supervisor.heard().awaitExactly("second line", CALLER);
  }

  @Test
  void anEarHearsThePartyAndNotWhatIsPlayedToIt() {
    HeardTones ear = new HeardTones();
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(10))));
    caller.heard().awaitExactly("caller", PROMPT);

    Leg.Lending lending = caller.leg().lend(ear);

    ear.awaitExactly("ear", CALLER);
    assertThat(ear.ever()).containsExactly(CALLER);
    caller.heard().awaitExactly("caller", PROMPT);
    lending.stop();
  }

  @Test
  void anEarHearsOfATalkTheOnePartyOnly() {
    HeardTones ear = new HeardTones();
    caller.leg().bridge(operator.leg());
    caller.heard().awaitExactly("caller", OPERATOR);

    caller.leg().lend(ear);

    ear.awaitExactly("ear", CALLER);
    assertThat(ear.ever()).containsExactly(CALLER);
    operator.heard().awaitExactly("operator", CALLER);
    caller.heard().awaitExactly("caller", OPERATOR);
  }

  /** An ear stays with the party, from a prompt to a talk, a mix and back. */
  @Test
  void anEarGoesWithTheParty() {
    HeardTones ear = new HeardTones();
    caller.leg().lend(ear);
    ear.awaitExactly("ear", CALLER);

    caller.leg().bridge(operator.leg());
    caller.heard().awaitExactly("caller", OPERATOR);
    ear.forget();
    ear.awaitExactly("ear in the talk", CALLER);
    caller.leg().mix(barge());
    caller.heard().awaitExactly("caller", OPERATOR, SUPERVISOR);
    ear.forget();
    ear.awaitExactly("ear in the mix", CALLER);

    assertThat(ear.ever()).containsExactly(CALLER);
  }

  private Mix listening() {
    return new Mix(
        Map.of(
            caller.leg(), Set.of(operator.leg()),
            operator.leg(), Set.of(caller.leg()),
            supervisor.leg(), Set.of(caller.leg(), operator.leg())));
  }

  private Mix whispering() {
    return new Mix(
        Map.of(
            caller.leg(), Set.of(operator.leg()),
            operator.leg(), Set.of(caller.leg(), supervisor.leg()),
            supervisor.leg(), Set.of(caller.leg(), operator.leg())));
  }

  private Mix barge() {
    return new Mix(
        Map.of(
            caller.leg(), Set.of(operator.leg(), supervisor.leg()),
            operator.leg(), Set.of(caller.leg(), supervisor.leg()),
            supervisor.leg(), Set.of(caller.leg(), operator.leg())));
  }
}
