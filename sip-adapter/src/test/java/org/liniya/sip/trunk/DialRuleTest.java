package org.liniya.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.PhoneNumber;
import org.liniya.sip.trunk.DialRule.Reason;
import org.liniya.sip.trunk.DialRule.Usage;
import org.liniya.sip.trunk.DialRule.Verdict;

/** What may be dialled, by the names of the rule's cases. */
class DialRuleTest {

  private static final PhoneNumber MOSCOW = PhoneNumber.of("+74951234567");

  private static OutRules rules(List<String> prefixes, List<String> exact) {
    return new OutRules(
        TrunkPlace.parse("sip:127.0.0.1").orElseThrow(),
        prefixes,
        exact,
        2,
        3,
        Duration.ofMinutes(30),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "+74951234567, allowed",
    "+78001234567, allowed",
    "+74961234567, no-prefix",
    "+7495, no-number",
    "4951234567, no-number",
    "84951234567, no-number",
    "112, allowed",
    "1120, no-number",
    "+112, no-number",
    "hotline, no-number",
    "'+74951234567;x=y', no-number",
    "'+7495123456789012345', no-number",
  })
  void prefixAndExact(String number, String judgement) {
    Verdict verdict =
        DialRule.judge(
            rules(List.of("+7495", "+7800"), List.of("112")),
            PhoneNumber.of(number),
            new Usage(0, 0));
    assertThat(word(verdict)).isEqualTo(judgement);
  }

  @Test
  void nothingListedAllowsNothing() {
    assertThat(DialRule.judge(rules(List.of(), List.of()), MOSCOW, new Usage(0, 0)))
        .isEqualTo(new Verdict.Refused(Reason.NO_PREFIX));
  }

  @Test
  void theLimitsHoldForPrefixesAndNotForExactNumbers() {
    OutRules rules = rules(List.of("+7495"), List.of("112"));
    assertThat(DialRule.judge(rules, MOSCOW, new Usage(1, 2))).isEqualTo(new Verdict.Allowed());
    assertThat(DialRule.judge(rules, MOSCOW, new Usage(2, 2)))
        .isEqualTo(new Verdict.Refused(Reason.AT_ONCE));
    assertThat(DialRule.judge(rules, MOSCOW, new Usage(1, 3)))
        .isEqualTo(new Verdict.Refused(Reason.AN_HOUR));
    assertThat(DialRule.judge(rules, PhoneNumber.of("112"), new Usage(9, 9)))
        .isEqualTo(new Verdict.Allowed());
  }

  /** A talk with the ambulance is not ended by a limit of costs. */
  @Test
  void theLongestTalkHoldsForPrefixesAndNotForShortNumbers() {
    OutRules rules = rules(List.of("+7495"), List.of("112", "+78001234567"));
    assertThat(rules.longest(MOSCOW)).isEqualTo(Duration.ofMinutes(30));
    assertThat(rules.longest(PhoneNumber.of("+78001234567"))).isEqualTo(Duration.ofMinutes(30));
    assertThat(rules.longest(PhoneNumber.of("112"))).isGreaterThanOrEqualTo(Duration.ofHours(24));
  }

  @Test
  void theHourSlides() {
    OutRules rules = rules(List.of("+7495"), List.of());
    OutCount count = new OutCount();
    for (int minute : new int[] {0, 20, 40}) {
      assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(minute)))).isEqualTo("allowed");
      count.ended();
    }
    assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(59)))).isEqualTo("an-hour");
    assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(60)))).isEqualTo("allowed");
    assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(79)))).isEqualTo("an-hour");
    assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(80)))).isEqualTo("allowed");
    assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(81)))).isEqualTo("at-once");
    count.ended();
    assertThat(word(count.begin(rules, MOSCOW, Duration.ofMinutes(100)))).isEqualTo("allowed");
    assertThat(count.inProgress()).isEqualTo(2);
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed() -> "allowed";
      case Verdict.Refused(Reason reason) -> reason.word();
    };
  }
}
