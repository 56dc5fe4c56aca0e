package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.asterisk.OperatorAndCaller.CALLER;
import static org.liniya.asterisk.OperatorAndCaller.FURTHER;
import static org.liniya.asterisk.OperatorAndCaller.OPERATORS;
import static org.liniya.asterisk.OperatorAndCaller.PROMPT;
import static org.liniya.asterisk.OperatorAndCaller.next;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.OperatorDesk;
import org.liniya.port.Transfer;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.SipMessage;

/**
 * What an operator's telephone does in a talk behind a real Asterisk: holds, passes the caller on.
 */
@Tag("telephones")
@Tag("asterisk")
@Timeout(180)
class HoldAndTransferTest {

  private static final Duration SOON = OperatorAndCaller.SOON;
  private static OperatorAndCaller line;

  private OperatorAndCaller.Far caller;
  private OperatorAndCaller.Serving operator;

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

  @BeforeEach
  void talk() throws IOException, InterruptedException {
    caller = line.caller(CALLER);
    operator = line.operator();
    caller.leg().bridge(operator.leg());
    caller.heard().awaitExactly("caller", OPERATORS);
  }

  @AfterEach
  void end() {
    line.nobodyIsLeft();
  }

  /** The sessions from before the bridge are of no use, and others may need them. */
  @Test
  void whoTalkHaveNoSessionsAndTalkOn() throws InterruptedException {
    Awaitility.await("no sessions").atMost(SOON).until(() -> line.behind.frontEnd.sessions() == 0);
    caller.heard().forget();
    caller.heard().awaitExactly("caller", OPERATORS);
    assertThat(line.behind.asterisk.cli("bridge", "show", "all")).contains(" 2 ");

    operator.call().hangUp();

    next(operator.signals(), Signal.LegEnded.class);
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30))));
    caller.heard().awaitExactly("caller alone", PROMPT);
  }

  /** As the call does it: music by our own verb, for who talks with nobody. */
  @Test
  void anOperatorHoldsAndComesBack() throws InterruptedException {
    operator.call().hold();

    assertThat(next(operator.signals()))
        .isEqualTo(new Signal.HoldChanged(operator.leg().id(), true));
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30))));
    caller.heard().awaitExactly("caller on hold", PROMPT);

    operator.call().resume();
    assertThat(next(operator.signals()))
        .isEqualTo(new Signal.HoldChanged(operator.leg().id(), false));
    caller.leg().bridge(operator.leg());

    caller.heard().awaitExactly("caller", OPERATORS);
    assertSoundForOperator();
    assertThat(operator.signals()).isEmpty();
  }

  /** Asterisk writes down what it sends: this telephone's own recording ends with a hold. */
  private static void assertSoundForOperator() {
    RealAsterisk asterisk = line.behind.asterisk;
    String channel =
        asterisk
            .cli("core", "show", "channels", "concise")
            .lines()
            .filter(each -> each.startsWith("PJSIP/1001"))
            .map(each -> each.substring(0, each.indexOf('!')))
            .findFirst()
            .orElseThrow();
    String there = asterisk.recordings().there();
    asterisk.cli("mixmonitor", "start", channel, there + "/both.wav,t(" + there + "/to.wav)");
    Path sent = asterisk.recordings().here().resolve("to.wav");
    Awaitility.await("sound for the operator")
        .atMost(SOON)
        .until(
            () ->
                Files.exists(sent)
                    && Files.size(sent) > 44
                    && Tones.total(Sound.read(sent), CALLER).compareTo(Duration.ofSeconds(1)) > 0);
  }

  @Test
  void aCallerIsPassedOnToAColleague() throws InterruptedException {
    operator.call().transfer("sip:1002@" + line.behind.asterisk.sipAddress());

    Signal.TransferAsked asked = next(operator.signals(), Signal.TransferAsked.class);
    assertThat(asked.leg()).isEqualTo(operator.leg().id());
    assertThat(asked.transfer().target())
        .isEqualTo(new Transfer.Target.Operator(new OperatorId("1002")));
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30))));
    caller.heard().awaitExactly("caller passed on", PROMPT);
    assertThat(next(operator.signals())).isInstanceOf(Signal.LegEnded.class);
    assertThat(caller.leg().isOver()).isFalse();
  }

  /** The telephone that asked stays until who owns its leg lets it go. */
  @Test
  void aCallerIsPassedOnToAGroup() throws InterruptedException {
    operator.call().transfer("sip:other@" + line.behind.asterisk.sipAddress());

    assertThat(next(operator.signals(), Signal.TransferAsked.class).transfer().target())
        .isEqualTo(new Transfer.Target.Group("other"));
    assertThat(operator.leg().isOver()).isFalse();
    operator.leg().hangUp(EndCause.NORMAL);

    assertThat(next(operator.signals()))
        .isEqualTo(new Signal.LegEnded(operator.leg().id(), EndCause.NORMAL));
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30))));
    caller.heard().awaitExactly("caller", PROMPT);
    operator.call().awaitClosed(SOON); // by Asterisk's way of it, not before the caller hears
  }

  @Test
  void aCallerIsPassedOnToANumberOutside() throws Exception {
    operator.call().transfer("sip:+74951112233@" + line.behind.asterisk.sipAddress());

    assertThat(next(operator.signals(), Signal.TransferAsked.class).transfer().target())
        .isEqualTo(new Transfer.Target.Outside(PhoneNumber.of("+74951112233")));
  }

  /** Asterisk cannot know that nobody is meant: the operator has not served the caller then. */
  @Test
  void aCallerWhoIsPassedOnToNobodyIsNotLost() throws InterruptedException {
    operator.call().transfer("sip:nonsense@" + line.behind.asterisk.sipAddress());

    assertThat(next(operator.signals()))
        .isEqualTo(new Signal.LegEnded(operator.leg().id(), EndCause.FAULT));
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30))));
    caller.heard().awaitExactly("caller", PROMPT);
    assertThat(caller.leg().isOver()).isFalse();
  }

  /** The caller waits on hold while a colleague is consulted, and then has the colleague. */
  @Test
  void aColleagueWhoWasConsultedGetsTheCaller() throws Exception {
    operator.call().hold();
    next(operator.signals(), Signal.HoldChanged.class);
    PhoneCall second = line.telephone.dial("sip:1002@" + line.behind.asterisk.sipAddress());
    OperatorDesk.Call consultation = next(line.desk.calls);
    assertThat(consultation.operator()).isEqualTo(OperatorAndCaller.OPERATOR);
    consultation.leg().answer();
    next(line.desk.signals, Signal.LegAnswered.class);
    OperatorAndCaller.Far colleague = line.caller(FURTHER);
    consultation.leg().bridge(colleague.leg());
    colleague.heard().awaitExactly("colleague", OPERATORS);

    line.telephone.command("line", "1");
    operator
        .call()
        .transfer(
            "<sip:1002@%s?Replaces=%s>"
                .formatted(line.behind.asterisk.sipAddress(), replaces(second.callId())));

    Signal.TransferAsked asked = next(operator.signals(), Signal.TransferAsked.class);
    assertThat(asked.transfer().target())
        .isEqualTo(new Transfer.Target.Consulted(consultation.leg().id()));
    caller.leg().bridge(colleague.leg());
    caller.heard().awaitExactly("caller", FURTHER);
    colleague.heard().awaitExactly("colleague", CALLER);
    next(operator.signals(), Signal.LegEnded.class);
    next(line.desk.signals, Signal.LegEnded.class);
    colleague.call().hangUp();
    next(colleague.signals(), Signal.LegEnded.class);
    caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30))));
    caller.heard().awaitExactly("caller alone", PROMPT);
  }

  /** The dialog of a call that the telephone has made, as its Replaces names it (RFC 3891). */
  private static String replaces(String callId) {
    SipMessage ok =
        line.telephone.sipMessages().stream()
            .filter(m -> m.status() == 200 && m.header("CSeq").orElse("").endsWith("INVITE"))
            .filter(m -> m.header("Call-ID").orElse("").equals(callId))
            .findFirst()
            .orElseThrow();
    String own = ok.header("From").orElse("").replaceFirst(".*;tag=([^;]+).*", "$1");
    return callId.replace("@", "%40") + "%3Bto-tag%3D" + ok.toTag() + "%3Bfrom-tag%3D" + own;
  }

  /** What the dialplan does not know is refused, and the two talk on. */
  @Test
  void aTransferToAStarCodeIsRefused() throws InterruptedException {
    operator.call().transfer("sip:*55@" + line.behind.asterisk.sipAddress());

    Awaitility.await("the refusal")
        .atMost(SOON)
        .until(
            () ->
                line.telephone.sipMessages().stream()
                    .anyMatch(message -> message.status() == 404 || refusal(message)));
    assertThat(caller.leg().isOver()).isFalse();
    assertThat(operator.signals()).noneMatch(Signal.TransferAsked.class::isInstance);
  }

  private static boolean refusal(SipMessage message) {
    return message.isRequest("NOTIFY") && message.body().startsWith("SIP/2.0 404");
  }
}
