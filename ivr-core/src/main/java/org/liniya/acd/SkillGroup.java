package org.liniya.acd;

import java.time.Duration;
import java.util.Map;

/**
 * A queue of callers that any operator having its skill can serve. Immutable.
 *
 * @param name also the skill that operators need
 * @param titles what people call it, by language tag
 * @param ringTimeout how long one offer rings
 * @param wrapUp the time an operator has after a talk
 * @param maxWaiting calls beyond this are refused with {@code FULL}
 * @param routing how its calls find their operators
 * @param whisper whether operators hear a word about the caller before the two are joined
 */
public record SkillGroup(
    String name,
    Map<String, String> titles,
    Duration ringTimeout,
    Duration wrapUp,
    int maxWaiting,
    Routing routing,
    boolean whisper) {

  public static final Duration DEFAULT_RING_TIMEOUT = Duration.ofSeconds(20);
  public static final Duration DEFAULT_WRAP_UP = Duration.ofSeconds(20);
  public static final int DEFAULT_MAX_WAITING = 1000;

  public SkillGroup {
    titles = Map.copyOf(titles);
  }

  /** A group that is routed as usual: {@link Routing#DEFAULT}. */
  public SkillGroup(
      String name,
      Map<String, String> titles,
      Duration ringTimeout,
      Duration wrapUp,
      int maxWaiting) {
    this(name, titles, ringTimeout, wrapUp, maxWaiting, Routing.DEFAULT);
  }

  /** A group whose operators hear the caller at once. */
  public SkillGroup(
      String name,
      Map<String, String> titles,
      Duration ringTimeout,
      Duration wrapUp,
      int maxWaiting,
      Routing routing) {
    this(name, titles, ringTimeout, wrapUp, maxWaiting, routing, false);
  }

  /** Who is the group's own. */
  Tier own() {
    return new Tier(name, routing.level());
  }
}
