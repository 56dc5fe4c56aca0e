package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.sip.wire.Challenge.Algorithm;

/** Our registration at a provider made of text (RFC 3261 section 10.2). */
@Execution(ExecutionMode.CONCURRENT)
class TrunkRegistrationTest {

  private static void awaitWord(Bench bench, String word) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Provider.view(bench, "registering").registration().equals(word));
  }

  @Test
  void itIsMadeWithAPasswordAndALongerLifeRenewedAndGivenBack() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(SipLimits.standard(), provider.registering(Duration.ofMinutes(10)))) {
      String first = provider.await("REGISTER sip:127.0.0.1:");
      assertThat(first)
          .contains("To: <sip:line-7@127.0.0.1:")
          .contains("Contact: <sip:our-line@127.0.0.1:" + bench.endpoint.port() + ">")
          .contains("Expires: 600");
      provider.challenge(first, "401 Unauthorized", "SHA-256", ", qop=\"auth\", opaque=\"o\"");
      String second = provider.await("REGISTER ");
      assertThat(Provider.shows(second, "Authorization", Algorithm.SHA_256)).as(second).isTrue();
      assertThat(Provider.header(second, "Authorization")).contains("opaque=\"o\"");
      provider.answer(second, "423 Too brief", "Min-Expires: 900\r\n");
      String third = provider.await("REGISTER ");
      assertThat(third).contains("Expires: 900");
      provider.challenge(third, "401 Unauthorized", "MD5", "");
      String fourth = provider.await("REGISTER ");
      assertThat(Provider.shows(fourth, "Authorization", Algorithm.MD5)).as(fourth).isTrue();
      assertThat(Provider.header(fourth, "CSeq")).isEqualTo("4 REGISTER");
      provider.answer(
          fourth,
          "200 OK",
          "Contact: <sip:other@127.0.0.1>;expires=900, <sip:our-line@127.0.0.1>;expires=2\r\n");
      awaitWord(bench, "registered");

      String renewal = provider.await("REGISTER "); // after 1.7 to 1.8 s
      assertThat(renewal).contains("Expires: 900");
      provider.answer(renewal, "200 OK", "Expires: 3600\r\n");
      awaitWord(bench, "registered");

      Thread closing = Thread.ofVirtual().start(bench::stop);
      String last = provider.await("REGISTER ");
      assertThat(last).contains("Expires: 0");
      provider.answer(last, "200 OK", "");
      closing.join(Duration.ofSeconds(10));
    }
  }

  @Test
  void aRefusalIsToldAndAWrongPasswordIsNotShownForEver() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(SipLimits.standard(), provider.registering(Duration.ofMinutes(10)))) {
      provider.challenge(provider.await("REGISTER "), "401 Unauthorized", "MD5", "");
      provider.challenge(provider.await("REGISTER "), "401 Unauthorized", "MD5", "");
      awaitWord(bench, "failed");
      assertThat(Provider.view(bench, "registering").lastProblem())
          .contains("the registrar refuses our password");
      assertThat(provider.phone.receive(500)).isEmpty();
    }
  }

  @Test
  void callsFromTheRegistrarForOurContactAreOfTheTrunk() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(SipLimits.standard(), provider.registering(Duration.ofMinutes(10)))) {
      provider.answer(provider.await("REGISTER "), "200 OK", "Expires: 600\r\n");
      awaitWord(bench, "registered");
      RawPhone phone = provider.phone;
      phone.send(
          phone
              .request("INVITE", "our-line", 1, RawPhone.branch(), "", RawPhone.SDP)
              .replace("To: <sip:our-line@127.0.0.1>", "To: <sip:88001234567@provider.example>"));
      phone.await("SIP/2.0 200");
      assertThat(bench.desk.nextArrival().trunk()).isEqualTo("registering");
      assertThat(Provider.view(bench, "registering").callsIn()).isEqualTo(1);

      try (RawPhone stranger = new RawPhone(bench.endpoint.port())) {
        stranger.send(
            stranger.request("INVITE", "unknown", 1, RawPhone.branch(), "", RawPhone.SDP));
        Optional<String> answer = stranger.receive(10_000);
        assertThat(answer.orElse("")).contains(" 404 ");
      }
    }
  }
}
