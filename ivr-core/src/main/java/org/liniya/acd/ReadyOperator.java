package org.liniya.acd;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;

/**
 * A ready operator as {@link OfferRule} sees one in a group. Immutable.
 *
 * @param languages empty means all
 * @param offerableFrom the end of the cool-down
 * @param level how good at the group's skill
 * @param talks with so many callers since logging in
 * @param rungLast grows with every ring of anyone; 0 is never
 */
record ReadyOperator(
    OperatorId id,
    Set<String> languages,
    Instant idleSince,
    Instant offerableFrom,
    int level,
    int talks,
    long rungLast) {

  /** The longest idle first, ties by id. */
  static final Comparator<ReadyOperator> BY_IDLE_TIME =
      Comparator.comparing(ReadyOperator::idleSince).thenComparing(ReadyOperator::id);

  boolean offerable(Instant now) {
    return !offerableFrom.isAfter(now);
  }

  boolean speaks(Language language) {
    return languages.isEmpty() || languages.contains(language.tag());
  }
}
