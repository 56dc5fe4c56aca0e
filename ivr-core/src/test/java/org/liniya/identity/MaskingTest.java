package org.liniya.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked in a text, and what must stay readable. */
class MaskingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+79161234567",
        "89161234567",
        "9161234567",
        "+7 916 123-45-67",
        "+7(916)123-45-67",
        "+7-916-123-45-67",
        "8 (916) 123-45-67",
        "8(916)1234567",
        "8-916-123-45-67",
        "8.916.123.45.67",
        "916 123 45 67",
        "916-123-4567",
        "+7\u00a0916\u2011123\u201145\u201167",
        "+998 90 123 45 67",
        "+44 20 7946 0958",
        "+4930901820",
        "11223344567",
        "112-233-445 67",
        "112-233-445-67",
        "112 233 445 67",
        "112233445 67",
        "7707083867",
        "500100732267",
        "7707 083 867",
        "5001 0073 2267",
        "4508123467",
        "4508 123467",
        "45 08 123467",
        "4508 № 123467",
        "4508 N 123467",
        "45-08-123467",
        "2200 1234 5678 9067",
        "2200123456789067",
        "1 1 2 2 3 3 4 4 5 6 7",
        "1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7",
        "1-1-2-2-3-3-4-4-5-6-7",
        "11 22 33 44 56 7",
        "٨٩١٦١٢٣٤٥٦٧"
      })
  void aPersonalNumberShowsItsLastTwoDigitsOnly(String number) {
    for (String around :
        new String[] {"%s", "from=%s ok", "sip:%s@host", "\"%s\"", "a%sz", "(%s)", "x=%s,y=1"}) {
      String masked = Masking.of(around.formatted(number));
      assertThat(masked.chars().filter(c -> c == '*').count()).as(masked).isGreaterThanOrEqualTo(6);
      assertThat(masked.replaceAll("[^\\p{Nd}]", ""))
          .as(masked)
          .isEqualTo(
              around.formatted("").replaceAll("\\D", "").isEmpty()
                  ? lastTwo(number)
                  : lastTwo(number) + "1");
    }
  }

  private static String lastTwo(String number) {
    String digits = number.replaceAll("[^\\p{Nd}]", "");
    return digits.substring(digits.length() - 2);
  }

  @Test
  void separatorsStaySoThatTheFormCanBeSeen() {
    assertThat(Masking.of("from +7 (916) 123-45-67 to 112-233-445 95 and 4508 123456"))
        .isEqualTo("from +* (***) ***-**-67 to ***-***-*** 95 and **** ****56");
  }

  /** Lines as the server writes them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-26T12:57:27.123+03:00 INFO  Wiring sip=\"0.0.0.0:5060\" http=\"127.0.0.1:8080\" the"
            + " line is open",
        "2026-11-26T12:57:27.123Z WARN  Admission latenessMs=\"1204\" heapPercent=\"87\""
            + " backlog=\"120\" calls=\"500\" overloaded",
        "call=\"01939c3a-5f12-7abc-8123-123456789012\" leg=\"3\" ending=\"completed\"",
        "call=\"01939123-5012-7012-8123-123456789012\" operator=\"1001\"",
        "leg=\"asterisk-1764324990.12\" the session is over",
        "ticket=\"12345678\" due=\"answer\" level=\"head of shift\"",
        "ticket 12345678 of 87654321",
        "from=\"+7********01\" trust=\"network\"",
        "identity ***-***-*45 95",
        "no answer from 192.168.100.200:5060 and 10.0.0.1:16384",
        "192.168.10.10 and 172.16.254.100 and [2001:db8::1]:5061",
        "talkMs=\"123456789\" waitMs=\"0\" bytes=\"16000044\"",
        "recording repaired length=PT1H23M45.678901S",
        "2026-11-26 12:57:27.123456 INFO started",
        "2026-11-26 12:57 200 404",
        "the store does not answer within 5000 ms",
        "at org.liniya.server.Main.main(Main.java:123)",
        "H2 2.4.240 on Java 25.0.1+8-LTS-27",
        "status=\"422\" Session-Expires 1800;Min-SE 90",
        "5060 16384 16385 20000 8080",
        "liniya.2026-11-26.0.log.gz",
        "+3 more, +15, -1, 99.95 %",
        "seq 1, 2, 3, 4, 5 of 9"
      })
  void whatIsNotPersonalStaysReadable(String line) {
    assertThat(Masking.of(line)).isEqualTo(line);
  }

  @Test
  void aMomentHidesNoNumberBesideIt() {
    assertThat(Masking.of("2026-11-26 12:57:27 89161234567"))
        .isEqualTo("2026-11-26 12:57:27 *********67");
    assertThat(Masking.of("2026-11-26 12:57:27.89161234567")).doesNotContain("89161234567");
  }

  @Test
  void whatOnlyLooksLikeALegOfAsteriskIsMasked() {
    assertThat(Masking.of("asterisk-9161234567.1")).isEqualTo("asterisk-********67.1");
    assertThat(Masking.of("asterisk-1764324990")).isEqualTo("asterisk-********90");
  }

  @Test
  void aPlusAndEightDigitsAreATelephone() {
    assertThat(Masking.of("+37112345")).isEqualTo("+******45");
  }

  @Property(tries = 500)
  void noElevenDigitsInARowEverStay(@ForAll String before, @ForAll String after) {
    String masked = Masking.of(before + "89161234567" + after);
    assertThat(masked).doesNotContain("89161234567").doesNotContain("9161234567");
  }

  @Property(tries = 500)
  void maskingTwiceChangesNothing(@ForAll String text) {
    String once = Masking.of(text + " 8 916 123-45-67");
    assertThat(Masking.of(once)).isEqualTo(once);
  }

  /** By the processor's time, for on a busy machine the clock says nothing. */
  @Test
  void aHostileTextCostsLittle() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (String piece : new String[] {"1", "1 ", "12-", "+1(", "123 456 ", "1,", "45 08 №"}) {
      String text = piece.repeat(200_000);
      long began = threads.getCurrentThreadCpuTime();
      assertThatCode(() -> Masking.of(text)).as(piece).doesNotThrowAnyException();
      Duration cost = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
      assertThat(cost).as(piece).isLessThan(Duration.ofSeconds(5));
    }
  }
}
