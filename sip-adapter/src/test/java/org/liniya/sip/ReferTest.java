package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.port.Transfer;

/** REFER and its NOTIFYs, by hand-written messages (RFC 3515, 3891, 4488, 6665). */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class ReferTest {

  /** An operator's telephone that has called 1002 and is connected. */
  static RawPhone connected(Bench bench, String operator) throws Exception {
    RawPhone phone = new RawPhone(bench.endpoint.port());
    String right = RegistrarTest.credentials(phone, operator, "secret-" + operator, "INVITE");
    phone.send(phone.request("INVITE", "1002", 2, RawPhone.branch(), right, RawPhone.SDP));
    phone.learn(phone.await("SIP/2.0 200"));
    phone.send(phone.request("ACK", "1002", 2, RawPhone.branch(), "", ""));
    assertThat(bench.operators.nextSignal()).isInstanceOf(Signal.LegAnswered.class);
    return phone;
  }

  static void refer(RawPhone phone, int cseq, String more) throws IOException {
    phone.send(phone.request("REFER", "1002", cseq, RawPhone.branch(), more, ""));
  }

  private static Transfer asked(Bench bench) throws InterruptedException {
    return ((Signal.TransferAsked) bench.operators.nextSignal()).transfer();
  }

  /** The next NOTIFY, answered. */
  private static String notified(RawPhone phone) throws IOException {
    String notify = phone.await("NOTIFY ");
    phone.sendAnswer(notify, "200 OK", "");
    return notify;
  }

  private static String line(String message, String header) {
    return message
        .lines()
        .filter(line -> line.startsWith(header + ":"))
        .map(line -> line.substring(header.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static int cseq(String message) {
    return Integer.parseInt(line(message, "CSeq").split(" ", 2)[0]);
  }

  private static String tag(String message, String header) {
    Matcher tag = Pattern.compile(";tag=([^;\\s]+)").matcher(line(message, header));
    assertThat(tag.find()).isTrue();
    return tag.group(1);
  }

  @Test
  void aBlindTransferIsToldStepByStep() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>");
      String accepted = phone.await("SIP/2.0 202");
      assertThat(line(accepted, "Contact")).startsWith("<sip:");
      String trying = notified(phone);
      assertThat(line(trying, "Event")).isEqualTo("refer");
      assertThat(line(trying, "Subscription-State")).matches("active;expires=1(80|79)");
      assertThat(line(trying, "Content-Type")).isEqualTo("message/sipfrag;version=2.0");
      assertThat(trying).endsWith("\r\n\r\nSIP/2.0 100 Trying\r\n");
      Transfer transfer = asked(bench);
      assertThat(transfer.target()).isEqualTo(new Transfer.Target.Operator(new OperatorId("1002")));

      transfer.ringing();
      String ringing = notified(phone);
      assertThat(ringing).endsWith("SIP/2.0 180 Ringing\r\n");
      assertThat(cseq(ringing)).isEqualTo(cseq(trying) + 1);

      transfer.done();
      String done = notified(phone);
      assertThat(done).endsWith("SIP/2.0 200 OK\r\n");
      assertThat(line(done, "Subscription-State")).isEqualTo("terminated;reason=noresource");

      transfer.failed(EndCause.BUSY); // only one end is told
      bench.operators.nextCall().leg().hangUp(EndCause.NORMAL);
      assertThat(phone.receive(10_000).orElseThrow()).startsWith("BYE ");
    }
  }

  @Test
  void aFailureIsToldWithItsStatusAndTheNextReferHasItsNumber() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: sip:access@127.0.0.1");
      notified(phone);
      Transfer first = asked(bench);
      assertThat(first.target()).isEqualTo(new Transfer.Target.Group("access"));
      first.failed(EndCause.BUSY);
      String failed = notified(phone);
      assertThat(failed).endsWith("SIP/2.0 486 Busy here\r\n");
      assertThat(line(failed, "Subscription-State")).startsWith("terminated");

      refer(phone, 4, "Refer-To: <tel:+79005550199>");
      assertThat(line(notified(phone), "Event")).isEqualTo("refer;id=4");
      assertThat(asked(bench).target())
          .isEqualTo(new Transfer.Target.Outside(PhoneNumber.of("+79005550199")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Refer-To: <sip:9999@127.0.0.1>|404",
        "Refer-To: <mailto:who@example.org>|416",
        "Refer-To: <sip:1002@127.0.0.1;method=BYE>|403",
        "Refer-To: <sip:1002@127.0.0.1?Replaces=nonsense>|400",
        "Refer-To: <sip:1002@127.0.0.1?Replaces=%zz>|400",
        "Refer-To: <sip:101@127.0.0.1>|403",
        "X-No: Refer-To|400",
      })
  void whatCannotBeDoneIsRefused(String header, int status) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, header);
      assertThat(phone.awaitFinal()).startsWith("SIP/2.0 " + status);
      refer(phone, 4, "Refer-To: <sip:1002@127.0.0.1>"); // and the dialog goes on
      phone.await("SIP/2.0 202");
      asked(bench);
      assertThat(bench.operators.signals).isEmpty();
    }
  }

  @Test
  void twoTargetsAreNone() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>\nRefer-To: <sip:access@127.0.0.1>");
      phone.await("SIP/2.0 400");
    }
  }

  @Test
  void aSecondOneMustWaitForTheFirst() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>");
      notified(phone);
      refer(phone, 4, "Refer-To: <sip:1002@127.0.0.1>");
      phone.await("SIP/2.0 491");
      asked(bench).failed(EndCause.NO_ANSWER);
      notified(phone);
      refer(phone, 5, "Refer-To: <sip:1002@127.0.0.1>");
      phone.await("SIP/2.0 202");
    }
  }

  @Test
  void whoWantsNoNewsGetsNone() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>\nRefer-Sub: false");
      assertThat(line(phone.await("SIP/2.0 202"), "Refer-Sub")).isEqualTo("false");
      Transfer transfer = asked(bench);
      transfer.ringing();
      transfer.done();
      bench.operators.nextCall().leg().hangUp(EndCause.NORMAL);
      assertThat(phone.receive(10_000).orElseThrow()).startsWith("BYE ");
    }
  }

  @Test
  void callersAndStrangersMayNot() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone caller = new RawPhone(bench.endpoint.port());
        RawPhone stranger = new RawPhone(bench.endpoint.port())) {
      caller.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      caller.send(
          caller.request(
              "REFER", "hotline", 2, RawPhone.branch(), "Refer-To: <sip:1002@127.0.0.1>", ""));
      caller.await("SIP/2.0 403");
      stranger.send(
          stranger.request(
              "REFER", "1001", 1, RawPhone.branch(), "Refer-To: <sip:1002@127.0.0.1>", ""));
      stranger.await("SIP/2.0 403");
      assertThat(bench.desk.signals).isEmpty();
    }
  }

  @Test
  void aTelephoneThatKnowsOfNoSubscriptionIsLeftAlone() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>");
      String trying = phone.await("NOTIFY ");
      phone.sendAnswer(trying, "481 Call/Transaction Does Not Exist", "");
      Transfer transfer = asked(bench);
      refer(phone, 4, "Refer-To: <sip:1002@127.0.0.1>"); // the slot is free again, once 481 is in
      for (int cseq = 5; phone.awaitFinal().startsWith("SIP/2.0 491"); cseq++) {
        assertThat(cseq).isLessThan(500);
        refer(phone, cseq, "Refer-To: <sip:1002@127.0.0.1>");
      }
      notified(phone);
      transfer.done(); // of the first: nobody is told
      asked(bench).done();
      assertThat(line(notified(phone), "Event")).startsWith("refer;id=");
    }
  }

  @Test
  void theEndOfEitherSideEndsTheNews() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>");
      notified(phone);
      Transfer transfer = asked(bench);
      phone.send(phone.request("BYE", "1002", 4, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
      assertThat(bench.operators.nextSignal()).isInstanceOf(Signal.LegEnded.class);
      transfer.ringing();
      transfer.done();
      assertThat(phone.receive(300)).isEmpty();
    }
  }

  @Test
  void theSubscriptionIsShortenedRefreshedAndEndsByItself() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>");
      notified(phone);
      phone.send(
          phone.request(
              "SUBSCRIBE", "1002", 4, RawPhone.branch(), "Event: refer\nExpires: 9999", ""));
      assertThat(line(phone.await("SIP/2.0 200"), "Expires")).isEqualTo("180"); // our bound
      assertThat(notified(phone)).endsWith("SIP/2.0 100 Trying\r\n");
      phone.send(
          phone.request("SUBSCRIBE", "1002", 5, RawPhone.branch(), "Event: refer\nExpires: 1", ""));
      assertThat(line(phone.await("SIP/2.0 200"), "Expires")).isEqualTo("1");
      assertThat(line(notified(phone), "Subscription-State")).startsWith("active");
      assertThat(line(notified(phone), "Subscription-State"))
          .isEqualTo("terminated;reason=timeout");
      phone.send(
          phone.request("SUBSCRIBE", "1002", 6, RawPhone.branch(), "Event: refer\nExpires: 9", ""));
      phone.await("SIP/2.0 481");
    }
  }

  @Test
  void unsubscribingEndsTheNews() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = connected(bench, "1001")) {
      refer(phone, 3, "Refer-To: <sip:1002@127.0.0.1>");
      notified(phone);
      phone.send(
          phone.request("SUBSCRIBE", "1002", 4, RawPhone.branch(), "Event: refer\nExpires: 0", ""));
      phone.await("SIP/2.0 200");
      assertThat(line(notified(phone), "Subscription-State")).startsWith("terminated");
      asked(bench).done();
      assertThat(phone.receive(300)).isEmpty();
    }
  }

  @Test
  void anAttendedTransferNamesTheOperatorsOtherLeg() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone talk = connected(bench, "1001");
        RawPhone consultation = connected(bench, "1001")) {
      var first = bench.operators.nextCall();
      var second = bench.operators.nextCall();
      refer(talk, 3, "Refer-To: " + replacing(consultation, "%3B"));
      talk.await("SIP/2.0 202");
      Signal.TransferAsked asked = (Signal.TransferAsked) bench.operators.nextSignal();
      assertThat(asked.leg()).isEqualTo(first.leg().id());
      assertThat(asked.transfer().target())
          .isEqualTo(new Transfer.Target.Consulted(second.leg().id()));
    }
  }

  /** A Refer-To that names the dialog of {@code phone}, as RFC 5589 section 7.3 shows. */
  private static String replacing(RawPhone phone, String semicolon) {
    return "<sip:1002@127.0.0.1?Replaces="
        + phone.callId()
        + semicolon
        + "to-tag%3D"
        + phone.toTag()
        + semicolon
        + "from-tag%3D"
        + phone.fromTag()
        + ">";
  }

  @Test
  void anothersDialogIsNotGivenAway() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone talk = connected(bench, "1001");
        RawPhone others = connected(bench, "1003")) {
      refer(talk, 3, "Refer-To: " + replacing(others, "%3B"));
      talk.await("SIP/2.0 403");
      assertThat(bench.operators.signals).isEmpty();
    }
  }

  @Test
  void aDialogThatIsNotThereIsToldAsAFailureAndTheTalkGoesOn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone talk = connected(bench, "1001")) {
      refer(talk, 3, "Refer-To: <sip:1002@127.0.0.1?Replaces=gone%3Bto-tag%3Da%3Bfrom-tag%3Db>");
      talk.await("SIP/2.0 202");
      notified(talk);
      String failed = notified(talk);
      assertThat(failed).contains("SIP/2.0 481 ");
      assertThat(line(failed, "Subscription-State")).startsWith("terminated");
      refer(talk, 4, "Refer-To: " + replacing(talk, "%3B")); // its own dialog is no other one
      talk.await("SIP/2.0 202");
      notified(talk);
      assertThat(notified(talk)).contains("SIP/2.0 481 ");
      assertThat(bench.operators.signals).isEmpty();
    }
  }

  @Test
  void nobodyTakesADialogOverByAnInviteOfTheirOwn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone talk = connected(bench, "1001");
        RawPhone thief = new RawPhone(bench.endpoint.port())) {
      String tags = ";to-tag=" + talk.toTag() + ";from-tag=" + talk.fromTag();
      for (Map.Entry<String, String> each :
          Map.of(
                  "Replaces: " + talk.callId() + tags,
                  "403",
                  "Replaces: other" + tags,
                  "481",
                  "Replaces: " + talk.callId() + tags + "x",
                  "481",
                  "Replaces: nonsense;to-tag=a",
                  "400")
              .entrySet()) {
        thief.send(
            thief.request(
                "INVITE",
                "hotline",
                each.getValue().hashCode() & 0xFFF,
                RawPhone.branch(),
                each.getKey(),
                RawPhone.SDP));
        assertThat(thief.awaitFinal()).as(each.getKey()).contains(" " + each.getValue() + " ");
      }
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }

  @Test
  void aLegThatWeHaveDialledMayReferToo() throws Exception {
    Bench.Registrations registrations = new Bench.Registrations();
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    BlockingQueue<Dialer.Result> results = new LinkedBlockingQueue<>();
    try (RawPhone phone = new RawPhone(9)) {
      registrations.save(
          new Binding(
              new OperatorId("1001"),
              "sip:raw@127.0.0.1:" + phone.port(),
              "udp:127.0.0.1:" + phone.port(),
              Instant.now().plusSeconds(60),
              "x",
              1,
              "raw"));
      try (Bench bench =
          new Bench(
              FakeDesk.answering(),
              Bench.settings(SipLimits.standard()),
              new Bench.Dialogs(),
              registrations)) {
        phone.serve(bench.endpoint.port());
        assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
        bench.endpoint.dial(
            new Dialer.Request(
                new Dialer.Destination.Operator(new OperatorId("1001")),
                FakeDesk.CALL,
                Optional.empty(),
                "x",
                Map.of(),
                signals::add),
            results::add);
        String invite = phone.await("INVITE ");
        phone.accept(invite);
        phone.await("ACK ");
        Dialer.Result result = results.poll(10, TimeUnit.SECONDS);
        assertThat(result).isInstanceOf(Dialer.Result.Answered.class); // the ACK goes out before
        phone.send(
            phone
                .request(
                    "REFER", "1001", 1, RawPhone.branch(), "Refer-To: <sip:1002@127.0.0.1>", "")
                .replaceFirst("Call-ID: .*", "Call-ID: " + line(invite, "Call-ID"))
                .replaceFirst("To: .*", "To: <sip:x@127.0.0.1>;tag=" + tag(invite, "From")));
        phone.await("SIP/2.0 202");
        assertThat(signals.poll(10, TimeUnit.SECONDS)).isInstanceOf(Signal.TransferAsked.class);
        String notify = phone.await("NOTIFY ");
        assertThat(cseq(notify)).isEqualTo(cseq(invite) + 1);
        assertThat(line(notify, "To")).contains(phone.fromTag());
      }
    }
  }
}
