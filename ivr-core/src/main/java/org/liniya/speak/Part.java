package org.liniya.speak;

import java.time.Duration;
import java.util.List;

/** A part of a length of time or of a sum: so many of one unit. Immutable. */
record Part(long value, Noun noun) {

  /** The two greatest units of a length; the smaller one only where there is some of it. */
  static List<Part> of(Duration length) {
    if (length.toSeconds() < 60) {
      return List.of(new Part(length.toSeconds(), Noun.SECONDS));
    }
    Part hours = new Part(length.toHoursPart(), Noun.HOURS);
    if (length.toDays() > 0) {
      return both(new Part(length.toDays(), Noun.DAYS), hours);
    }
    Part minutes = new Part(length.toMinutesPart(), Noun.MINUTES);
    return hours.value > 0 ? both(hours, minutes) : List.of(minutes);
  }

  /** The smaller one is said where there is some of it. */
  static List<Part> both(Part great, Part small) {
    return small.value > 0 ? List.of(great, small) : List.of(great);
  }

  /** A sum of money; no roubles are not said before kopecks. */
  static List<Part> money(long kopecks) {
    Part small = new Part(kopecks % 100, Noun.KOPECKS);
    return kopecks < 100 && kopecks > 0
        ? List.of(small)
        : both(new Part(kopecks / 100, Noun.ROUBLES), small);
  }
}
