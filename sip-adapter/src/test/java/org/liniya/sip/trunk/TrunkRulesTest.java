package org.liniya.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallerNumber;
import org.liniya.call.Diversion;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;

/** Health, failover, times of registration, places, diversions. */
class TrunkRulesTest {

  @Test
  void downAfterTwoFailuresAndUpAfterOneAnswer() {
    TrunkHealth health = TrunkHealth.fresh();
    assertThat(health.up()).isTrue();
    health = health.failed();
    assertThat(health.up()).isTrue();
    assertThat(health.answered().failed().up()).as("not two in a row").isTrue();
    health = health.failed();
    assertThat(health.up()).isFalse();
    assertThat(health.failed().up()).isFalse();
    assertThat(health.answered().up()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "500, false, true", "503, false, true", "503, true, true", "504, true, true",
    "408, false, true", "408, true, false", "486, true, false", "603, true, false",
    "404, false, false", "480, true, false", "403, false, false", "302, false, false",
    "600, true, false",
  })
  void onlyTheProvidersOwnTroublesLeadToTheNextTrunk(int status, boolean rang, boolean next) {
    assertThat(Failover.afterStatus(status, rang)).isEqualTo(next);
  }

  @Test
  void aRegistrationIsRenewedInTime() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      assertThat(RegistrationTimes.refreshAfter(Duration.ofSeconds(600), random))
          .isBetween(Duration.ofSeconds(510), Duration.ofSeconds(540));
    }
    assertThat(RegistrationTimes.refreshAfter(Duration.ofSeconds(1), random))
        .isBetween(Duration.ofMillis(850), Duration.ofMillis(900));
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 60", "3, 120", "5, 480", "6, 600", "1000, 600"})
  void afterFailuresTheWaitGrows(int failures, int seconds) {
    Duration most = Duration.ofSeconds(seconds);
    assertThat(RegistrationTimes.retryAfter(failures, new Random(4)))
        .isBetween(most.multipliedBy(9).dividedBy(10), most);
  }

  @Test
  void aRegistrarsMinimumIsHonouredWithinReason() {
    Duration asked = Duration.ofMinutes(10);
    assertThat(RegistrationTimes.longer(asked, Duration.ofMinutes(30)))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(RegistrationTimes.longer(asked, Duration.ofMinutes(1))).isEqualTo(asked);
    assertThat(RegistrationTimes.longer(asked, Duration.ofDays(300))).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource({
    "sip:provider.example, provider.example, 5060, udp",
    "sip:provider.example:5070;transport=TCP, provider.example, 5070, tcp",
    "sips:provider.example, provider.example, 5061, tls",
    "sip:192.0.2.1;transport=tls, 192.0.2.1, 5061, tls",
    "sip:[2001:db8::1]:5060, [2001:db8::1], 5060, udp",
  })
  void places(String text, String host, int port, String transport) {
    assertThat(TrunkPlace.parse(text)).contains(new TrunkPlace(host, port, transport));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "provider.example",
        "sip:user@provider.example",
        "sip:provider.example:0",
        "sip:provider.example:70000",
        "sip:provider.example;transport=sctp",
        "sip:provider example",
        "sip:",
        "http://provider.example"
      })
  void noPlaces(String text) {
    assertThat(TrunkPlace.parse(text)).isEmpty();
  }

  @Test
  void diversionHeaders() {
    assertThat(
            Diversions.of(
                List.of(
                    "\"Reception, <1>\" <sip:84951112233@gw>;reason=user-busy;counter=1,"
                        + " <tel:+74951112234>;reason=\"no-answer\"",
                    "<sip:1001@pbx>;reason=made-up;privacy=full",
                    "no address at all"),
                List.of(),
                NumberPlan.russian(),
                true))
        .containsExactly(
            new Diversion(network("+74951112233"), "user-busy"),
            new Diversion(network("+74951112234"), "no-answer"),
            new Diversion(new CallerNumber.Withheld(), "unknown"));
  }

  @Test
  void historyInfoOfTheNewForm() {
    assertThat(
            Diversions.of(
                List.of(),
                List.of(
                    "<sip:+74951112233@gw>;index=1,"
                        + " <sip:+74951112234@gw;cause=302>;index=1.1;mp=1,"
                        + " <sip:+78001234567@line;cause=486>;index=1.1.1;mp=1.1"),
                NumberPlan.russian(),
                false))
        .containsExactly(
            new Diversion(claimed("+74951112234"), "user-busy"),
            new Diversion(claimed("+74951112233"), "unconditional"));
  }

  @Test
  void historyInfoOfTheOldForm() {
    assertThat(
            Diversions.of(
                List.of(),
                List.of(
                    "<sip:+74951112233@gw?Reason=SIP%3Bcause%3D408%3Btext%3D%22x%22>;index=1",
                    "<sip:+78001234567@line>;index=2"),
                NumberPlan.russian(),
                true))
        .containsExactly(new Diversion(network("+74951112233"), "no-answer"));
  }

  @Test
  void howeverManyDiversionsAFewAreKept() {
    String many = "<sip:+74951112233@gw>;reason=unconditional, ".repeat(80);
    assertThat(Diversions.of(List.of(many), List.of(), NumberPlan.russian(), true)).hasSize(5);
    String longest = "<sip:" + "1".repeat(5_000) + "@gw>";
    assertThat(Diversions.of(List.of(longest), List.of(longest), NumberPlan.russian(), true))
        .isEmpty();
  }

  private static CallerNumber network(String number) {
    return new CallerNumber.Network(PhoneNumber.of(number));
  }

  private static CallerNumber claimed(String number) {
    return new CallerNumber.Claimed(PhoneNumber.of(number));
  }
}
