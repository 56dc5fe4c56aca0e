package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.OperatorId;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;

/** Registering and guessing, by hand-written messages (RFC 3261 section 10, RFC 7616). */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class RegistrarTest {

  /** A fresh challenge of the server, as a header of credentials for {@code method}. */
  static String credentials(RawPhone phone, String user, String password, String method)
      throws IOException {
    return credentials(phone, user, password, method, "sip:127.0.0.1");
  }

  /** Credentials that name {@code uri} as what they are for. */
  static String credentials(RawPhone phone, String user, String password, String method, String uri)
      throws IOException {
    phone.send(phone.request("REGISTER", user, 1, RawPhone.branch(), "Expires: 60", ""));
    String asked =
        phone
            .await("SIP/2.0 401")
            .lines()
            .filter(line -> line.startsWith("WWW-Authenticate:") && line.contains("MD5"))
            .findFirst()
            .orElseThrow();
    Map<String, String> given =
        new HashMap<>(Challenge.parameters(asked.substring(asked.indexOf(':') + 1).strip()));
    given.put("username", user);
    given.put("uri", uri);
    given.put("nc", "00000001");
    given.put("cnonce", "c");
    given.put("qop", "auth");
    return "Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=MD5, cnonce=\"c\", qop=auth, nc=00000001"
        .formatted(
            user,
            given.get("realm"),
            given.get("nonce"),
            uri,
            Challenge.response(Algorithm.MD5, given, method, password));
  }

  private static String agent(RawPhone phone, int number, String agent) throws IOException {
    String right = credentials(phone, "1001", "secret-1001", "REGISTER");
    phone.send(
        phone
            .request(
                "REGISTER",
                "1001",
                number,
                RawPhone.branch(),
                right + "\nExpires: 60\nUser-Agent: " + agent,
                "")
            .replaceFirst("Contact: <[^>]*>", "Contact: <sip:c" + number + "@127.0.0.1:9>"));
    return phone.await("SIP/2.0 200");
  }

  /** The standard limits allow ten. */
  @Test
  void theOldestOfTheSameKindGivesWayToTheEleventhContactElseTheOldest() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      agent(phone, 2, "desk");
      agent(phone, 3, "mobile");
      agent(phone, 4, "mobile");
      for (int number = 5; number <= 11; number++) {
        agent(phone, number, "desk");
      }
      agent(phone, 12, "mobile"); // 3 was the oldest of its kind
      assertThat(contacts(agent(phone, 13, "other"))) // and 2 of all
          .containsExactly("c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13");
      assertThat(bench.registrations.all()).hasSize(10);
      agent(phone, 14, "other"); // 13 gives way
      assertThat(contacts(agent(phone, 15, "mobile"))).doesNotContain("c4", "c13");
      assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
    }
  }

  private static List<String> contacts(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("Contact:"))
        .flatMap(line -> Stream.of(line.split(",")))
        .map(line -> line.replaceFirst(".*<sip:([^@]*)@.*", "$1"))
        .toList();
  }

  private static String register(RawPhone phone, int cseq, String more) throws IOException {
    String right = credentials(phone, "1001", "secret-1001", "REGISTER");
    phone.send(phone.request("REGISTER", "1001", cseq, RawPhone.branch(), right + "\n" + more, ""));
    return phone.awaitFinal();
  }

  @Test
  void aStarTakesAllContactsAway() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      assertThat(register(phone, 2, "Expires: 60\nContact: <sip:other@127.0.0.1:9>"))
          .contains(" 200 ");
      assertThat(bench.registrations.all()).hasSize(2);
      String right = credentials(phone, "1001", "secret-1001", "REGISTER");
      String star =
          phone
              .request("REGISTER", "1001", 3, RawPhone.branch(), right + "\nExpires: 0", "")
              .replaceFirst("Contact: <[^>]*>", "Contact: *");
      phone.send(star);
      assertThat(phone.awaitFinal()).contains(" 200 ").doesNotContain("Contact:");
      assertThat(bench.registrations.all()).isEmpty();
      assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
    }
  }

  @Test
  void aStarWithALifeIsNonsense() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String right = credentials(phone, "1001", "secret-1001", "REGISTER");
      phone.send(
          phone
              .request("REGISTER", "1001", 2, RawPhone.branch(), right + "\nExpires: 60", "")
              .replaceFirst("Contact: <[^>]*>", "Contact: *"));
      phone.await("SIP/2.0 400");
    }
  }

  @Test
  void everyContactHasALifeOfItsOwn() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String answer =
          register(
              phone,
              2,
              "Expires: 60\nContact: <sip:a@127.0.0.1:9>;expires=600\n"
                  + "Contact: <sip:b@127.0.0.1:9>;expires=0");
      assertThat(answer).contains(" 200 ");
      assertThat(answer).containsPattern("<sip:a@127.0.0.1:9>;expires=(600|599)");
      assertThat(answer).containsPattern("<sip:raw@[^>]*>;expires=(60|59)");
      assertThat(answer).doesNotContain("sip:b@");
      assertThat(bench.registrations.all()).hasSize(2);
    }
  }

  @Test
  void aPasswordShownOnceIsNotTakenAgain() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port());
        RawPhone thief = new RawPhone(bench.endpoint.port())) {
      String right = credentials(phone, "1001", "secret-1001", "REGISTER");
      String lines = right + "\nExpires: 60";
      phone.send(phone.request("REGISTER", "1001", 2, RawPhone.branch(), lines, ""));
      phone.await("SIP/2.0 200");
      thief.send(thief.request("REGISTER", "1001", 1, RawPhone.branch(), lines, ""));
      assertThat(thief.awaitFinal()).contains(" 401 ").contains("stale=true");
      assertThat(bench.registrations.all()).hasSize(1);
    }
  }

  @Test
  void aNonceThatWeNeverGaveIsStaleAndSoIsATamperedOne() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String right = credentials(phone, "1001", "secret-1001", "REGISTER");
      String forged = right.replaceFirst("nonce=\"[^\"]*\"", "nonce=\"abcdef\"");
      phone.send(
          phone.request("REGISTER", "1001", 2, RawPhone.branch(), forged + "\nExpires: 60", ""));
      assertThat(phone.awaitFinal()).contains(" 401 ").contains("stale=true");
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  @Test
  void bothAlgorithmsAreOfferedAndTheBetterOneFirst() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("REGISTER", "1001", 1, RawPhone.branch(), "Expires: 60", ""));
      assertThat(phone.await("SIP/2.0 401").lines().filter(l -> l.startsWith("WWW-Auth")).toList())
          .satisfiesExactly(
              first -> assertThat(first).contains("algorithm=SHA-256"),
              second -> assertThat(second).contains("algorithm=MD5"));
    }
  }

  @Test
  void whatComesLateChangesNothing() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      assertThat(register(phone, 5, "Expires: 60")).contains(" 200 ");
      assertThat(register(phone, 4, "Expires: 0")).contains(" 200 ").contains("<sip:raw@");
      assertThat(bench.registrations.all()).hasSize(1);
      assertThat(register(phone, 6, "Expires: 0")).contains(" 200 ").doesNotContain("<sip:raw@");
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  @Test
  void tooBriefALifeIsRefused() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      assertThat(register(phone, 2, "Expires: 5")).contains(" 423 ").contains("Min-Expires: 30");
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  @Test
  void aNonceCountIsGoodOnce() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String right = credentials(phone, "1001", "secret-1001", "REGISTER") + "\nExpires: 60";
      phone.send(phone.request("REGISTER", "1001", 2, RawPhone.branch(), right, ""));
      phone.await("SIP/2.0 200");
      phone.send(phone.request("REGISTER", "1001", 3, RawPhone.branch(), right, "")); // overheard
      assertThat(phone.await("SIP/2.0 401")).contains("stale=true");
    }
  }

  @Test
  void aRegistrationExpires() throws Exception {
    Bench.Registrations registrations = new Bench.Registrations();
    registrations.save(
        new Binding(
            new OperatorId("1001"),
            "sip:1001@127.0.0.1:9",
            "udp:127.0.0.1:9",
            Instant.now().plusSeconds(4),
            "x",
            1,
            "raw"));
    try (Bench bench =
        new Bench(
            FakeDesk.answering(),
            Bench.settings(SipLimits.standard()),
            new Bench.Dialogs(),
            registrations)) {
      assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
      assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("unregistered 1001");
      assertThat(registrations.all()).isEmpty();
    }
  }

  @Test
  void fromTellsNobodyWhichOperatorsThereAre() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      for (String user : new String[] {"1001", "9999"}) {
        try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
          String plain = phone.request("INVITE", "nobody", 1, RawPhone.branch(), "", RawPhone.SDP);
          phone.send(plain.replace("sip:+79005550101@", "sip:" + user + "@"));
          phone.await("SIP/2.0 401"); // whether or not there is such an operator
        }
        try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
          String wrong = credentials(phone, user, "guess", "INVITE");
          String invite =
              phone.request("INVITE", "hotline", 2, RawPhone.branch(), wrong, RawPhone.SDP);
          phone.send(invite.replace("sip:+79005550101@", "sip:" + user + "@"));
          phone.await("SIP/2.0 401");
        }
      }
      try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
        String right = credentials(phone, "1001", "secret-1001", "INVITE");
        phone.send(phone.request("INVITE", "hotline", 2, RawPhone.branch(), right, RawPhone.SDP));
        phone.await("SIP/2.0 404"); // known, and the line's own number is for callers
      }
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }
}
