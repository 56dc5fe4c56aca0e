package org.liniya.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.liniya.call.JournalEvent;
import org.liniya.call.LegId;
import org.liniya.rtp.FarReport;
import org.liniya.rtp.MediaFigures;

/** The media figures of a leg as its call's journal keeps them. Pure. */
final class LegFigures {

  private LegFigures() {}

  static JournalEvent.MediaFigures event(LegId leg, String party, MediaFigures figures) {
    Optional<FarReport> far = figures.far();
    return new JournalEvent.MediaFigures(
        leg.value(),
        party,
        figures.sent(),
        figures.received(),
        figures.lost(),
        figures.reordered(),
        figures.duplicates(),
        figures.jitterMicros(),
        Optional.of(Duration.ofMillis(figures.longestGapMs())).filter(Duration::isPositive),
        rounded(figures.mos()),
        far.map(FarReport::lost),
        far.map(FarReport::jitterMicros),
        far.map(FarReport::roundTripMicros).flatMap(LegFigures::boxed),
        rounded(figures.farMos()));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  /** Two places: more would pretend to know. */
  private static Optional<Double> rounded(OptionalDouble mos) {
    return mos.isPresent()
        ? Optional.of(Math.round(mos.getAsDouble() * 100) / 100.0)
        : Optional.empty();
  }
}
