package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.fuzz.Census;

/** Messages that are meant to do harm; every one of them once did. */
@Timeout(60)
@Tag("slow")
class HostileSenderTest {

  /** jain-sip took the memory at once, and the error ended the one thread of all connections. */
  @ParameterizedTest
  @ValueSource(strings = {"2147483647", "1073741824", "-5", "99999999999999999999", "five"})
  void noLengthOfBodyHarmsOtherConnections(String length) throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      try (Socket hostile = new Socket(Bench.LOOPBACK, bench.endpoint.port())) {
        String header = options("TCP", ";rport", "Content-Length: " + length);
        hostile.getOutputStream().write(header.getBytes(StandardCharsets.ISO_8859_1));
        hostile.setSoTimeout(10_000);
        String all =
            new String(hostile.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(all).startsWith("SIP/2.0 "); // told so, and the connection is closed
        assertThat(all.substring(8, 11)).isIn("400", "513");
      }
      try (Socket honest = new Socket(Bench.LOOPBACK, bench.endpoint.port())) {
        String header = options("TCP", ";rport", "l: 0"); // the short form, which jain-sip missed
        honest.getOutputStream().write(header.getBytes(StandardCharsets.ISO_8859_1));
        honest.setSoTimeout(10_000);
        byte[] answer = honest.getInputStream().readNBytes(11);
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("SIP/2.0 200");
      }
    }
  }

  /** Its Via says TCP, another host and another address: the answer goes back all the same. */
  @Test
  void aDatagramMakesUsTalkToNobodyElse() throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port());
        RawPhone victim = new RawPhone(bench.endpoint.port());
        ServerSocket service = new ServerSocket(0, 1, Bench.LOOPBACK)) {
      service.setSoTimeout(700);
      for (String parameters :
          new String[] {";maddr=127.0.0.1", ";received=127.0.0.1", ";maddr=host.invalid"}) {
        phone.send(
            options("TCP", parameters, "Content-Length: 0")
                .replace("127.0.0.1:9;", "127.0.0.1:" + service.getLocalPort() + ";"));
        assertThatThrownBy(service::accept).isInstanceOf(SocketTimeoutException.class);
        phone.send(
            options("UDP", ";rport" + parameters, "Content-Length: 0")
                .replace("127.0.0.1:9;", "127.0.0.1:" + victim.port() + ";"));
        assertThat(phone.await("SIP/2.0 200")).contains("rport=" + phone.port());
        assertThat(victim.receive(100)).isEmpty();
      }
    }
  }

  /** The pattern that read it needed more stack than there is; a sorter was dead for ever. */
  @Test
  void longCredentialsStopNoSorter() throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String credentials = "Authorization: Digest username=\"" + "a\\b".repeat(2_000) + "\"";
      for (int i = 0; i < 40; i++) { // more than there are sorters
        phone.send(
            phone
                .request("REGISTER", "1001", 1, RawPhone.branch(), credentials, "")
                .replaceFirst("Call-ID: ", "Call-ID: " + i));
        assertThat(phone.awaitFinal()).startsWith("SIP/2.0 401");
      }
    }
  }

  /**
   * jain-sip reads such fields and cannot write them again or send to them: we could never have
   * hung up.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"]\"Mr. X <sip:x@127.0.0.1>", "<?a@127.0.0.1>", "<sip:a@127.0.0.1:509099>"})
  void aCallerWhomWeCouldNotHangUpOnIsRefused(String address) throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String invite = phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP);
      phone.send(
          address.startsWith("<")
              ? invite.replaceFirst("Contact: .*", "Contact: " + address)
              : invite.replaceFirst("To: .*", "To: " + address));
      assertThat(phone.awaitFinal()).startsWith("SIP/2.0 400");
      assertThat(bench.endpoint.callers()).isZero();
    }
  }

  /** No answer could be made, and the place that the caller had taken was never free again. */
  @Test
  void anUnanswerableCallerTakesNoPlace() throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String invite = phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP);
      phone.send(invite.replace(";rport", ";rport=x"));
      assertThat(phone.awaitFinal()).startsWith("SIP/2.0 400");
      assertThat(bench.endpoint.callers()).isZero();
    }
  }

  /** Whoever sent and went at once left a channel with its buffers behind, for ever. */
  @Test
  void closedConnectionsAreForgotten() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      for (int i = 0; i < 400; i++) {
        try (Socket hostile = new Socket(Bench.LOOPBACK, bench.endpoint.port())) {
          String message = options("TCP", ";rport", "Content-Length: 0");
          hostile.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(45)) // transactions know their channel for 32 s
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> channels() < 40);
    }
  }

  /** No answer could be sent, and jain-sip kept the transaction of each for ever. */
  @Test
  void unansweredTransactionsAreForgotten() throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      long before = transactions();
      for (int i = 0; i < 100; i++) {
        String options = options("UDP", ";rport", "Content-Length: 0");
        phone.send(options.replace(";tag=1", ";tag"));
      }
      phone.send(phone.request("OPTIONS", "hotline", 1, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200"); // all others have come before it
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> transactions() < before + 20);
    }
  }

  @Test
  void noPortIsNoReasonToFail() throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(options("UDP", ";rport", "Content-Length: 0").replace(":9;", ":509099;"));
      assertThat(phone.awaitFinal()).startsWith("SIP/2.0 400");
    }
  }

  private static long transactions() {
    return Census.take().count("gov.nist.javax.sip.stack.SIPServerTransactionImpl");
  }

  /** How many connections the whole process still knows, open or not. */
  private static long channels() {
    return Census.take().count("sun.nio.ch.SocketChannelImpl");
  }

  private static String options(String transport, String parameters, String length) {
    return "OPTIONS sip:hotline@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/"
        + transport
        + " 127.0.0.1:9;branch="
        + RawPhone.branch()
        + parameters
        + "\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:hotline@127.0.0.1>\r\nCall-ID: "
        + RawPhone.branch()
        + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n"
        + length
        + "\r\n\r\n";
  }
}
