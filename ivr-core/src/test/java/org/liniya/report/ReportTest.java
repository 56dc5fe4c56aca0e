package org.liniya.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.liniya.ticket.FirstCallResolution;

/** The figures of {@link KnownDay} against those computed by hand. */
class ReportTest {

  private static final ReportRow ALL = KnownDay.by(Report.By.HOUR).all();

  private static Optional<Spread> spread(long mean, long median, long p90, long max) {
    return Optional.of(
        new Spread(
            Duration.ofMillis(mean),
            Duration.ofMillis(median),
            Duration.ofMillis(p90),
            Duration.ofMillis(max)));
  }

  @Test
  void callsAreCountedByHowTheyWent() {
    assertThat(ALL.calls()).isEqualTo(5);
    assertThat(ALL.refused()).isEqualTo(1);
    assertThat(ALL.refusedShare()).hasValue(0.2);
    assertThat(ALL.queued()).isEqualTo(4);
    assertThat(ALL.answered()).isEqualTo(2);
    assertThat(ALL.abandoned()).isEqualTo(2);
    assertThat(ALL.shortAbandoned()).isEqualTo(1);
  }

  @Test
  void abandonmentWithAndWithoutShortOnes() {
    assertThat(ALL.abandonment()).hasValue(0.5);
    assertThat(ALL.abandonmentWithoutShort()).hasValue(1.0 / 3);
  }

  @Test
  void serviceLevelInItsVariants() {
    assertThat(ALL.serviceLevel())
        .isEqualTo(
            new ReportRow.ServiceLevel(
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.25),
                OptionalDouble.of(1.0 / 3)));
  }

  @Test
  void lengthsOfTime() {
    assertThat(ALL.firstPrompt()).isEqualTo(spread(700, 500, 1_500, 1_500));
    assertThat(ALL.inviteToOperator()).isEqualTo(spread(50_000, 50_000, 60_000, 60_000));
    assertThat(ALL.waiting()).isEqualTo(spread(28_250, 25_000, 60_000, 60_000));
    assertThat(ALL.queueToOperator()).isEqualTo(spread(25_000, 25_000, 40_000, 40_000));
  }

  @Test
  void handlingTimeAndItsParts() {
    ReportRow.Handling handling = ALL.handling().orElseThrow();

    assertThat(handling.talk()).isEqualTo(Duration.ofSeconds(80));
    assertThat(handling.hold()).isEqualTo(Duration.ofSeconds(10));
    assertThat(handling.wrapUp()).isEqualTo(Duration.ofSeconds(15));
    assertThat(handling.whole()).isEqualTo(Duration.ofSeconds(105));
  }

  /** 120 + 30 + 60 s of work; 35 + 600 + 655 s of readiness, that before 10:00 left out. */
  @Test
  void occupancy() {
    assertThat(ALL.occupancy()).hasValue(210.0 / 1_500);
  }

  @Test
  void ratingAndEstimates() {
    assertThat(ALL.rating()).hasValue(4);
    assertThat(ALL.rated()).isEqualTo(2);
    assertThat(ALL.told()).isEqualTo(1);
    assertThat(ALL.toldRight()).isZero();
  }

  @Test
  void byHourOfTheClock() {
    assertThat(KnownDay.by(Report.By.HOUR).rows())
        .extracting(ReportRow::name, ReportRow::calls, ReportRow::abandoned, ReportRow::occupancy)
        .containsExactly(
            tuple("2026-11-23 13:00", 3, 1, OptionalDouble.of(0.14)),
            tuple("2026-11-23 14:00", 2, 1, OptionalDouble.empty()));
  }

  @Test
  void byDay() {
    assertThat(KnownDay.by(Report.By.DAY).rows())
        .extracting(ReportRow::name, ReportRow::calls)
        .containsExactly(tuple("2026-11-23", 5));
  }

  @Test
  void byGroup() {
    assertThat(KnownDay.by(Report.By.GROUP).rows())
        .extracting(ReportRow::name, ReportRow::queued, ReportRow::answered, ReportRow::abandoned)
        .containsExactly(tuple("access", 3, 2, 1), tuple("payment", 1, 0, 1));
  }

  /** That of 1001 and 1002, who both talked with callers of access; nobody with one of payment. */
  @Test
  void occupancyByGroup() {
    assertThat(KnownDay.by(Report.By.GROUP).rows())
        .extracting(ReportRow::occupancy)
        .containsExactly(OptionalDouble.of(210.0 / 1_500), OptionalDouble.empty());
  }

  @Test
  void firstCallResolution() {
    assertThat(ALL.firstCalls()).isEqualTo(new FirstCallResolution(1, 1, 1));
    assertThat(KnownDay.by(Report.By.GROUP).rows())
        .extracting(ReportRow::firstCalls)
        .containsExactly(new FirstCallResolution(1, 1, 0), new FirstCallResolution(0, 0, 1));
    assertThat(KnownDay.by(Report.By.OPERATOR).rows())
        .extracting(row -> row.firstCalls().share())
        .containsExactly(OptionalDouble.of(1), OptionalDouble.of(0));
  }

  @Test
  void byOperator() {
    List<ReportRow> rows = KnownDay.by(Report.By.OPERATOR).rows();

    assertThat(rows)
        .extracting(ReportRow::name, row -> row.handling().orElseThrow().whole())
        .containsExactly(
            tuple("1001", Duration.ofSeconds(150)), tuple("1002", Duration.ofMinutes(1)));
    assertThat(rows.getFirst().occupancy()).hasValue(150.0 / 785);
    assertThat(rows.getFirst().rating()).hasValue(5);
  }

  @Test
  void targetsAreMetOrNot() {
    assertThat(TargetCheck.of(ALL, Targets.DEFAULT))
        .extracting(TargetCheck::name, TargetCheck::met)
        .containsExactly(
            tuple("serviceLevelOffered", Optional.of(false)),
            tuple("abandonmentWithoutShort", Optional.of(false)),
            tuple("firstPromptP90", Optional.of(false)),
            tuple("rating", Optional.of(true)));
  }

  @Test
  void nineOfTenAreNotLongerThanP90() {
    List<Duration> ten = LongStream.rangeClosed(1, 10).mapToObj(Duration::ofSeconds).toList();

    assertThat(Spread.of(ten).orElseThrow().p90()).isEqualTo(Duration.ofSeconds(9));
    assertThat(Spread.of(List.of())).isEmpty();
  }
}
