package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;

/** Callers, by hand-written messages (RFC 3261). */
@Execution(ExecutionMode.CONCURRENT)
class CallerTest {

  @Test
  void aCallerIsAnsweredAndHangsUp() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String ok = phone.call("hotline");
      assertThat(ok).contains("m=audio 30000 RTP/AVP 8 96").contains("Contact: <sip:127.0.0.1:");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.desk.nextArrival().from()).isInstanceOf(CallerNumber.Claimed.class);
      assertThat(bench.dialogs.all()).hasSize(1);

      phone.send(phone.request("BYE", "hotline", 2, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.LegEnded.class, end -> assertThat(end.cause()).isEqualTo(EndCause.NORMAL));
      assertThat(bench.dialogs.all()).isEmpty();
      assertThat(bench.streams.only().closed).isTrue();
    }
  }

  @Test
  void anInviteWithoutSdpGetsOurOfferAndAnswersInItsAck() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", ""));
      String ok = phone.await("SIP/2.0 200");
      assertThat(ok).contains("RTP/AVP 8 0 101");
      phone.learn(ok);
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.streams.only().applied).hasSize(1);
    }
  }

  @Test
  void a200IsSentAgainUntilItsAck() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String invite = phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP);
      phone.send(invite);
      String ok = phone.await("SIP/2.0 200");
      assertThat(phone.await("SIP/2.0 200")).isEqualTo(ok);
      phone.send(invite); // our 200 was lost, they think: still one call
      assertThat(phone.await("SIP/2.0 200")).isEqualTo(ok);
      phone.learn(ok);
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.desk.arrivals).hasSize(1);
    }
  }

  @Test
  void aCallerWhoGivesUpGets487() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.ringing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String branch = RawPhone.branch();
      phone.send(phone.request("INVITE", "hotline", 1, branch, "", RawPhone.SDP));
      phone.await("SIP/2.0 180");
      phone.send(phone.request("CANCEL", "hotline", 1, branch, "", ""));
      phone.await("SIP/2.0 200");
      phone.await("SIP/2.0 487");
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.LegEnded.class, end -> assertThat(end.cause()).isEqualTo(EndCause.CANCELLED));
    }
  }

  @Test
  void whatCannotBeServedIsRefused() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      int port = bench.endpoint.port();
      assertThat(refusal(port, "INVITE", "nobody", "", RawPhone.SDP)).contains(" 404 ");
      assertThat(refusal(port, "INVITE", "hotline", "", "v=0\nbroken\n")).contains(" 488 ");
      assertThat(refusal(port, "INVITE", "hotline", "Require: 100rel, foo", RawPhone.SDP))
          .contains(" 420 ")
          .contains("Unsupported: foo")
          .doesNotContain("Unsupported: 100rel");
      assertThat(refusal(port, "SUBSCRIBE", "hotline", "", "")).contains(" 489 ");
      assertThat(refusal(port, "PUBLISH", "hotline", "Event: presence", ""))
          .contains(" 405 ")
          .contains("Allow:");
      assertThat(refusal(port, "FROBNICATE", "hotline", "", "")).contains(" 501 ");
      assertThat(refusal(port, "BYE", "hotline", "", "")).contains(" 481 ");
      assertThat(refusal(port, "OPTIONS", "hotline", "", "")).contains(" 200 ").contains("Allow:");
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }

  private static String refusal(int port, String method, String user, String more, String body)
      throws Exception {
    try (RawPhone phone = new RawPhone(port)) {
      phone.send(phone.request(method, user, 1, RawPhone.branch(), more, body));
      Optional<String> answer = phone.receive(10_000);
      while (answer.isPresent() && answer.get().startsWith("SIP/2.0 100")) {
        answer = phone.receive(10_000); // a busy machine: the stack has said 100 by itself
      }
      return answer.orElse("nothing").replace("\r\n", " ¶ ");
    }
  }
}
