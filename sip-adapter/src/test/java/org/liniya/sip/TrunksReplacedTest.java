package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;

/** A reload gives a running endpoint other trunks. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class TrunksReplacedTest {

  private static final Duration NEVER = Duration.ZERO;
  private static final Map<String, String> NUMBERS = Map.of("hotline", "hotline");
  private static final Trunk LOOPBACK =
      new Trunk("loopback", List.of(AddressRange.parse("127.0.0.0/8")), true);

  @Test
  void callsInProgressGoOnAndNewOnesComeByTheNewTrunksOnly() throws Exception {
    try (Bench bench = Provider.bench(SipLimits.standard(), LOOPBACK);
        RawPhone phone = new RawPhone(bench.endpoint.port());
        RawPhone late = new RawPhone(bench.endpoint.port())) {
      phone.call("hotline");

      bench.endpoint.replaceTrunks(
          List.of(new Trunk("elsewhere", List.of(AddressRange.parse("192.0.2.0/24")), true)),
          NUMBERS);

      late.send(late.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      assertThat(late.await("SIP/2.0 4")).contains(" 403 ");
      phone.send(phone.request("BYE", "hotline", 2, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
      assertThat(bench.endpoint.trunks().trunks())
          .extracting(view -> view.name())
          .containsExactly("elsewhere");
    }
  }

  @Test
  void aNumberLeadsElsewhereFromThenOn() throws Exception {
    try (Bench bench = Provider.bench(SipLimits.standard(), LOOPBACK);
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      bench.endpoint.replaceTrunks(List.of(LOOPBACK), Map.of("hotline", "other"));
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
      phone.await("SIP/2.0 200");
      assertThat(bench.desk.nextArrival().flow()).isEqualTo("other");
    }
  }

  @Test
  void aTrunkThatHasNotChangedKeepsItsRegistrationAndAnotherRegistersAnew() throws Exception {
    try (Provider provider = new Provider()) {
      Trunk before = provider.registering(Duration.ofMinutes(10));
      try (Bench bench = Provider.bench(SipLimits.standard(), before)) {
        provider.answer(provider.await("REGISTER "), "200 OK", "Expires: 600\r\n");
        registered(bench);

        bench.endpoint.replaceTrunks(List.of(before, LOOPBACK), numbers());
        assertThat(Provider.view(bench, "registering").registration()).isEqualTo("registered");

        bench.endpoint.replaceTrunks(List.of(provider.registering(Duration.ofHours(1))), numbers());
        String goodbye = provider.await("REGISTER ");
        assertThat(Provider.header(goodbye, "Expires")).isEqualTo("0");
        provider.answer(goodbye, "200 OK", "");
        String anew = provider.await("REGISTER ");
        assertThat(Provider.header(anew, "Expires")).isEqualTo("3600");
        provider.answer(anew, "200 OK", "Expires: 3600\r\n");
        registered(bench);
      }
    }
  }

  @Test
  void aChangedTrunkDoesNotGetItsLimitsAnew() throws Exception {
    try (Provider provider = new Provider();
        Bench bench =
            Provider.bench(
                SipLimits.standard(), provider.trunk("out", provider.out(NEVER, "+7495")))) {
      for (int i = 0; i < 2; i++) {
        dial(bench);
        provider.take(provider.await("INVITE "));
        provider.await("ACK ");
      }
      bench.endpoint.replaceTrunks(
          List.of(provider.trunk("out", provider.out(NEVER, "+7495", "+7812"))), numbers());
      dial(bench);
      Provider.await(bench, "out", view -> view.refusals().equals(Map.of("at-once", 1L)));
      assertThat(Provider.view(bench, "out").callsOut()).isEqualTo(2);
    }
  }

  private static void dial(Bench bench) {
    bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Outside(PhoneNumber.of("+74951234567")),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "Access",
            Map.of(),
            _ -> {}),
        _ -> {});
  }

  private static Map<String, String> numbers() {
    return Map.of("hotline", "hotline", "8 800 123-45-67", "hotline");
  }

  private static void registered(Bench bench) {
    Provider.await(bench, "registering", view -> view.registration().equals("registered"));
  }
}
