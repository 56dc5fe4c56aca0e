package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.port.FrontDesk;
import org.liniya.port.Leg;
import org.liniya.port.OperatorLines;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.call.Noises;

/** Operators' telephones at a real Asterisk: registered, rung, answered, bridged, given up. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(120)
class OperatorsBehindAsteriskTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final OperatorId OPERATOR = new OperatorId("1001");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();
  private static final BlockingQueue<FrontDesk.Arrival> CALLERS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Signal> CALLERS_SIGNALS = new LinkedBlockingQueue<>();
  private static Behind behind;
  private static MediaEngine media;
  private static SipPhone telephone;
  private static SipPhone caller;

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    behind =
        Behind.start(
            arrival -> {
              CALLERS.add(arrival);
              return new FrontDesk.Accepted(TestCalls.CALL, CALLERS_SIGNALS::add);
            },
            new Lines(),
            new Behind.NoOperatorDesk());
    media = new MediaEngine(LOOPBACK, new PortRange(20_000, 29_999), 1, new Noises());
    telephone = phone("1001", "secret-1001");
    caller = phone("caller", "");
    assertThat(telephone.register(Duration.ofMinutes(5), SOON)).isEqualTo(200);
    await(LINES, "registered 1001");
  }

  private static SipPhone phone(String user, String password) throws IOException {
    return new SipPhone(
        LOOPBACK,
        user,
        new Secret(password),
        new Target("udp", "127.0.0.1", behind.asterisk.ports().sip()),
        media::open,
        Deaf::new);
  }

  private static final class Lines implements OperatorLines {
    @Override
    public void registered(OperatorId operator) {
      LINES.add("registered " + operator);
    }

    @Override
    public void unregistered(OperatorId operator) {
      LINES.add("unregistered " + operator);
    }
  }

  @AfterAll
  static void stop() {
    if (telephone != null) {
      telephone.close();
      caller.close();
    }
    if (media != null) {
      media.close();
    }
    if (behind != null) {
      behind.close();
    }
  }

  @BeforeEach
  void nothingIsLeft() {
    CALLERS_SIGNALS.clear();
  }

  @Test
  void aTelephoneRingsAndIsAnswered() throws InterruptedException {
    dial();
    PhoneCall rung = rung();
    assertThat(next(results)).isInstanceOf(Result.Ringing.class);
    assertThat(rung.display()).isEqualTo("Доступ, ru");
    assertThat(rung.header("X-Liniya-Ticket")).isEqualTo("47110815");

    rung.answer();

    Leg leg = ((Result.Answered) next(results)).leg();
    assertThat(leg.isOver()).isFalse();
    rung.hangUp();
    assertThat(next(signals)).isEqualTo(new Signal.LegEnded(leg.id(), EndCause.NORMAL));
  }

  @Test
  void aTelephoneDeclines() throws InterruptedException {
    dial();
    rung().refuse(603);

    assertThat(failure()).isEqualTo(EndCause.DECLINED);
  }

  @Test
  void aTelephoneIsBusy() throws InterruptedException {
    dial();
    rung().refuse(486);

    assertThat(failure()).isEqualTo(EndCause.BUSY);
  }

  @Test
  void anOfferIsWithdrawn() throws InterruptedException {
    Dialer.Dialling dialling = dial();
    PhoneCall rung = rung();

    dialling.cancel();

    assertThat(failure()).isEqualTo(EndCause.WITHDRAWN);
    assertThat(rung.awaitEnd(SOON)).isTrue();
  }

  @Test
  void nobodyIsRegistered() throws InterruptedException {
    behind.frontEnd.dial(request(new OperatorId("1002")), results::add);

    assertThat(failure()).isEqualTo(EndCause.UNREACHABLE);
  }

  @Test
  void callerAndOperatorAreBridgedAndTheCallerGoesOnAlone() throws Exception {
    caller.dial("sip:hotline@" + behind.asterisk.sipAddress(), new Deaf());
    Leg callersLeg = next(CALLERS).leg();
    callersLeg.answer();
    assertThat(next(CALLERS_SIGNALS)).isInstanceOf(Signal.LegAnswered.class);
    dial();
    PhoneCall rung = rung();
    rung.answer();
    Leg operatorsLeg = answered();

    callersLeg.bridge(operatorsLeg);
    behind.asterisk.awaitCli("2", SOON, "bridge", "show", "all");
    rung.hangUp();

    assertThat(next(signals)).isInstanceOf(Signal.LegEnded.class);
    Leg.Playing playing = callersLeg.play(Utterance.of(new Clip.Silence(Duration.ofMillis(100))));
    assertThat(next(CALLERS_SIGNALS)).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
    callersLeg.hangUp(EndCause.NORMAL);
    assertThat(next(CALLERS_SIGNALS))
        .isEqualTo(new Signal.LegEnded(callersLeg.id(), EndCause.NORMAL));
  }

  private Leg answered() throws InterruptedException {
    Result result = next(results);
    return result instanceof Result.Answered(Leg leg)
        ? leg
        : ((Result.Answered) next(results)).leg();
  }

  private EndCause failure() throws InterruptedException {
    Result result = next(results);
    return result instanceof Result.Failed(EndCause cause)
        ? cause
        : ((Result.Failed) next(results)).cause();
  }

  private Dialer.Dialling dial() {
    return behind.frontEnd.dial(request(OPERATOR), results::add);
  }

  private Dialer.Request request(OperatorId operator) {
    return new Dialer.Request(
        new Dialer.Destination.Operator(operator),
        TestCalls.CALL,
        Optional.empty(),
        "Доступ, ru",
        Map.of("X-Liniya-Ticket", "47110815"),
        signals::add);
  }

  private static PhoneCall rung() throws InterruptedException {
    return telephone.awaitCall(SOON).orElseThrow(() -> new AssertionError("nobody rings"));
  }

  private static void await(BlockingQueue<String> queue, String wanted)
      throws InterruptedException {
    String said = next(queue);
    while (!said.equals(wanted)) {
      said = next(queue);
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + SOON);
    }
    return next;
  }
}
