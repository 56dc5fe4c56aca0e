package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.EndCause;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.sip.wire.WireSettings;
import org.liniya.testkit.call.Noises;
import org.liniya.testkit.phone.FreePorts;

/** Calls of our own SIP that a real Asterisk brings us: those that we expect, and others. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(120)
class CallsOverTheTieTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static Behind behind;
  private static MediaEngine media;
  private static SipPhone ourSip;
  private static SipPhone somebody;

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final BlockingQueue<Leg> legs = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws IOException {
    int tie = FreePorts.one();
    behind =
        Behind.start(
            _ -> {
              throw new AssertionError("a call over the tie is no caller");
            },
            tie);
    media = new MediaEngine(LOOPBACK, new PortRange(20_000, 29_999), 1, new Noises());
    ourSip = phone("whoever", tie);
    somebody = phone("liniya", 0); // its name is worth nothing
  }

  private static SipPhone phone(String user, int port) throws IOException {
    return new SipPhone(
        WireSettings.usual(LOOPBACK, port, "Liniya"),
        user,
        new Secret(""),
        new Target("udp", "127.0.0.1", behind.asterisk.ports().sip()),
        media::open,
        Deaf::new);
  }

  @AfterAll
  static void stop() {
    if (ourSip != null) {
      ourSip.close();
      somebody.close();
    }
    if (media != null) {
      media.close();
    }
    if (behind != null) {
      behind.close();
    }
  }

  private static PhoneCall dials(SipPhone phone, String number) throws IOException {
    return phone.dial("sip:" + number + "@" + behind.asterisk.sipAddress(), new Deaf());
  }

  @Test
  void aCallThatIsExpectedIsALegOnce() throws Exception {
    behind.frontEnd.expect("4711081500", signals::add, legs::add);

    PhoneCall call = dials(ourSip, "4711081500");
    Leg leg = next(legs);
    leg.answer();

    assertThat(call.awaitAnswer(SOON)).contains(200);
    assertThat(next(signals)).isEqualTo(new Signal.LegAnswered(leg.id()));
    assertThat(dials(ourSip, "4711081500").awaitAnswer(SOON)).contains(404);
    call.hangUp();
    assertThat(next(signals)).isEqualTo(new Signal.LegEnded(leg.id(), EndCause.NORMAL));
    assertThat(legs).isEmpty();
  }

  @Test
  void aCallThatNobodyExpectsIsNotFound() throws Exception {
    assertThat(dials(ourSip, "4711081501").awaitAnswer(SOON)).contains(404);
  }

  @Test
  void aCallThatIsNotExpectedAnyMoreIsNotFound() throws Exception {
    behind.frontEnd.expect("4711081502", signals::add, legs::add).run();

    assertThat(dials(ourSip, "4711081502").awaitAnswer(SOON)).contains(404);
    assertThat(legs).isEmpty();
  }

  /** Whose dialplan brings others to the tie. */
  @Test
  void theNumberIsNothingFromElsewhere() throws Exception {
    behind.frontEnd.expect("tie4711081503", signals::add, legs::add);

    assertThat(dials(somebody, "tie4711081503").awaitAnswer(SOON)).contains(404);
    assertThat(legs).isEmpty();

    PhoneCall call = dials(ourSip, "tie4711081503");
    next(legs).hangUp(EndCause.DECLINED);
    assertThat(call.awaitEnd(SOON)).isTrue();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + SOON);
    }
    return next;
  }
}
