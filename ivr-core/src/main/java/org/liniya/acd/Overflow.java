package org.liniya.acd;

import java.time.Duration;
import java.util.List;

/**
 * A rule by which the callers of a group may also be served by others. Who is the group's own is
 * asked first, then the tiers in their order. Immutable.
 */
public record Overflow(When when, List<Tier> tiers) {

  public Overflow {
    tiers = List.copyOf(tiers);
  }

  /** What must be for the rule to hold. */
  public sealed interface When {}

  /** For each call that has waited so long in the group. */
  public record Waited(Duration span) implements When {
    @Override
    public String toString() {
      return "after " + span.toSeconds() + "s";
    }
  }

  /** For all calls, while more than so many wait in the group. */
  public record LongerThan(int waiting) implements When {
    @Override
    public String toString() {
      return "more than " + waiting + " waiting";
    }
  }

  /**
   * For all calls, while a further caller of the group has to expect a longer wait than this, by
   * what was told last ({@link AcdEvent.EstimateTold}).
   */
  public record EstimateAbove(Duration span) implements When {
    @Override
    public String toString() {
      return "estimate above " + span.toSeconds() + "s";
    }
  }

  /** For all calls, while nobody of the group is logged in. */
  public record NobodyLoggedIn() implements When {
    @Override
    public String toString() {
      return "nobody logged in";
    }
  }
}
