package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.JournalEvent.EstimateSpoken;
import org.liniya.call.JournalEvent.PositionSpoken;
import org.liniya.estimate.Forecast;
import org.liniya.estimate.WaitBook;
import org.liniya.estimate.WaitRange;

/**
 * What a waiting caller is told at one moment: the place, and how long it may take where that can
 * honestly be said. Immutable.
 *
 * @param placeSpoken whether the place itself is spoken
 */
record WaitAnnouncement(int place, boolean placeSpoken, Optional<Estimate> estimate) {

  /** Nothing to tell. */
  static final WaitAnnouncement NONE = new WaitAnnouncement(0, false, Optional.empty());

  /**
   * A range, and what it was made of.
   *
   * @param serving how many operators were at work
   */
  record Estimate(String group, int serving, Forecast forecast, WaitRange range) {

    /** Empty where nothing can be said. */
    static Optional<Estimate> of(WaitBook book, String group, int place) {
      return book.forecast(group, place)
          .flatMap(
              forecast ->
                  forecast
                      .range()
                      .map(range -> new Estimate(group, book.serving(group), forecast, range)));
    }

    EstimateSpoken spoken(int place) {
      return new EstimateSpoken(
          group,
          place,
          range.from().toMillis(),
          range.to().map(Duration::toMillis),
          forecast.waits().size(),
          forecast.quantile(0.1).toMillis(),
          forecast.quantile(0.9).toMillis(),
          serving);
    }
  }

  boolean isEmpty() {
    return !placeSpoken && estimate.isEmpty();
  }

  Voice voice(LiveCall call) {
    Voice voice = call.voice();
    if (placeSpoken) {
      voice.prompt("position").number(place);
    }
    estimate.ifPresent(each -> voice.prompt(each.range().prompt()));
    return voice;
  }

  /** It was played. */
  void heard(CallLog log) {
    if (placeSpoken) {
      log.note(new PositionSpoken(place));
    }
    estimate.ifPresent(each -> log.note(each.spoken(place)));
  }
}
