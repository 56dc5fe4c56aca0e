package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Somebody who guesses passwords or floods, and operators behind the same address: an office's NAT,
 * or the proxy that all come through.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class LockOutTest {

  /** What the gate lets one user get wrong at once, and something more. */
  private static final int TOO_MANY = 13;

  private static String path(RawPhone proxy, String telephone) {
    return "Path: <sip:127.0.0.1:" + proxy.port() + ";lr;received=sip:" + telephone + ">";
  }

  /** The right password, over {@code path} when it is not empty; the answer. */
  private static String register(RawPhone phone, String user, int cseq, String path)
      throws IOException {
    String right = RegistrarTest.credentials(phone, user, "secret-" + user, "REGISTER");
    String lines = right + "\nExpires: 60" + (path.isEmpty() ? "" : "\n" + path);
    phone.send(phone.request("REGISTER", user, cseq, RawPhone.branch(), lines, ""));
    return phone.await("SIP/2.0 ");
  }

  /** Wrong passwords at one blow; waits until all are answered. */
  private static void guess(RawPhone phone, String user, String path) throws IOException {
    String wrong = RegistrarTest.credentials(phone, user, "guess", "REGISTER");
    for (int i = 2; i < TOO_MANY + 2; i++) {
      String lines = wrong + "\nExpires: 60" + (path.isEmpty() ? "" : "\n" + path);
      phone.send(phone.request("REGISTER", user, i, RawPhone.branch(), lines, ""));
    }
    for (int i = 0; i < TOO_MANY; i++) {
      phone.await("SIP/2.0 401");
    }
  }

  @Test
  void aWrongPasswordIsAnsweredLate() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String wrong = RegistrarTest.credentials(phone, "1001", "guess", "REGISTER");
      long start = System.nanoTime();
      phone.send(phone.request("REGISTER", "1001", 2, RawPhone.branch(), wrong, ""));
      assertThat(phone.await("SIP/2.0 ")).contains(" 401 ").doesNotContain("stale");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
    }
  }

  @Test
  void guessesAtOneOperatorKeepNoOtherOut() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone guesser = new RawPhone(bench.endpoint.port());
        RawPhone phone = new RawPhone(bench.endpoint.port());
        RawPhone late = new RawPhone(bench.endpoint.port())) {
      guess(guesser, "1003", "");
      assertThat(register(phone, "1001", 2, "")).contains(" 200 ");
      // Not judged, right as it is; and it may try again.
      assertThat(register(late, "1003", 2, "")).contains(" 401 ").contains("stale=true");
    }
  }

  @Test
  void guessesDoNotKeepARegisteredTelephoneOut() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone guesser = new RawPhone(bench.endpoint.port());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      assertThat(register(phone, "1001", 2, "")).contains(" 200 ");
      guess(guesser, "1001", "");
      assertThat(register(phone, "1001", 4, "")).contains(" 200 ");
      String right = RegistrarTest.credentials(phone, "1001", "secret-1001", "INVITE");
      phone.send(phone.request("INVITE", "1002", 6, RawPhone.branch(), right, RawPhone.SDP));
      assertThat(phone.await("SIP/2.0 ")).doesNotContain(" 401 ");
      assertThat(register(guesser, "1001", 90, "")).contains(" 401 ");
    }
  }

  @Test
  void behindAProxyThePathTellsTheRegisteredTelephone() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      String own = path(proxy, "192.0.2.7:5070");
      String guessers = path(proxy, "192.0.2.66:5070");
      assertThat(register(proxy, "1001", 2, own)).contains(" 200 ");
      guess(proxy, "1001", guessers);
      assertThat(register(proxy, "1001", 91, own)).contains(" 200 ");
      assertThat(register(proxy, "1001", 93, guessers)).contains(" 401 ");
    }
  }

  /** Two requests a second from one address, four at once. */
  private static Bench narrow() throws IOException {
    return narrow(FakeDesk.answering());
  }

  private static Bench narrow(FakeDesk desk) throws IOException {
    AdmissionLimits limits =
        new AdmissionLimits(
            100, 100, 100, 100, 1_000, 2, Duration.ofDays(1), 100, Integer.MAX_VALUE);
    return Bench.with(desk, new FakeStreams(), limits);
  }

  /** More than the address has; the last is answered when it has some left again. */
  private static void flood(RawPhone stranger) throws IOException {
    for (int i = 1; i <= 200; i++) {
      stranger.send(stranger.request("OPTIONS", "hotline", i, RawPhone.branch(), "", ""));
    }
  }

  @Test
  void aFloodFromTheSameAddressDoesNotSilenceARegisteredTelephone() throws Exception {
    try (Bench bench = narrow();
        RawPhone stranger = new RawPhone(bench.endpoint.port());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      assertThat(register(phone, "1001", 2, "")).contains(" 200 ");
      for (int i = 0; i < 3; i++) {
        flood(stranger);
        assertThat(register(phone, "1001", 4 + 2 * i, "")).contains(" 200 ");
      }
      assertThat(bench.admission.ignoredRequests()).isGreaterThan(500);
    }
  }

  @Test
  void aFloodThroughTheProxyDoesNotSilenceItsRegisteredTelephones() throws Exception {
    try (Bench bench = narrow();
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      String own = path(proxy, "192.0.2.7:5070");
      assertThat(register(proxy, "1001", 2, own)).contains(" 200 ");
      String right = RegistrarTest.credentials(proxy, "1001", "secret-1001", "REGISTER");
      flood(proxy);
      proxy.send(proxy.request("REGISTER", "1001", 900, RawPhone.branch(), right + "\n" + own, ""));
      String answer = proxy.await("SIP/2.0 ");
      while (!answer.contains("CSeq: 900 ")) {
        answer = proxy.await("SIP/2.0 ");
      }
      assertThat(answer).contains(" 200 ");
      assertThat(bench.admission.ignoredRequests()).isGreaterThan(150);
    }
  }

  private static int answers(RawPhone phone, String status) throws IOException {
    return (int)
        phone.rest().stream().filter(message -> message.startsWith("SIP/2.0 " + status)).count();
  }

  @Test
  void insideADialogNothingIsCounted() throws Exception {
    try (Bench bench = narrow();
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");
      for (int i = 2; i < 32; i++) {
        phone.send(phone.request("OPTIONS", "hotline", i, RawPhone.branch(), "", ""));
      }
      for (int i = 2; i < 32; i++) {
        phone.await("SIP/2.0 200");
      }
      assertThat(bench.admission.ignoredRequests()).isZero();
    }
  }

  @Test
  void madeUpDialogsAreCountedAndMostGetNoAnswer() throws Exception {
    try (Bench bench = narrow();
        RawPhone stranger = new RawPhone(bench.endpoint.port());
        RawPhone caller = new RawPhone(bench.endpoint.port())) {
      stranger.learn("To: <sip:hotline@127.0.0.1>;tag=zzz\r\n");
      for (String method : new String[] {"INFO", "BYE", "INVITE", "CANCEL"}) {
        for (int i = 1; i <= 50; i++) {
          String body = method.equals("INVITE") ? RawPhone.SDP : "";
          stranger.send(stranger.request(method, "hotline", i, RawPhone.branch(), "", body));
        }
      }
      caller.call("hotline"); // all before it has been looked at then
      assertThat(answers(stranger, "481")).isBetween(1, 20);
      assertThat(bench.admission.ignoredRequests()).isGreaterThanOrEqualTo(180);
    }
  }

  /** A caller's CANCEL names an INVITE that we know. */
  @Test
  void aCancelIsHeardWhateverTheAddressHasUsedUp() throws Exception {
    try (Bench bench = narrow(FakeDesk.ringing());
        RawPhone stranger = new RawPhone(bench.endpoint.port());
        RawPhone caller = new RawPhone(bench.endpoint.port())) {
      String branch = RawPhone.branch();
      caller.send(caller.request("INVITE", "hotline", 1, branch, "", RawPhone.SDP));
      caller.await("SIP/2.0 180");
      flood(stranger);
      caller.send(caller.request("CANCEL", "hotline", 1, branch, "", ""));
      caller.await("SIP/2.0 487");
    }
  }
}
