package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is counted, and what the E-model makes of it. */
class FiguresTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  private final Reception reception = new Reception();
  private long now = 1;

  @Test
  void theModelGivesTheValuesOfTheRecommendation() {
    assertThat(EModel.rating(0, 1, SHORT)).isEqualTo(93.2);
    assertThat(EModel.mos(0, 1, SHORT)).isCloseTo(4.41, within(0.005));
    // 1% and 5% at random: 95·1/26.1 and 95·5/30.1 off
    assertThat(EModel.rating(0.01, 1, SHORT)).isCloseTo(89.56, within(0.01));
    assertThat(EModel.rating(0.05, 1, SHORT)).isCloseTo(77.42, within(0.01));
    assertThat(EModel.rating(0.05, 4, SHORT)).as("in bursts").isCloseTo(75.17, within(0.01));
    // Idd by the formula: at 200 ms X = 1
    assertThat(93.2 - EModel.rating(0, 1, Duration.ofMillis(200))).isCloseTo(3.04, within(0.02));
    assertThat(93.2 - EModel.rating(0, 1, Duration.ofMillis(400))).isCloseTo(24.1, within(0.5));
    assertThat(EModel.mos(1, 1, Duration.ofSeconds(9))).isEqualTo(1);
  }

  @Test
  void everyLossIsWorseThanLess() {
    double before = 5;
    for (int percent = 0; percent <= 100; percent++) {
      double mos = EModel.mos(percent / 100.0, 1, SHORT);
      assertThat(mos).isBetween(1.0, 4.42).isLessThan(before + 1e-9);
      before = mos;
    }
  }

  @Test
  void lossReorderingAndDuplicatesAreToldApart() {
    count(10, 11, 13, 12, 13, 14, 14, 18, 19);
    MediaFigures figures = figures();
    assertThat(figures.received()).isEqualTo(9);
    assertThat(figures.lost()).isEqualTo(3); // 15, 16, 17
    assertThat(figures.reordered()).isEqualTo(1);
    assertThat(figures.duplicates()).isEqualTo(2);
    assertThat(figures.lossRatio()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void burstsAreWorseThanTheSameLossAlone() {
    for (int i = 0; i < 1000; i++) {
      if (i % 100 >= 5) {
        count(i);
      }
    }
    count(1000);
    assertThat(figures().losses()).isEqualTo(9); // those before the first packet are not known
    assertThat(figures().burstRatio()).isCloseTo(5 * 0.955, within(0.05));
    assertThat(figures().mos().orElseThrow())
        .isLessThan(EModel.mos(figures().lossRatio(), 1, SHORT));
  }

  @Test
  void aRestartOfTheNumbersOrAnotherSourceIsNoLoss() {
    count(60_000, 60_001, 20_000, 20_001, 19_800, 19_801);
    reception.count(2, 5, now++);
    reception.count(2, 6, now++);
    assertThat(figures().lost()).isZero();
    assertThat(figures().received()).isEqualTo(8);
  }

  @Test
  void numbersWrapAndTheReportExtendsThem() {
    count(65_534, 65_535, 0, 1, 3);
    ReportBlock first = reception.report(11, 22);
    assertThat(first.highest()).isEqualTo(0x1_0003);
    assertThat(first.lost()).isEqualTo(1);
    assertThat(first.fractionLost()).isEqualTo(256 / 6);
    assertThat(first.lastReport()).isEqualTo(11);
    count(4, 5);
    ReportBlock second = reception.report(0, 0);
    assertThat(second.fractionLost()).as("since the last report").isZero();
    assertThat(second.lost()).as("since the beginning").isEqualTo(1);
    count(5, 5, 5);
    assertThat(reception.report(0, 0).lost()).as("doubled ones hide no loss").isEqualTo(1);
  }

  @Test
  void theFarEndsReportsGiveItsOwnScore() {
    assertThat(figures().mos()).isEmpty();
    assertThat(figures().farMos()).isEmpty();
    FarReport far = new FarReport(50, 1000, 2000, OptionalLong.of(600_000));
    MediaFigures figures = reception.figures(1000, Optional.of(far));
    assertThat(figures.farMos().orElseThrow())
        .isCloseTo(EModel.mos(0.05, 1, Duration.ofMillis(340)), within(1e-9));
    assertThat(figures.farMos().orElseThrow()).isLessThan(EModel.mos(0.05, 1, SHORT));
  }

  private MediaFigures figures() {
    return reception.figures(0, Optional.empty());
  }

  private void count(int... sequences) {
    for (int sequence : sequences) {
      reception.count(1, sequence, now++);
    }
  }
}
