package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.port.RegistrationStore.Binding;

/** Two telephones of one operator, by hand-written messages (RFC 3261 section 13.2.2.4). */
@Execution(ExecutionMode.CONCURRENT)
class ForkTest {

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final Bench.Registrations registrations = new Bench.Registrations();

  private void registered(RawPhone phone) {
    String contact = "sip:1001@127.0.0.1:" + phone.port();
    registrations.save(
        new Binding(
            new OperatorId("1001"),
            contact,
            "udp:127.0.0.1:" + phone.port(),
            Instant.now().plus(Duration.ofMinutes(1)),
            "registration-" + phone.port(),
            1,
            "raw"));
  }

  private Bench bench(SipLimits limits) throws IOException {
    return new Bench(
        FakeDesk.answering(), Bench.settings(limits), new Bench.Dialogs(), registrations);
  }

  private Dialer.Dialling dial(Bench bench) throws InterruptedException {
    assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isNotNull();
    return bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(new OperatorId("1001")),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "x",
            Map.of("X-Evil", "a\r\nInjected: b"),
            _ -> {}),
        results::add);
  }

  /** Answers 200 with a session description; the To line gets a tag. */
  private static void answer(RawPhone phone, String invite, String tag) throws IOException {
    answer(phone, invite, tag, "");
  }

  private static void answer(RawPhone phone, String invite, String tag, String more)
      throws IOException {
    String body = RawPhone.SDP.replace("\n", "\r\n");
    StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
    invite
        .lines()
        .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
        .map(line -> line.startsWith("To:") ? line + ";tag=" + tag : line)
        .forEach(line -> answer.append(line).append("\r\n"));
    phone.send(
        answer
            + "Contact: <sip:1001@127.0.0.1:"
            + phone.port()
            + ">\r\n"
            + more
            + "Content-Type: application/sdp\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  @Test
  void bothAnswerAndTheSecondIsReleasedWithoutMedia() throws Exception {
    try (RawPhone one = new RawPhone(9);
        RawPhone two = new RawPhone(9)) {
      registered(one);
      registered(two);
      try (Bench bench = bench(SipLimits.standard())) {
        assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isNotNull();
        dial(bench);
        one.serve(bench.endpoint.port());
        two.serve(bench.endpoint.port());
        String atOne = one.await("INVITE ");
        String atTwo = two.await("INVITE ");
        assertThat(atOne).doesNotContain("\r\nInjected:");
        answer(one, atOne, "first");
        one.await("ACK ");
        answer(two, atTwo, "second");
        two.await("ACK ");
        two.await("BYE ");
        assertThat(results.poll(10, TimeUnit.SECONDS)).isInstanceOf(Result.Answered.class);
        assertThat(results).isEmpty();
        assertThat(bench.streams.only().applied).hasSize(1);
        answer(one, atOne, "first"); // our ACK was lost
        one.await("ACK ");
      }
    }
  }

  /** A proxy has forked our INVITE: one INVITE, two answers, two dialogs (section 13.2.2.4). */
  @Test
  void oneInviteAnsweredTwiceGivesOneCall() throws Exception {
    try (RawPhone proxy = new RawPhone(9)) {
      registered(proxy);
      try (Bench bench = bench(SipLimits.standard())) {
        dial(bench);
        proxy.serve(bench.endpoint.port());
        String invite = proxy.await("INVITE ");
        answer(proxy, invite, "first");
        assertThat(proxy.await("ACK ")).contains(";tag=first");
        answer(proxy, invite, "second");
        assertThat(proxy.await("ACK ")).contains(";tag=second").contains("CSeq: 1 ACK");
        assertThat(proxy.await("BYE ")).contains(";tag=second").contains("CSeq: 2 BYE");
        assertThat(results.poll(10, TimeUnit.SECONDS)).isInstanceOf(Result.Answered.class);
        assertThat(results).isEmpty();
        assertThat(bench.streams.only().applied).hasSize(1);

        bench.endpoint.close();
        assertThat(proxy.await("BYE sip:")).contains(";tag=first"); // the call went on until now
      }
    }
  }

  @Test
  void theOtherTelephoneIsToldThatTheCallWasAnsweredElsewhere() throws Exception {
    try (RawPhone one = new RawPhone(9);
        RawPhone two = new RawPhone(9)) {
      registered(one);
      registered(two);
      try (Bench bench = bench(SipLimits.standard())) {
        assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isNotNull();
        dial(bench);
        one.serve(bench.endpoint.port());
        two.serve(bench.endpoint.port());
        String atOne = one.await("INVITE ");
        two.sendAnswer(two.await("INVITE "), "180 Ringing", "");
        answer(one, atOne, "first");
        assertThat(two.await("CANCEL ")).contains("Reason: SIP;cause=200");
      }
    }
  }

  @Test
  void aTelephoneWithSessionTimersIsRefreshedByUs() throws Exception {
    SipLimits usual = SipLimits.standard();
    SipLimits quick =
        new SipLimits(
            10,
            usual.retryAfter(),
            usual.t1(),
            usual.unacknowledged(),
            usual.unreachable(),
            usual.unheard(),
            usual.probe(),
            usual.probeAgain(),
            usual.registrations(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));
    try (RawPhone phone = new RawPhone(9)) {
      registered(phone);
      try (Bench bench = bench(quick)) {
        dial(bench);
        phone.serve(bench.endpoint.port());
        String invite = phone.await("INVITE ");
        assertThat(invite).contains("Supported: timer", "Session-Expires: 2", "Min-SE: 2");
        answer(
            phone,
            invite,
            "t",
            "Require: timer\r\nSession-Expires: 2;refresher=uac\r\nAllow: UPDATE\r\n");
        phone.await("ACK ");
        assertThat(phone.await("UPDATE ")).contains("CSeq: 2 UPDATE");
      }
    }
  }

  private static final String ENOUGH = "Min-SE: 3600\r\n";

  /** RFC 4028 section 7.3; the other telephone is not disturbed. */
  @Test
  void aTelephoneThatWantsALongerSessionIsRungOnceMore() throws Exception {
    try (RawPhone one = new RawPhone(9);
        RawPhone two = new RawPhone(9)) {
      registered(one);
      registered(two);
      try (Bench bench = bench(SipLimits.standard())) {
        assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isNotNull();
        dial(bench);
        one.serve(bench.endpoint.port());
        two.serve(bench.endpoint.port());
        String refused = one.await("INVITE ");
        assertThat(refused).contains("CSeq: 1 INVITE", "Session-Expires: 1800");
        String atTwo = two.await("INVITE ");
        one.sendAnswer(refused, "422 Session Interval Too Small", ENOUGH);
        String again = one.await("INVITE ");
        assertThat(again).contains("CSeq: 2 INVITE", "Session-Expires: 3600", "Min-SE: 3600");
        two.sendAnswer(atTwo, "180 Ringing", "");
        answer(one, again, "first", "Require: timer\r\nSession-Expires: 3600;refresher=uac\r\n");
        assertThat(one.await("ACK ")).contains("CSeq: 2 ACK");
        two.await("CANCEL ");
        Result result = results.poll(10, TimeUnit.SECONDS);
        while (result instanceof Result.Ringing) {
          result = results.poll(10, TimeUnit.SECONDS);
        }
        assertThat(result).isInstanceOf(Result.Answered.class);
      }
    }
  }

  /** Each row: what a second 422, or a senseless first one, says; INVITEs seen until it is over. */
  @ParameterizedTest
  @CsvSource({"7200, 2", "60, 1", "100000000, 1"})
  void aTelephoneThatIsNeverContentIsUnreachable(long seconds, int invites) throws Exception {
    try (RawPhone phone = new RawPhone(9)) {
      registered(phone);
      try (Bench bench = bench(SipLimits.standard())) {
        dial(bench);
        phone.serve(bench.endpoint.port());
        for (int i = 0; i < invites; i++) {
          String invite = phone.await("INVITE ");
          String least = "Min-SE: " + seconds * (i + 1) + "\r\n";
          phone.sendAnswer(invite, "422 Session Interval Too Small", least);
          phone.await("ACK ");
        }
        assertThat(results.poll(10, TimeUnit.SECONDS))
            .isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
        assertThat(bench.streams.only().closed).isTrue();
        String more = "CSeq: " + (invites + 1) + " INVITE";
        assertThat(phone.rest()).noneMatch(message -> message.contains(more));
      }
    }
  }

  @Test
  void aTelephoneThatIsNotThereIsUnreachable() throws Exception {
    SipLimits limits =
        new SipLimits(
            10,
            Duration.ofSeconds(7),
            Duration.ofMillis(500),
            Duration.ofSeconds(32),
            Duration.ofMillis(600),
            Duration.ofSeconds(30),
            Duration.ofSeconds(8),
            Duration.ofSeconds(30),
            10);
    try (RawPhone deaf = new RawPhone(9)) {
      registered(deaf);
      try (Bench bench = bench(limits)) {
        dial(bench);
        assertThat(results.poll(10, TimeUnit.SECONDS))
            .isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
      }
    }
  }

  @Test
  void anAnswerThatCrossesTheWithdrawalIsReleased() throws Exception {
    try (RawPhone phone = new RawPhone(9)) {
      registered(phone);
      try (Bench bench = bench(SipLimits.standard())) {
        Dialer.Dialling dialling = dial(bench);
        phone.serve(bench.endpoint.port());
        String invite = phone.await("INVITE ");
        phone.sendAnswer(invite, "180 Ringing", "");
        assertThat(results.poll(10, TimeUnit.SECONDS)).isInstanceOf(Result.Ringing.class);
        dialling.cancel();
        phone.await("CANCEL ");
        answer(phone, invite, "crossing");
        phone.await("ACK ");
        phone.await("BYE ");
        assertThat(results.poll(10, TimeUnit.SECONDS))
            .isEqualTo(new Result.Failed(EndCause.WITHDRAWN));
        assertThat(bench.streams.only().closed).isTrue();
      }
    }
  }

  @Test
  void anOperatorsTelephoneMayLeaveTheRefreshToUs() throws Exception {
    SipLimits usual = SipLimits.standard();
    SipLimits quick =
        new SipLimits(
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
    try (RawPhone phone = new RawPhone(9)) {
      registered(phone);
      try (Bench bench = bench(quick)) {
        dial(bench);
        phone.serve(bench.endpoint.port());
        String invite = phone.await("INVITE ");
        answer(phone, invite, "theirs");
        phone.await("ACK ");
        assertThat(results.poll(10, TimeUnit.SECONDS)).isInstanceOf(Result.Answered.class);
        phone.send(
            phone
                .request(
                    "UPDATE",
                    "liniya",
                    2,
                    RawPhone.branch(),
                    "Supported: timer\nSession-Expires: 2;refresher=uas\nAllow: UPDATE",
                    "")
                .replaceAll("From: .*", "From:" + value(invite, "To") + ";tag=theirs")
                .replaceAll("To: .*", "To:" + value(invite, "From"))
                .replaceAll("Call-ID: .*", "Call-ID:" + value(invite, "Call-ID")));
        phone.await("SIP/2.0 200");
        assertThat(phone.await("UPDATE ")).contains("Contact: <sip:");
      }
    }
  }

  private static String value(String message, String name) {
    String found =
        message.lines().filter(line -> line.startsWith(name + ":")).findFirst().orElseThrow();
    return found.substring(name.length() + 1);
  }
}
