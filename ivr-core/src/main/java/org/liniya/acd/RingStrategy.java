package org.liniya.acd;

import java.util.Comparator;

/**
 * Which of a group's ready operators are rung for a call. Immutable.
 *
 * @param order who comes first
 * @param atOnce so many telephones ring for one call at the most; the first that is answered gets
 *     it
 */
public record RingStrategy(Order order, int atOnce) {

  /** One telephone at a time: that of whoever has been idle longest. */
  public static final RingStrategy DEFAULT = new RingStrategy(Order.LONGEST_IDLE, 1);

  /** More telephones than this never ring for one call. */
  public static final int MOST_AT_ONCE = 20;

  public RingStrategy {
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new IllegalArgumentException("one telephone is the least, " + MOST_AT_ONCE + " most");
    }
  }

  /** The order in which ready operators are asked; ties go to the longer idle, then by id. */
  public enum Order {
    /** Who has been idle longest. */
    LONGEST_IDLE,
    /** Who has the highest level in the group's skill. */
    MOST_SKILLED,
    /** Who has talked with the fewest callers since logging in. */
    FEWEST_CALLS,
    /** Who was rung last the longest time ago, whatever came of it. */
    ROUND_ROBIN;

    Comparator<ReadyOperator> comparator() {
      return switch (this) {
        case LONGEST_IDLE -> ReadyOperator.BY_IDLE_TIME;
        case MOST_SKILLED ->
            Comparator.comparingInt(ReadyOperator::level)
                .reversed()
                .thenComparing(ReadyOperator.BY_IDLE_TIME);
        case FEWEST_CALLS ->
            Comparator.comparingInt(ReadyOperator::talks).thenComparing(ReadyOperator.BY_IDLE_TIME);
        case ROUND_ROBIN ->
            Comparator.comparingLong(ReadyOperator::rungLast)
                .thenComparing(ReadyOperator.BY_IDLE_TIME);
      };
    }
  }
}
