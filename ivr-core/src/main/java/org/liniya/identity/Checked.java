package org.liniya.identity;

import java.util.Locale;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * What a check of a typed personal datum found. Well-formed is all that a check can say: it never
 * proves who is calling. Immutable; holds the value as a {@link Secret} only, so it may be printed.
 */
public sealed interface Checked {

  /**
   * Well formed.
   *
   * @param digits the value as digits only
   * @param masked as it may be journalled and shown: the last four digits at most
   */
  record Valid(Secret digits, String masked) implements Checked {}

  /** Not accepted, and why. */
  record Wrong(Reason reason) implements Checked {}

  /** Why a value is refused. */
  enum Reason {
    /** There is something other than the digits 0 to 9. */
    NOT_DIGITS,
    /** Too many or too few digits. */
    WRONG_LENGTH,
    /** Only zeros: the arithmetic holds, but nobody has this number. */
    ALL_ZEROS,
    /** The check digits do not fit: something was mistyped. */
    CHECK_DIGITS,
    /** No such date in the calendar. */
    NO_SUCH_DATE,
    /**
     * Well formed but cannot be: a date to come, an age beyond 120 years, a blank of the future.
     */
    IMPLAUSIBLE;

    /** The word for the journal, such as {@code check-digits}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Why it is refused, as the word for the journal; empty when it is well formed. */
  default Optional<String> fault() {
    return this instanceof Wrong(Reason reason) ? Optional.of(reason.word()) : Optional.empty();
  }

  default boolean valid() {
    return this instanceof Valid;
  }
}
