package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Signal;

/** The corners of a caller's call: what crosses, what is lost, what is too much. */
@Execution(ExecutionMode.CONCURRENT)
class CallerEdgesTest {

  private static SipLimits brief() {
    return new SipLimits(
        1,
        Duration.ofSeconds(7),
        Duration.ofMillis(100),
        Duration.ofMillis(900),
        Duration.ofSeconds(5),
        Duration.ofMillis(700),
        Duration.ofSeconds(30),
        10);
  }

  private static EndCause ended(Bench bench) throws InterruptedException {
    Signal signal = bench.desk.next();
    while (!(signal instanceof Signal.LegEnded)) {
      signal = bench.desk.next();
    }
    return ((Signal.LegEnded) signal).cause();
  }

  @Test
  void whoNeverAcknowledgesIsHungUpOn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), brief());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("BYE sip:raw@127.0.0.1:" + phone.port());
      assertThat(ended(bench)).isEqualTo(EndCause.LOST);
    }
  }

  @Test
  void aByeThatCrossesOur200EndsTheLegOnce() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.learn(phone.await("SIP/2.0 200"));
      phone.send(phone.request("BYE", "hotline", 2, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
      assertThat(ended(bench)).isEqualTo(EndCause.NORMAL);
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      phone.send(phone.request("INFO", "hotline", 3, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 481");
      assertThat(bench.desk.signals).isEmpty();
    }
  }

  @Test
  void aHangUpBeforeTheAckSendsItsByeAfterIt() throws Exception {
    FakeDesk desk =
        new FakeDesk(
            arrival -> {
              arrival.leg().answer();
              arrival.leg().hangUp(EndCause.NORMAL);
            });
    try (Bench bench = Bench.with(desk);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.learn(phone.await("SIP/2.0 200"));
      assertThat(ended(bench)).isEqualTo(EndCause.NORMAL);
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      phone.await("BYE ");
    }
  }

  @Test
  void aMergedInviteMakesOneCall() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.ringing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("SIP/2.0 180");
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("SIP/2.0 482");
      assertThat(bench.desk.arrivals).hasSize(1);
    }
  }

  @Test
  void tooManyCallersAreToldWhenToComeAgain() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.ringing(), brief());
        RawPhone first = new RawPhone(bench.endpoint.port());
        RawPhone second = new RawPhone(bench.endpoint.port())) {
      first.send(first.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      first.await("SIP/2.0 180");
      second.send(second.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(second.await("SIP/2.0 503")).contains("Retry-After: 7");
    }
  }

  @Test
  void whoComesFromElsewhereIsForbidden() throws Exception {
    SipSettings settings =
        new SipSettings(
            Bench.LOOPBACK,
            0,
            "liniya",
            "test",
            Map.of("hotline", "hotline"),
            List.of(new Trunk("far", List.of(AddressRange.parse("192.0.2.0/24")), true)),
            SipLimits.standard());
    try (Bench bench =
            new Bench(
                FakeDesk.answering(), settings, new Bench.Dialogs(), new Bench.Registrations());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("SIP/2.0 403");
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }

  @Test
  void aSilentTelephoneThatDoesNotAnswerIsLost() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), brief());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      bench.streams.only().listener.silentFor(Duration.ofSeconds(30));
      phone.await("OPTIONS sip:raw@127.0.0.1:" + phone.port());
      assertThat(ended(bench)).isEqualTo(EndCause.LOST);
      phone.await("BYE ");
    }
  }

  @Test
  void aSilentTelephoneThatAnswersStays() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), brief());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      bench.streams.only().listener.silentFor(Duration.ofSeconds(30));
      phone.sendAnswer(phone.await("OPTIONS "), "200 OK", "");
      assertThat(phone.receive(1_500)).isEmpty(); // no BYE, well after the probe's patience
      phone.send(phone.request("BYE", "hotline", 2, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
      assertThat(ended(bench)).isEqualTo(EndCause.NORMAL);
    }
  }

  @Test
  void aKeySentBothWaysCountsOnce() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      bench.streams.only().listener.keyPressed(new Key('5'));
      phone.send(
          phone.request(
              "INFO",
              "hotline",
              2,
              RawPhone.branch(),
              "Content-Type: application/dtmf-relay",
              "Signal=5\nDuration=100\n"));
      phone.await("SIP/2.0 200");
      phone.send(phone.request("BYE", "hotline", 3, RawPhone.branch(), "", ""));
      assertThat(bench.desk.next()).isInstanceOf(Signal.KeyPressed.class);
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegEnded.class);
    }
  }

  @Test
  void aSecondInviteBeforeTheAckHasToWait() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", ""));
      phone.learn(phone.await("SIP/2.0 200"));
      phone.send(phone.request("UPDATE", "hotline", 2, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("SIP/2.0 491");
    }
  }

  @Test
  void whatIsTooLongOrHasTooManyHeadersIsNotLookedAt() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String longLine = "X-Long: " + "a".repeat(8_200);
      phone.send(phone.request("OPTIONS", "hotline", 1, RawPhone.branch(), longLine, ""));
      String manyLines = "X-Many: 1\n".repeat(200);
      phone.send(phone.request("OPTIONS", "hotline", 2, RawPhone.branch(), manyLines, ""));
      phone.send("\0\0 rubbish \r\n\r\n");
      phone.send(phone.request("OPTIONS", "hotline", 3, RawPhone.branch(), "", ""));
      assertThat(phone.await("SIP/2.0 200")).contains("CSeq: 3 OPTIONS");
    }
  }

  @Test
  void anAssertedNumberIsTrustedAndPrivacyIsKept() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.ringing());
        RawPhone known = new RawPhone(bench.endpoint.port());
        RawPhone hidden = new RawPhone(bench.endpoint.port())) {
      String asserted = "P-Asserted-Identity: <sip:89005550102@trunk>";
      known.send(known.request("INVITE", "hotline", 1, RawPhone.branch(), asserted, RawPhone.SDP));
      CallerNumber number = bench.desk.nextArrival().from();
      assertThat(number).isInstanceOf(CallerNumber.Network.class);
      assertThat(number.number().orElseThrow().full().reveal()).isEqualTo("+79005550102");
      hidden.send(
          hidden.request(
              "INVITE", "hotline", 1, RawPhone.branch(), asserted + "\nPrivacy: id", RawPhone.SDP));
      assertThat(bench.desk.nextArrival().from()).isInstanceOf(CallerNumber.Withheld.class);
    }
  }

  @Test
  void closingHangsUp() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      bench.stop();
      phone.await("BYE ");
    }
  }
}
