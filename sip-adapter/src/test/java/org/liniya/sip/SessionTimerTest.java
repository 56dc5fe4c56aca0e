package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;

/** Session timers (RFC 4028), with seconds in place of minutes. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class SessionTimerTest {

  private static SipLimits quick() {
    SipLimits usual = SipLimits.standard();
    return new SipLimits(
        10,
        usual.retryAfter(),
        usual.t1(),
        usual.unacknowledged(),
        usual.unreachable(),
        usual.unheard(),
        usual.probe(),
        usual.probeAgain(),
        usual.registrations(),
        Duration.ofSeconds(4),
        Duration.ofSeconds(2));
  }

  private static String up(RawPhone phone, String more) throws Exception {
    phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), more, RawPhone.SDP));
    String ok = phone.await("SIP/2.0 200");
    phone.learn(ok);
    phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
    return ok;
  }

  @Test
  void aSessionThatIsTooShortIsRefusedWithOurMinimum() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(
          phone.request(
              "INVITE",
              "hotline",
              1,
              RawPhone.branch(),
              "Supported: timer\nSession-Expires: 60",
              RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 422")).contains("Min-SE: 90");
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }

  @Test
  void aCallerWhoDoesNotRefreshIsHungUpOn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String ok = up(phone, "Supported: timer\nSession-Expires: 3;refresher=uac");
      assertThat(ok).contains("Session-Expires: 3;refresher=uac", "Require: timer");
      assertThat(phone.await("BYE ")).contains("Reason: Q.850;cause=102");
      Signal signal = bench.desk.next();
      while (!(signal instanceof Signal.LegEnded)) {
        signal = bench.desk.next();
      }
      assertThat(((Signal.LegEnded) signal).cause()).isEqualTo(EndCause.LOST);
    }
  }

  @Test
  void aCallerWhoRefreshesStays() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      up(phone, "Supported: timer\nSession-Expires: 3;refresher=uac");
      for (int i = 0; i < 3; i++) {
        assertThat(phone.receive(1_300)).isEmpty();
        phone.send(
            phone.request(
                "UPDATE",
                "hotline",
                2 + i,
                RawPhone.branch(),
                "Supported: timer\nSession-Expires: 3;refresher=uac",
                ""));
        assertThat(phone.await("SIP/2.0 200")).contains("UPDATE", "Session-Expires: 3");
      }
      phone.await("BYE ");
    }
  }

  @Test
  void weRefreshByUpdateWhereItIsAllowed() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String ok =
          up(
              phone,
              "Supported: timer\nSession-Expires: 2;refresher=uas\nAllow: INVITE, ACK, UPDATE");
      assertThat(ok).contains("Session-Expires: 2;refresher=uas").doesNotContain("Require: timer");
      String update = phone.await("UPDATE ");
      assertThat(update).contains("Session-Expires: 2;refresher=uac", "Supported: timer");
      phone.sendAnswer(update, "200 OK", "Session-Expires: 2;refresher=uac\r\n");
      assertThat(phone.await("UPDATE ")).contains("2 UPDATE");
    }
  }

  @Test
  void weRefreshByInviteOtherwiseAndAGlareIsSolved() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      up(phone, "Session-Expires: 20\nAllow: INVITE, ACK, BYE");
      String ours = phone.await("INVITE ");
      phone.send(phone.request("INVITE", "hotline", 2, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 491")).contains("2 INVITE");
      phone.sendAnswer(ours, "491 Request Pending", "");
      phone.await("ACK ");
      String again = phone.await("INVITE ");
      assertThat(again).contains("2 INVITE", "m=audio");
      phone.sendAnswer(again, "200 OK", "Contact: <sip:raw@127.0.0.1:" + phone.port() + ">\r\n");
      assertThat(phone.await("ACK ")).contains("2 ACK");
    }
  }

  @Test
  void anUnknownCallAtTheOtherEndIsOver() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      up(phone, "Supported: timer\nSession-Expires: 2;refresher=uas\nAllow: UPDATE");
      phone.sendAnswer(phone.await("UPDATE "), "481 Call Does Not Exist", "");
      phone.await("BYE ");
    }
  }

  private static String contact(RawPhone phone) {
    return "Contact: <sip:raw@127.0.0.1:" + phone.port() + ">\r\n";
  }

  @Test
  void arguingAboutTheIntervalEndsAndDoesNotProlongTheSession() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      up(phone, "Supported: timer\nSession-Expires: 2;refresher=uas\nAllow: UPDATE");
      String first = phone.await("UPDATE ");
      phone.sendAnswer(first, "422 Session Interval Too Small", "Min-SE: 3\r\n");
      String second = phone.await("UPDATE ");
      assertThat(second).contains("Session-Expires: 3;refresher=uac", "2 UPDATE");
      phone.sendAnswer(second, "422 Session Interval Too Small", "Min-SE: 4\r\n");
      assertThat(phone.await("")).startsWith("BYE ");
    }
  }

  @Test
  void anAnswerThatCrossesOurByeIsAcknowledged() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      up(phone, "Session-Expires: 2\nAllow: INVITE, ACK, BYE");
      String ours = phone.await("INVITE ");
      assertThat(ours).contains("Supported: timer").doesNotContain("100rel");
      bench.desk.nextArrival().leg().hangUp(EndCause.NORMAL);
      phone.sendAnswer(phone.await("BYE "), "200 OK", "");
      phone.sendAnswer(ours, "200 OK", contact(phone), RawPhone.SDP);
      assertThat(phone.await("ACK ")).contains("1 ACK"); // RFC 3261 section 13.2.2.4
    }
  }

  @Test
  void theAnswerToOurRefreshMayEndAHold() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering(), quick());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      up(phone, "Session-Expires: 2\nAllow: INVITE, ACK, BYE");
      phone.send(
          phone.request(
              "INVITE",
              "hotline",
              2,
              RawPhone.branch(),
              "Session-Expires: 2",
              RawPhone.SDP + "a=sendonly\n"));
      phone.await("SIP/2.0 200");
      phone.send(phone.request("ACK", "hotline", 2, RawPhone.branch(), "", ""));
      phone.sendAnswer(phone.await("INVITE "), "200 OK", contact(phone), RawPhone.SDP);
      assertThat(held(bench)).isTrue();
      assertThat(held(bench)).isFalse();
    }
  }

  private static boolean held(Bench bench) throws InterruptedException {
    Signal signal = bench.desk.next();
    while (!(signal instanceof Signal.HoldChanged)) {
      signal = bench.desk.next();
    }
    return ((Signal.HoldChanged) signal).held();
  }
}
