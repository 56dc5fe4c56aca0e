package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Ladders;
import org.liniya.port.OperatorDesk.Dialled;

/** Operators call from their telephones, and what else telephones ask, by hand-written messages. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class OperatorCallsTest {

  /** Sends the INVITE of operator 1001, with the right password. */
  private static String invite(RawPhone phone, String dialled) throws IOException {
    String right = RegistrarTest.credentials(phone, "1001", "secret-1001", "INVITE");
    String invite = phone.request("INVITE", dialled, 2, RawPhone.branch(), right, RawPhone.SDP);
    phone.send(invite);
    return invite;
  }

  @ParameterizedTest
  @CsvSource({"access,403", "hotline,404", "9999,404", "1001,486"})
  void whatCannotBeCalledIsRefused(String dialled, int status) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      invite(phone, dialled);
      assertThat(phone.awaitFinal()).startsWith("SIP/2.0 " + status);
      assertThat(bench.operators.calls).isEmpty();
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }

  @Test
  void whatWasDialledComesToTheDesk() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone one = new RawPhone(bench.endpoint.port());
        RawPhone two = new RawPhone(bench.endpoint.port())) {
      invite(one, "+79005550199");
      var call = bench.operators.nextCall();
      assertThat(call.operator()).isEqualTo(new OperatorId("1001"));
      assertThat(call.dialled()).isEqualTo(new Dialled.Outside(PhoneNumber.of("+79005550199")));
      invite(two, "112");
      assertThat(bench.operators.nextCall().dialled())
          .isEqualTo(new Dialled.Emergency(PhoneNumber.of("112"), true));
    }
  }

  /** The desk reads the spellings; here none of them is refused or cut short on its way there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:112;phone-context=+7@127.0.0.1",
        "sip:112%23@127.0.0.1",
        "sip:112#@127.0.0.1",
        "sip:%31%31%32@127.0.0.1",
        "tel:112;phone-context=example.org",
        "tel:112;phone-context=+7",
        "urn:service:sos",
        "URN:service:sos.police",
      })
  void anEmergencyCallComesToTheDeskInEverySpelling(String uri) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String right = RegistrarTest.credentials(phone, "1001", "secret-1001", "INVITE", uri);
      UnaryOperator<String> to =
          text ->
              text.replaceFirst(" sip:x@[^ ]* SIP", " " + uri + " SIP")
                  .replace("<sip:x@127.0.0.1>", "<" + uri + ">");
      phone.send(to.apply(phone.request("INVITE", "x", 2, RawPhone.branch(), right, RawPhone.SDP)));
      phone.learn(phone.await("SIP/2.0 200"));
      phone.send(to.apply(phone.request("ACK", "x", 2, RawPhone.branch(), "", "")));
      assertThat(bench.operators.nextCall().dialled())
          .isEqualTo(new Dialled.Emergency(PhoneNumber.of("112"), true));
      assertThat(bench.operators.nextSignal()).isInstanceOf(Signal.LegAnswered.class);
    }
  }

  /** RFC 4028 section 9, as of callers. */
  @Test
  void aSessionTimerThatIsTooShortIsRefused() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String right = RegistrarTest.credentials(phone, "1001", "secret-1001", "INVITE");
      String more = right + "\nSupported: timer\nSession-Expires: 30";
      phone.send(phone.request("INVITE", "1002", 2, RawPhone.branch(), more, RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 4")).startsWith("SIP/2.0 422").contains("Min-SE: 90");
      assertThat(bench.operators.calls).isEmpty();
    }
  }

  /** Credentials taken from one request are no good for another (RFC 7616 section 3.4.6). */
  @ParameterizedTest
  @CsvSource({
    "sip:1002@127.0.0.1, 401",
    "sip:+79005550198@127.0.0.1, 401",
    "sip:elsewhere.example, 401",
    "mailto:+79005550199@127.0.0.1, 401",
    "sip:+79005550199@127.0.0.1, 200",
    "sip:%2B79005550199@proxy.example;transport=tcp, 200",
    "sip:127.0.0.1, 200",
    "sip:liniya, 200",
  })
  void credentialsAreForWhatTheyName(String uri, int status) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String right = RegistrarTest.credentials(phone, "1001", "secret-1001", "INVITE", uri);
      phone.send(
          phone.request("INVITE", "+79005550199", 2, RawPhone.branch(), right, RawPhone.SDP));
      String answer = phone.await("SIP/2.0 ");
      while (answer.startsWith("SIP/2.0 1")) {
        answer = phone.await("SIP/2.0 ");
      }
      assertThat(answer).startsWith("SIP/2.0 " + status);
      assertThat(bench.operators.calls).hasSize(status == 200 ? 1 : 0);
    }
  }

  @Test
  void otherServicesAreNoneOfOurs() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(
          phone
              .request("INVITE", "x", 2, RawPhone.branch(), "", RawPhone.SDP)
              .replaceFirst(" sip:x@[^ ]* SIP", " urn:service:sosx SIP"));
      phone.await("SIP/2.0 416");
    }
  }

  @Test
  void aRepeatedInviteIsAnsweredAgainAndNotAskedForItsPassword() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String invite = invite(phone, "1002");
      phone.learn(phone.await("SIP/2.0 200"));
      phone.send(invite);
      phone.await("SIP/2.0 200");
      phone.send(phone.request("ACK", "1002", 2, RawPhone.branch(), "", ""));
      assertThat(bench.operators.nextSignal()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.operators.calls).hasSize(1);
    }
  }

  @Test
  void theFiguresOfAnOperatorsOwnCallAreNoCallers() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      ReferTest.connected(bench, "1001").close();
      bench.operators.nextCall().leg().hangUp(EndCause.NORMAL);
      assertThat(bench.streams.nextEnded()).isEqualTo("operator");
    }
  }

  /** In the ladder, as {@code liniya trace} draws it; a caller stays a caller. */
  @Test
  void whoCallsFromAnOperatorsTelephoneIsNamedAsThatOperator() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone caller = new RawPhone(bench.endpoint.port())) {
      ReferTest.connected(bench, "1001").close();
      caller.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(bench.endpoint.ladders().of(FakeDesk.CALL))
          .extracting(Ladders.Ladder::party)
          .containsExactlyInAnyOrder("operator 1001", "caller");
    }
  }

  @Test
  void anOperatorGivesUpBeforeTheAnswer() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      bench.operators.manner = call -> call.leg().ring();
      String invite = invite(phone, "1002");
      phone.await("SIP/2.0 180");
      String branch = invite.replaceFirst("(?s).*;branch=([^\\r;]+).*", "$1");
      phone.send(phone.request("CANCEL", "1002", 2, branch, "", ""));
      phone.await("SIP/2.0 487");
      assertThat(bench.operators.nextSignal())
          .isInstanceOfSatisfying(
              Signal.LegEnded.class,
              ended -> assertThat(ended.cause()).isEqualTo(EndCause.CANCELLED));
    }
  }

  @Test
  void oneOperatorHasOnlySoManyCallsAtOnce() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      for (int i = 0; i < OperatorCalls.MOST; i++) {
        ReferTest.connected(bench, "1001").close(); // the telephone is gone, our leg is not
      }
      try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
        invite(phone, "1002");
        phone.await("SIP/2.0 486");
      }
      ReferTest.connected(bench, "1003").close(); // others are not concerned
      bench.operators.nextCall().leg().hangUp(EndCause.NORMAL);
      assertThat(bench.operators.nextSignal()).isInstanceOf(Signal.LegEnded.class);
      ReferTest.connected(bench, "1001").close();
    }
  }

  @Test
  void fromAloneReachesNobody() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String plain = phone.request("INVITE", "1002", 1, RawPhone.branch(), "", RawPhone.SDP);
      phone.send(plain.replace("sip:+79005550101@", "sip:1001@"));
      phone.await("SIP/2.0 401");
      assertThat(bench.operators.calls).isEmpty();
    }
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      for (String dialled : new String[] {"1002", "112", "+79005550199"}) {
        phone.send(
            phone.request(
                "INVITE", dialled, dialled.length(), RawPhone.branch(), "", RawPhone.SDP));
        phone.await("SIP/2.0 404"); // to a caller none of these is there
      }
      assertThat(bench.operators.calls).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUBSCRIBE|Event: dialog|489",
        "SUBSCRIBE|Event: presence|489",
        "SUBSCRIBE|Event: message-summary|489",
        "NOTIFY|Event: keep-alive\\nSubscription-State: active|481",
        "REFER|Refer-To: <sip:1002@127.0.0.1>|403",
        "MESSAGE|Content-Type: text/plain|405",
        "PUBLISH|Event: presence|405",
        "JUMP|X-No: x|501",
      })
  void whatTelephonesAskOutsideACall(String method, String more, int status) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(
          phone.request(
              method,
              "1001",
              1,
              RawPhone.branch(),
              more.replace("\\n", "\n"),
              method.equals("MESSAGE") ? "between us" : ""));
      String answer = phone.awaitFinal();
      assertThat(answer).startsWith("SIP/2.0 " + status).doesNotContain("between us");
      if (status == 489) {
        assertThat(answer).contains("Allow-Events: refer");
      } else if (status == 405) {
        assertThat(answer).contains("Allow: INVITE").contains("REFER").doesNotContain("MESSAGE,");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUBSCRIBE|Event: dialog|489",
        "SUBSCRIBE|Event: refer|481",
        "NOTIFY|Event: refer\\nSubscription-State: active|481",
        "MESSAGE|Content-Type: text/plain|405",
        "PUBLISH|Event: presence|405",
      })
  void whatTelephonesAskInACall(String method, String more, int status) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = ReferTest.connected(bench, "1001")) {
      phone.send(
          phone.request(method, "1002", 3, RawPhone.branch(), more.replace("\\n", "\n"), ""));
      phone.await("SIP/2.0 " + status);
      phone.send(phone.request("BYE", "1002", 4, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200"); // the call goes on until it is ended
    }
  }
}
