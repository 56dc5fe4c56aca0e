package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.liniya.call.OperatorId;

/** The operators' wrap-ups, found by the talk that each follows. Immutable. */
final class WrapUps {

  /** A wrap-up begins when the talk ends: both are written down at the same moment. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Map<OperatorId, NavigableMap<Instant, Duration>> ofOperators = new HashMap<>();

  WrapUps(List<OperatorSpan> spans) {
    spans.stream()
        .filter(span -> span.state().equals("wrap-up"))
        .forEach(
            span ->
                ofOperators
                    .computeIfAbsent(span.operator(), _ -> new TreeMap<>())
                    .put(span.from(), span.lasted()));
  }

  /** Nothing when none followed. */
  Duration after(CallFacts.Talk talk) {
    return Optional.ofNullable(ofOperators.get(talk.operator()))
        .map(wrapUps -> wrapUps.floorEntry(talk.ended().plus(AT_ONCE)))
        .filter(found -> !found.getKey().isBefore(talk.ended().minus(AT_ONCE)))
        .map(Map.Entry::getValue)
        .orElse(Duration.ZERO);
  }
}
