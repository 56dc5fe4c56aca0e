package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Leg;

/** What a caller is told before the answer: early media, and reliably (RFC 3262). */
@Execution(ExecutionMode.CONCURRENT)
class BeforeTheAnswerTest {

  private static FakeDesk progressing() {
    return new FakeDesk(arrival -> arrival.leg().progress());
  }

  private static String invite(RawPhone phone, String more, String sdp) {
    return phone.request("INVITE", "hotline", 1, RawPhone.branch(), more, sdp);
  }

  private static String rseq(String response) {
    Matcher found = Pattern.compile("(?m)^RSeq: (\\d+)").matcher(response);
    assertThat(found.find()).as(response).isTrue();
    return found.group(1);
  }

  private static String prack(RawPhone phone, String rseq, String sdp) {
    return phone.request(
        "PRACK", "hotline", 2, RawPhone.branch(), "RAck: " + rseq + " 1 INVITE", sdp);
  }

  private static <T extends Signal> T next(Bench bench, Class<T> kind) throws InterruptedException {
    Signal signal = bench.desk.next();
    while (!kind.isInstance(signal)) {
      signal = bench.desk.next();
    }
    return kind.cast(signal);
  }

  @Test
  void earlyMediaIsA183WithSoundAndEndsUnansweredWithAQ850Cause() throws Exception {
    try (Bench bench = Bench.with(progressing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "", RawPhone.SDP));
      String progress = phone.await("SIP/2.0 183");
      assertThat(progress).contains("m=audio").doesNotContain("RSeq");
      next(bench, Signal.LegProgressing.class);
      bench.desk.nextArrival().leg().hangUp(EndCause.BUSY);
      assertThat(phone.await("SIP/2.0 486")).contains("Reason: Q.850;cause=17");
    }
  }

  @Test
  void theAnswerAfterEarlyMediaSaysTheSame() throws Exception {
    FakeDesk desk =
        new FakeDesk(
            arrival -> {
              arrival.leg().progress();
              arrival.leg().answer();
            });
    try (Bench bench = Bench.with(desk);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "", RawPhone.SDP));
      String early = body(phone.await("SIP/2.0 183"));
      String ok = phone.await("SIP/2.0 200");
      assertThat(body(ok)).isEqualTo(early);
      phone.learn(ok);
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      next(bench, Signal.LegAnswered.class);
    }
  }

  private static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void aReliableProvisionalIsRepeatedUntilItsPrackAndTheAnswerWaitsForIt() throws Exception {
    FakeDesk desk =
        new FakeDesk(
            arrival -> {
              arrival.leg().progress();
              arrival.leg().answer();
            });
    try (Bench bench = Bench.with(desk);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Supported: 100rel", RawPhone.SDP));
      String first = phone.await("SIP/2.0 183");
      assertThat(first).contains("Require: 100rel", "m=audio");
      String again = phone.await("SIP/2.0 "); // anything but the repetition would be the 200
      assertThat(again).startsWith("SIP/2.0 183").contains("RSeq: " + rseq(first));
      phone.learn(first);
      phone.send(prack(phone, Long.toString(Long.parseLong(rseq(first)) + 1), ""));
      phone.await("SIP/2.0 481");
      phone.send(prack(phone, rseq(first), ""));
      assertThat(phone.await("SIP/2.0 200")).contains("2 PRACK");
      assertThat(phone.await("SIP/2.0 200")).contains("1 INVITE");
    }
  }

  @Test
  void whoRequires100relGetsAReliable180() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.ringing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Require: 100rel", RawPhone.SDP));
      String ringing = phone.await("SIP/2.0 180");
      phone.learn(ringing);
      phone.send(prack(phone, rseq(ringing), ""));
      phone.await("SIP/2.0 200");
    }
  }

  @Test
  void aReliableProvisionalThatIsNeverAcknowledgedEndsTheCall() throws Exception {
    SipLimits brief =
        new SipLimits(
            10,
            Duration.ofSeconds(7),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(8),
            Duration.ofSeconds(30),
            10);
    try (Bench bench = Bench.with(progressing(), brief);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Require: 100rel", RawPhone.SDP));
      phone.await("SIP/2.0 504");
      assertThat(next(bench, Signal.LegEnded.class).cause()).isEqualTo(EndCause.LOST);
    }
  }

  @Test
  void aLateOfferIsMadeIn183AndAnsweredInPrack() throws Exception {
    FakeDesk desk =
        new FakeDesk(
            arrival -> {
              arrival.leg().progress();
              arrival.leg().answer();
            });
    try (Bench bench = Bench.with(desk);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Supported: 100rel", ""));
      String progress = phone.await("SIP/2.0 183");
      assertThat(progress).contains("m=audio");
      phone.learn(progress);
      phone.send(prack(phone, rseq(progress), RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 200")).contains("PRACK");
      next(bench, Signal.LegProgressing.class);
      assertThat(phone.await("SIP/2.0 200")).contains("1 INVITE").doesNotContain("m=audio");
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      next(bench, Signal.LegAnswered.class);
    }
  }

  @Test
  void earlyMediaForALateOfferWithout100relIsRefused() throws Exception {
    try (Bench bench = Bench.with(progressing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "", ""));
      phone.await("SIP/2.0 488");
      next(bench, Signal.LegEnded.class);
    }
  }

  @Test
  void anUpdateBeforeTheAnswerIsTakenOnceThePrackHasCome() throws Exception {
    try (Bench bench = Bench.with(progressing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Supported: 100rel", RawPhone.SDP));
      String progress = phone.await("SIP/2.0 183");
      phone.learn(progress);
      phone.send(phone.request("UPDATE", "hotline", 2, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 500")).contains("Retry-After");
      phone.send(prack(phone, rseq(progress), "").replace("CSeq: 2", "CSeq: 3"));
      phone.await("SIP/2.0 200");
      phone.send(phone.request("UPDATE", "hotline", 4, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 200")).contains("4 UPDATE", "m=audio");
    }
  }

  @Test
  void aCancelBeforeThePrackEndsTheCall() throws Exception {
    try (Bench bench = Bench.with(progressing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String branch = RawPhone.branch();
      phone.send(phone.request("INVITE", "hotline", 1, branch, "Require: 100rel", RawPhone.SDP));
      phone.await("SIP/2.0 183");
      phone.send(phone.request("CANCEL", "hotline", 1, branch, "", ""));
      phone.await("SIP/2.0 487");
      assertThat(next(bench, Signal.LegEnded.class).cause()).isEqualTo(EndCause.CANCELLED);
    }
  }

  @Test
  void whatElseIsRequiredIsNamed() throws IOException {
    try (Bench bench = Bench.with(FakeDesk.ringing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Require: 100rel, precondition", RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 420"))
          .contains("Unsupported: precondition")
          .doesNotContain("Unsupported: 100rel");
    }
  }

  @Test
  void aLateOfferIsMadeInTheFirstReliableProvisional() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Require: 100rel", ""));
      String ringing = phone.await("SIP/2.0 180");
      assertThat(ringing).contains("m=audio"); // RFC 3261 section 13.2.1
      phone.learn(ringing);
      phone.send(prack(phone, rseq(ringing), RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 200")).contains("2 PRACK");
      assertThat(phone.await("SIP/2.0 200")).contains("1 INVITE").doesNotContain("m=audio");
    }
  }

  @Test
  void theSoundOfALateOfferBeginsAfterTheRinging() throws Exception {
    FakeDesk desk =
        new FakeDesk(
            arrival -> {
              arrival.leg().ring();
              arrival.leg().progress();
            });
    try (Bench bench = Bench.with(desk);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Require: 100rel", ""));
      String ringing = phone.await("SIP/2.0 180");
      phone.learn(ringing);
      phone.send(prack(phone, rseq(ringing), RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 200")).contains("2 PRACK");
      String progress = phone.await("SIP/2.0 183");
      assertThat(progress).contains("RSeq").doesNotContain("m=audio");
      next(bench, Signal.LegProgressing.class);
    }
  }

  @Test
  void anUpdateBeforeTheAnswerMovesTheDialogAndTheDescriptionIsNotRepeated() throws Exception {
    try (Bench bench = Bench.with(progressing());
        RawPhone phone = new RawPhone(bench.endpoint.port());
        RawPhone elsewhere = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "Supported: 100rel", RawPhone.SDP));
      String progress = phone.await("SIP/2.0 183");
      phone.learn(progress);
      phone.send(prack(phone, rseq(progress), ""));
      phone.await("SIP/2.0 200");
      phone.send(
          phone
              .request("UPDATE", "hotline", 3, RawPhone.branch(), "", RawPhone.SDP)
              .replaceAll("Contact: .*", "Contact: <sip:raw@127.0.0.1:" + elsewhere.port() + ">"));
      assertThat(phone.await("SIP/2.0 200")).contains("3 UPDATE");
      Leg leg = bench.desk.nextArrival().leg();
      leg.answer();
      assertThat(phone.await("SIP/2.0 200")).contains("1 INVITE").doesNotContain("m=audio");
      phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      next(bench, Signal.LegAnswered.class);
      leg.hangUp(EndCause.NORMAL);
      elsewhere.await("BYE sip:raw@127.0.0.1:" + elsewhere.port());
    }
  }

  @Test
  void anOfferBeforeAReliableAnswerHasToWait() throws Exception {
    try (Bench bench = Bench.with(progressing());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(invite(phone, "", RawPhone.SDP));
      phone.learn(phone.await("SIP/2.0 183"));
      phone.send(phone.request("UPDATE", "hotline", 2, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 500")).contains("2 UPDATE"); // RFC 3311 section 5.2
    }
  }
}
