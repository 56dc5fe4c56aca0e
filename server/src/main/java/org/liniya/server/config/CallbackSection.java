package org.liniya.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.callback.CallbackPlan;
import org.liniya.callback.CallbackPlan.First;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads {@code callbacks} of {@code liniya.yaml}. For one thread. */
final class CallbackSection {

  private static final Duration SPACING = Duration.ofMinutes(10);
  private static final Duration RINGING = Duration.ofSeconds(30);
  private static final Duration KEEP = Duration.ofHours(24);

  private final Problems problems;

  CallbackSection(Problems problems) {
    this.problems = problems;
  }

  /** Empty when the hours are missing: nobody is rung in the middle of the night by mistake. */
  Optional<CallbackPlan> read(Section keys) {
    keys.needs("hours");
    First first = first(keys);
    String flow = keys.text("flow", "callback");
    Optional<String> hours = keys.text("hours");
    int tries = keys.whole("tries", 3, 1, 10);
    Duration spacing = Spans.atLeastOneSecond(keys, "spacing", SPACING);
    int aDay = keys.whole("a-day", 2, 1, 10);
    int aMinute = keys.whole("a-minute", 10, 1, 1_000);
    Duration ringing = Spans.atLeastOneSecond(keys, "ringing", RINGING);
    Duration keep = Spans.atLeastOneSecond(keys, "keep", KEEP);
    return hours.map(
        calendar ->
            new CallbackPlan(first, flow, calendar, tries, spacing, aDay, aMinute, ringing, keep));
  }

  private First first(Section keys) {
    String word = keys.text("first", "operator");
    return switch (word) {
      case "operator" -> First.OPERATOR;
      case "caller" -> First.CALLER;
      default -> {
        problems.add(
            keys.placeOf("first"),
            "'first' is operator or caller, not '" + word + "'",
            DidYouMean.hint(word, List.of("operator", "caller")));
        yield First.OPERATOR;
      }
    };
  }
}
