package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.RawSip;
import org.liniya.testkit.phone.SipMessage;
import org.liniya.testkit.phone.Sipp;
import org.liniya.testkit.phone.SippScenario;

/** What the line does not take, and how it says so. Afterwards it still takes calls. */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class RefusalTest {
  private static final Duration SOON = RawCaller.SOON;

  /** Each wrong password from one address is answered later than the last, up to 4 s. */
  private static final Duration SLOWED_DOWN = Duration.ofSeconds(60);

  private static final String SDP = "Content-Type: application/sdp\n";

  @TempDir private static Path folder = Path.of("");
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path config =
        ShortFlow.copy(folder, "0s")
            .replace("trunks.yaml", "127\\.0\\.0\\.0/8", "127.0.0.1")
            .folder();
    server = RunningServer.start(config);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void callsAreStillTaken() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect().hangUp();
      Calls.assertEnded(server, Calls.of(server, caller), "abandoned");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    PhoneSettings settings = PhoneSettings.operator("1001", server.registrar(), "wrong");
    try (Baresip phone = Baresip.start(settings)) {
      // The second 401 is the answer to its password. It goes on trying, ever more slowly, for a
      // minute.
      RunningServer.awaitThat(
          SLOWED_DOWN,
          () -> phone.sipMessages().stream().filter(message -> message.status() == 401).count(),
          refusals -> refusals >= 2,
          () -> "two refusals of a wrong password");
      assertThat(phone.countOf("REGISTER_OK")).isZero();
      assertThat(server.operator("1001").path("registered").asBoolean()).isFalse();
    }
  }

  /** Nobody learns from our answers which operators there are. */
  @Test
  void knownAndUnknownOperatorsGetTheSame401() {
    String known = refusedRegistration("1001");
    assertThat(known).startsWith("SIP/2.0 401");
    assertThat(refusedRegistration("4999")).isEqualTo(known);
  }

  /** Everything but what is a message's own, after a wrong password. */
  private static String refusedRegistration(String user) {
    try (RawSip sip = RawSip.to(server.sipPort())) {
      SipMessage answer = sip.register(user, "wrong", server.registrar(), 60);
      StringBuilder same = new StringBuilder(answer.startLine());
      answer.headers().stream()
          .filter(h -> !List.of("Via", "From", "To", "Call-ID", "CSeq").contains(h.name()))
          .forEach(h -> same.append('\n').append(h.name()).append(": ").append(h.value()));
      return same.toString().replaceAll("nonce=\"[^\"]*\"", "nonce");
    }
  }

  @Test
  void anUnknownNumberIsNotFound() {
    assertThat(refused(caller -> caller.dialling("nobody").invite()).status()).isEqualTo(404);
  }

  @Test
  void aBrokenSessionDescriptionIsNotAcceptable() {
    Sipp.of(
            SippScenario.begin()
                .invite(SippScenario.OFFER_BROKEN, "")
                .receives(488)
                .ackOfFailure()
                .xml())
        .to(server.registrar())
        .run()
        .mustHaveSucceeded(1);
  }

  @Test
  void noCommonCodecIsNotAcceptable() {
    Sipp.of(
            SippScenario.begin()
                .invite(SippScenario.OFFER_NO_COMMON_CODEC, "")
                .receives(488)
                .ackOfFailure()
                .xml())
        .to(server.registrar())
        .run()
        .mustHaveSucceeded(1);
  }

  @Test
  void anUnknownExtensionIsNamed() {
    SipMessage refusal =
        refused(c -> c.invite("Require: timer, teleport, gruu\n" + SDP, c.sdp().text()));
    assertThat(refusal.status()).isEqualTo(420);
    assertThat(String.join(", ", refusal.headers("Unsupported")))
        .contains("teleport", "gruu")
        .doesNotContain("timer");
  }

  @ParameterizedTest
  @CsvSource({"SUBSCRIBE, 489", "MESSAGE, 405", "REFER, 403", "JUMP, 501", "BYE, 481", "INFO, 481"})
  void otherMethodsAreAnswered(String method, int status) {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      SipMessage answer = caller.ask(method, "", "");
      assertThat(answer.status()).isEqualTo(status);
      if (status == 405 || status == 501) {
        assertThat(answer.header("Allow").orElse("")).contains("INVITE", "BYE", "UPDATE");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"BYE", "INVITE", "UPDATE", "INFO", "OPTIONS"})
  void aDialogThatIsNotThere(String method) {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      caller.inDialog("<sip:hotline@{server}>;tag=nothing");
      assertThat(caller.ask(method, SDP, caller.sdp().text()).status()).isEqualTo(481);
    }
  }

  /** An operator's telephone is asked who it is, and then told that nothing can be dialled out. */
  @Test
  void nothingCanBeDialledOut() {
    try (RawCaller operator = new RawCaller(server.sipPort()).from("1001").dialling("1002")) {
      SipMessage challenge = operator.invite().awaitFinal();
      assertThat(challenge.status()).isEqualTo(401);
      operator.ackOfRefusal(challenge);
      String credentials =
          RawSip.authorization(
              challenge,
              "1001",
              server.password("1001"),
              "INVITE",
              "sip:1002@" + server.registrar());
      SipMessage refusal = operator.invite(credentials + SDP, operator.sdp().text()).awaitFinal();
      operator.ackOfRefusal(refusal);
      assertThat(refusal.status()).as("a colleague without a telephone").isEqualTo(404);
      assertThat(Calls.all(server, operator)).isEmpty();
    }
  }

  @Test
  void anotherAddressThanTheTrunksIsForbidden() throws IOException {
    InetAddress stranger = InetAddress.ofLiteral("127.0.0.2");
    try (RawCaller template = new RawCaller(server.sipPort());
        DatagramSocket socket = new DatagramSocket(0, stranger)) {
      String invite =
          template
              .inviteText()
              .replace("127.0.0.1:{port}", "127.0.0.2:" + socket.getLocalPort())
              .replace("{server}", server.registrar())
              .replace("\n", "\r\n")
              .replace("{len}", length(template.sdp().text()));
      byte[] bytes = invite.getBytes(StandardCharsets.UTF_8);
      InetSocketAddress line =
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.sipPort());
      socket.send(new DatagramPacket(bytes, bytes.length, line));
      socket.setSoTimeout((int) SOON.toMillis());
      DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
      socket.receive(answer);
      String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
      assertThat(text).startsWith("SIP/2.0 403");
      assertThat(Calls.all(server, template)).isEmpty();
    }
  }

  /**
   * They never reach the parser or the line: the next message from the same socket is answered as
   * ever.
   */
  @Test
  void messagesOverTheLimitAreDroppedWithoutHarm() {
    try (RawCaller flood = new RawCaller(server.sipPort())) {
      flood.invite("X-Long: " + "a".repeat(20_000) + "\n" + SDP, flood.sdp().text());
      flood.invite("X-Many: 1\n".repeat(200) + SDP, flood.sdp().text());
      for (int i = 0; i < 20; i++) {
        flood.line().send("Via: \n".repeat(1_000) + "\n");
      }
      assertThat(flood.ask("OPTIONS", "", "").status()).isEqualTo(200);
      assertThat(Calls.all(server, flood)).isEmpty();
      assertThat(flood.line().sip().received())
          .filteredOn(message -> message.status() != 400 && message.status() != 513)
          .hasSize(1);
    }
  }

  /** Of the text with the line ends of the wire. */
  private static String length(String body) {
    return Integer.toString(body.replace("\n", "\r\n").length());
  }

  private static SipMessage refused(Consumer<RawCaller> how) {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      how.accept(caller);
      SipMessage refusal = caller.awaitFinal();
      caller.ackOfRefusal(refusal);
      assertThat(Calls.all(server, caller)).isEmpty();
      return refusal;
    }
  }
}
