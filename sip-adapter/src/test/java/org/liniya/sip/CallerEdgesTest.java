package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Signal;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;

/** The corners of a caller's call: what crosses, what is lost, what is too much. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class CallerEdgesTest {

  private static SipLimits brief() {
    return new SipLimits(
        1,
        Duration.ofSeconds(7),
        Duration.ofMillis(100),
        Duration.ofMillis(900),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
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
      assertThat(second.await("SIP/2.0 503")).containsPattern("Retry-After: ([5-9]|1[0-5])\\s");
    }
  }

  @Test
  void whileDrainingProxiesAndCallersAreSentElsewhereAndCallsGoOn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone up = new RawPhone(bench.endpoint.port());
        RawPhone late = new RawPhone(bench.endpoint.port())) {
      up.call("hotline");
      bench.admission.drain();
      late.send(late.request("OPTIONS", "hotline", 1, RawPhone.branch(), "", ""));
      assertThat(late.await("SIP/2.0 503")).contains("Retry-After: ");
      late.send(late.request("INVITE", "hotline", 2, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(late.await("SIP/2.0 503")).contains("Retry-After: ").contains("CSeq: 2 INVITE");
      up.send(up.request("OPTIONS", "hotline", 2, RawPhone.branch(), "", ""));
      up.await("SIP/2.0 200");
      up.send(up.request("BYE", "hotline", 3, RawPhone.branch(), "", ""));
      assertThat(up.await("SIP/2.0 200")).contains("CSeq: 3 BYE");
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

  private static SipLimits impatient() {
    return new SipLimits(
        10,
        Duration.ofSeconds(7),
        Duration.ofMillis(500),
        Duration.ofSeconds(32),
        Duration.ofSeconds(5),
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        Duration.ofMillis(200),
        10);
  }

  @Test
  void aTelephoneThatNeverSendsAnythingAndDoesNotAnswerIsLost() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), impatient());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      phone.await("OPTIONS sip:raw@127.0.0.1:" + phone.port());
      assertThat(ended(bench)).isEqualTo(EndCause.LOST);
      phone.await("BYE ");
      assertThat(bench.dialogs.all()).isEmpty();
      assertThat(bench.endpoint.callers()).isZero();
    }
  }

  @Test
  void aTelephoneThatNeverSendsAnythingAndKnowsOfNoCallIsLost() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), impatient());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      phone.sendAnswer(phone.await("OPTIONS "), "200 OK", ""); // is asked again
      phone.sendAnswer(phone.await("OPTIONS "), "481 Call/Transaction Does Not Exist", "");
      assertThat(ended(bench)).isEqualTo(EndCause.LOST);
    }
  }

  @Test
  void aTelephoneOnHoldFromTheStartIsNotAsked() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), impatient());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String held = RawPhone.SDP + "a=sendonly\n";
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", held));
      phone.learn(phone.await("SIP/2.0 200"));
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      assertThat(phone.receive(1_000)).isEmpty();
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
  void aDialogIsStoredUnderItsCall() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.dialogs.all())
          .singleElement()
          .satisfies(entry -> assertThat(entry.call()).isEqualTo(FakeDesk.CALL));
    }
  }

  @Test
  void aGoodbyeAfterARestartIsForOldCallsOnly() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline"); // before farewell() is called
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      bench.endpoint.farewell();
      assertThat(phone.receive(700)).isEmpty();
      assertThat(bench.dialogs.all()).hasSize(1);
    }
  }

  @Test
  void withoutMediaPortsACallerIsToldToComeAgainAndNothingLeaks() throws Exception {
    Streams none =
        _ -> {
          throw new java.io.IOException("no port");
        };
    try (Bench bench = Bench.with(FakeDesk.answering(), none);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 503")).contains("Retry-After:");
      assertThat(bench.endpoint.callers()).isZero();
      assertThat(bench.desk.arrivals).isEmpty();
      phone.send(phone.request("INVITE", "hotline", 2, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("SIP/2.0 503");
    }
  }

  @Test
  void aLateOfferWithoutACommonCodecIsHungUpOn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", ""));
      phone.learn(phone.await("SIP/2.0 200"));
      String foreign =
          RawPhone.SDP.replace("RTP/AVP 8 0 96", "RTP/AVP 18").replaceAll("(?m)^a=rtpmap.*\n", "");
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", foreign));
      phone.await("BYE ");
      assertThat(ended(bench)).isEqualTo(EndCause.FAULT);
    }
  }

  @Test
  void aCancelAfterOur200ChangesNothing() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String branch = RawPhone.branch();
      phone.send(phone.request("INVITE", "hotline", 1, branch, "", RawPhone.SDP));
      String ok = phone.await("SIP/2.0 200");
      phone.send(phone.request("CANCEL", "hotline", 1, branch, "", ""));
      assertThat(phone.await("SIP/2.0 200")).contains("CSeq: 1 CANCEL");
      phone.learn(ok);
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
    }
  }

  @Test
  void aReinviteWithoutSdpGetsOurOffer() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      phone.send(phone.request("INVITE", "hotline", 2, RawPhone.branch(), "", ""));
      assertThat(phone.await("SIP/2.0 200")).contains("CSeq: 2 INVITE").contains("m=audio 30000");
      String second = phone.request("INVITE", "hotline", 3, RawPhone.branch(), "", RawPhone.SDP);
      phone.send(second); // glare of its own: the first is not acknowledged yet
      phone.await("SIP/2.0 491");
      String moved = RawPhone.SDP.replace("m=audio 40000", "m=audio 40002");
      phone.send(phone.request("ACK", "hotline", 2, RawPhone.branch(), "", moved));
      phone.send(phone.request("INFO", "hotline", 4, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
      assertThat(bench.streams.only().applied.getLast().remote().getPort()).isEqualTo(40002);
    }
  }

  @Test
  void anUpdateMovesTheMediaAndTheContact() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port());
        RawPhone moved = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      String update =
          phone
              .request(
                  "UPDATE",
                  "hotline",
                  2,
                  RawPhone.branch(),
                  "",
                  RawPhone.SDP.replace("m=audio 40000", "m=audio 40004"))
              .replace(
                  "Contact: <sip:raw@127.0.0.1:" + phone.port(),
                  "Contact: <sip:raw@127.0.0.1:" + moved.port());
      phone.send(update);
      phone.await("SIP/2.0 200");
      assertThat(bench.streams.only().applied.getLast().remote().getPort()).isEqualTo(40004);
      bench.desk.nextArrival().leg().hangUp(EndCause.NORMAL);
      moved.await("BYE sip:raw@127.0.0.1:" + moved.port());
    }
  }

  @Test
  void closingLeavesNoThreadsBehind() throws Exception {
    Bench bench = Bench.with(FakeDesk.answering());
    String group = "sip-" + bench.endpoint.port();
    assertThat(threads(group)).isPositive();
    bench.stop();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (threads(group) > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(threads(group)).isZero();
  }

  private static long threads(String group) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getThreadGroup)
        .filter(its -> its != null && its.getName().equals(group))
        .count();
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

  /** A line whose sound has IPv4 alone. */
  @Test
  void anOfferOfIpv6AloneIsRefusedWhereThereIsNone() throws Exception {
    try (MediaEngine engine =
            new MediaEngine(
                Bench.LOOPBACK, new PortRange(31_000, 31_199), 1, new TrunkKeysTest.Sounds());
        Bench bench = Bench.with(FakeDesk.answering(), engine::open);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String six = RawPhone.SDP.replace("IP4 127.0.0.1", "IP6 ::1");
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", six));
      String answer = phone.await("SIP/2.0 ");
      while (answer.startsWith("SIP/2.0 1")) {
        answer = phone.await("SIP/2.0 ");
      }
      assertThat(answer).startsWith("SIP/2.0 488").doesNotContain("c=IN");
    }
  }
}
