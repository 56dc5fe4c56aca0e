package org.liniya.flow.step;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.value.Value;
import org.liniya.flow.value.ValueException;

/** Where the date comes from that a {@code say} speaks. Immutable. */
sealed interface Dated {

  /** A text such as 2026-11-23: written, or told by a service. */
  record Written(Value text) implements Dated {}

  /** The date of a moment where a calendar is at home. */
  record InCalendar(Value moment, String calendar) implements Dated {}

  /**
   * The date.
   *
   * @throws ValueException when the text is no date (the message does not repeat it)
   */
  default LocalDate of(LiveCall call) {
    return switch (this) {
      case Written(Value text) -> parsed(text.of(call.memory()).toString());
      case InCalendar(Value moment, String calendar) ->
          LocalDate.ofInstant(
              (Instant) moment.of(call.memory()),
              call.ports().calendars().calendar(calendar).zone());
    };
  }

  private static LocalDate parsed(String text) {
    try {
      return LocalDate.parse(
          text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
    } catch (DateTimeParseException e) {
      // without its cause, which repeats the text
      throw new ValueException("'date' takes a text such as 2026-11-23");
    }
  }
}
