package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallerNumber;
import org.liniya.call.Diversion;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.FrontDesk;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;

/** Callers by trunks: who they are, what they dialled, and passwords, by hand-written messages. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class TrunkInTest {

  private static Trunk trunk(boolean trusted, Optional<TrunkLogin> login) {
    return new Trunk(
        "loopback",
        List.of(AddressRange.parse("127.0.0.0/8")),
        login,
        List.of(),
        trusted,
        NumberPlan.russian(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static FrontDesk.Arrival arrival(Trunk trunk, String from, String more) throws Exception {
    try (Bench bench = Provider.bench(SipLimits.standard(), trunk);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(
          phone
              .request("INVITE", "hotline", 1, RawPhone.branch(), more, RawPhone.SDP)
              .replace("<sip:+79005550101@127.0.0.1>", from));
      phone.await("SIP/2.0 200");
      return bench.desk.nextArrival();
    }
  }

  /** Each row: trusted, From, further headers (¶ is a new line), trust and number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          yes | <sip:1@a> | P-Asserted-Identity: "Иван, К." <sip:89005550102@sbc;user=phone>| network +79005550102
          yes | <sip:1@a> | P-Asserted-Identity: <sip:ivan@sbc>, <tel:+7-900-555-01-02>| network +79005550102
          yes | <sip:1@a> | P-Asserted-Identity: <sip:ivan@sbc>¶P-Asserted-Identity: <tel:+79005550102>| network +79005550102
          yes | <sip:+79005550103@a> | P-Asserted-Identity: <<<broken| claimed +79005550103
          yes | <sip:+79005550103@a> | P-Asserted-Identity: <sip:sbc>| claimed +79005550103
          no  | <sip:89005550103@a> | P-Asserted-Identity: <tel:+79005550102>| claimed +79005550103
          yes | <sip:+79005550103@a> | P-Asserted-Identity: <tel:+79005550102>¶Privacy: id| withheld
          yes | <sip:+79005550103@a> | P-Asserted-Identity: <tel:+79005550102>¶Privacy: header;critical| withheld
          yes | <sip:+79005550103@a> | P-Asserted-Identity: <tel:+79005550102>¶Privacy: user| withheld
          yes | <sip:+79005550103@a> | P-Asserted-Identity: <tel:+79005550102>¶Privacy: none| network +79005550102
          yes | "Anonymous" <sip:anonymous@anonymous.invalid> | P-Asserted-Identity: <tel:+79005550102>| withheld
          no  | <sip:Anonymous@gw.example> | Subject: x| withheld
          no  | <sip:gw.example> | Subject: x| withheld
          """)
  void whoCalls(String trusted, String from, String more, String expected) throws Exception {
    CallerNumber caller =
        arrival(trunk(trusted.equals("yes"), Optional.empty()), from, more.replace('¶', '\n'))
            .from();
    assertThat(
            (caller.trust() + " " + caller.number().map(n -> n.full().reveal()).orElse("")).strip())
        .isEqualTo(expected);
  }

  @Test
  void fromWhereACallWasDiverted() throws Exception {
    FrontDesk.Arrival arrival =
        arrival(
            trunk(true, Optional.empty()),
            "<sip:1@a>",
            """
            Diversion: <sip:84951112233@gw>;reason=user-busy;counter=1, <tel:+74951112234>
            History-Info: <sip:+74951112235@gw?Reason=SIP%3Bcause%3D302>;index=1
            """);
    assertThat(arrival.diverted())
        .containsExactly(
            new Diversion(new CallerNumber.Network(PhoneNumber.of("+74951112233")), "user-busy"),
            new Diversion(new CallerNumber.Network(PhoneNumber.of("+74951112234")), "unknown"));
    assertThat(
            arrival(
                    trunk(false, Optional.empty()),
                    "<sip:1@a>",
                    "History-Info: <sip:+74951112235@gw?Reason=SIP%3Bcause%3D302>;index=1")
                .diverted())
        .containsExactly(
            new Diversion(
                new CallerNumber.Claimed(PhoneNumber.of("+74951112235")), "unconditional"));
  }

  @ParameterizedTest
  @CsvSource({
    "sip:88001234567@127.0.0.1, +78001234567",
    "sip:+78001234567@127.0.0.1;user=phone, +78001234567",
    "tel:+7-800-123-45-67, +78001234567",
    "tel:123-45-67;phone-context=+7800, +78001234567",
    "sip:1234567;phone-context=+7800@127.0.0.1;user=phone, +78001234567",
    "sip:hotline@127.0.0.1, hotline",
  })
  void theNumberIsFoundHoweverItIsWritten(String uri, String called) throws Exception {
    try (Bench bench = Provider.bench(SipLimits.standard(), trunk(true, Optional.empty()));
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(
          phone
              .request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP)
              .replaceFirst("INVITE sip:\\S+", "INVITE " + uri));
      phone.await("SIP/2.0 200");
      assertThat(bench.desk.nextArrival().called()).isEqualTo(called);
    }
  }

  @Test
  void aTrunkIsAskedForItsPasswordAndAnOperatorsOpensNothing() throws Exception {
    TrunkLogin login = new TrunkLogin("sbc", new Secret("trunk password"));
    try (Bench bench = Provider.bench(SipLimits.standard(), trunk(true, Optional.of(login)));
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      String challenge = phone.await("SIP/2.0 401");
      assertThat(challenge).contains("realm=\"liniya-trunks\"");

      String operators = proof(challenge, "1001", "secret-1001");
      phone.send(phone.request("INVITE", "hotline", 2, RawPhone.branch(), operators, RawPhone.SDP));
      String again = phone.await("SIP/2.0 401");
      assertThat(bench.desk.arrivals).isEmpty();

      String right = proof(again, "sbc", "trunk password");
      phone.send(phone.request("INVITE", "hotline", 3, RawPhone.branch(), right, RawPhone.SDP));
      phone.await("SIP/2.0 200");
      assertThat(bench.desk.nextArrival().trunk()).isEqualTo("loopback");

      phone.send(phone.request("INVITE", "hotline", 4, RawPhone.branch(), right, RawPhone.SDP));
      phone.await("SIP/2.0 401"); // the nonce's count is used up
    }
  }

  private static String proof(String challenge, String user, String password) {
    Map<String, String> asked =
        Challenge.parameters(Provider.header(challenge, "WWW-Authenticate"));
    Map<String, String> given =
        Map.of(
            "username", user,
            "realm", asked.getOrDefault("realm", ""),
            "nonce", asked.getOrDefault("nonce", ""),
            "uri", "sip:hotline@127.0.0.1",
            "qop", "auth",
            "nc", "00000001",
            "cnonce", "abc");
    StringBuilder line = new StringBuilder("Authorization: Digest algorithm=SHA-256");
    given.forEach(
        (name, value) -> line.append(", ").append(name).append("=\"").append(value).append('"'));
    return line
        + ", response=\""
        + Challenge.response(Algorithm.SHA_256, given, "INVITE", password)
        + "\"";
  }

  @Test
  void optionsSaysWhenTheLineIsNotWell() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
        phone.send(phone.request("OPTIONS", "hotline", 1, RawPhone.branch(), "", ""));
        phone.await("SIP/2.0 200");
        bench.admission.drain();
        phone.send(phone.request("OPTIONS", "hotline", 2, RawPhone.branch(), "", ""));
        assertThat(phone.await("SIP/2.0 503")).containsPattern("Retry-After: \\d+");
      }
    }
  }
}
