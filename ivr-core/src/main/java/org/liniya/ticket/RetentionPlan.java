package org.liniya.ticket;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long an office keeps what. Immutable.
 *
 * @param categories tickets by category
 * @param otherwise tickets of every other category
 * @param callsWithoutTicket calls that never came to a ticket, after their end
 * @param queueHistory what operators did when, and what the queues were told
 * @param at when a day's deletion begins, in the server's time zone
 */
public record RetentionPlan(
    Map<String, RetentionPeriod> categories,
    RetentionPeriod otherwise,
    RetentionPeriod callsWithoutTicket,
    RetentionPeriod queueHistory,
    LocalTime at) {

  /** A server that is not told otherwise deletes nothing. */
  public static final RetentionPlan KEEP_ALL =
      new RetentionPlan(
          Map.of(),
          new RetentionPeriod.ForEver(),
          new RetentionPeriod.ForEver(),
          new RetentionPeriod.ForEver(),
          LocalTime.of(3, 30));

  public RetentionPlan {
    categories = Map.copyOf(categories);
  }

  /** A plan that keeps the history of the queues for ever. */
  public RetentionPlan(
      Map<String, RetentionPeriod> categories,
      RetentionPeriod otherwise,
      RetentionPeriod callsWithoutTicket,
      LocalTime at) {
    this(categories, otherwise, callsWithoutTicket, new RetentionPeriod.ForEver(), at);
  }

  public RetentionPeriod period(String category) {
    return categories.getOrDefault(category, otherwise);
  }

  /** The name of the rule for a category, as in the configuration. */
  public String ruleOf(String category) {
    return categories.containsKey(category) ? category : "default";
  }

  /** The shortest period of any ticket; empty when all are kept for ever. */
  public Optional<RetentionPeriod.Days> shortest() {
    return Stream.concat(categories.values().stream(), Stream.of(otherwise))
        .filter(RetentionPeriod.Days.class::isInstance)
        .map(RetentionPeriod.Days.class::cast)
        .min(Comparator.comparingInt(RetentionPeriod.Days::days));
  }
}
