package org.liniya.speak;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Something that a grammar puts into words. Immutable.
 *
 * @see Grammar#say
 */
public sealed interface Sayable {

  /** One by one: the number of a ticket, the end of a telephone number. */
  record Digits(String digits) implements Sayable {}

  /** A number that counts nothing in particular: «три». */
  record Plain(long value) implements Sayable {
    public Plain {
      notNegative(value);
    }
  }

  /** So many of something: «два рабочих дня», in the genitive «двух рабочих дней». */
  record Count(long value, Noun noun, Case in) implements Sayable {
    public Count {
      notNegative(value);
      if (!noun.has(in)) {
        throw new IllegalArgumentException(noun.word() + " are not counted in the " + in.word());
      }
    }
  }

  /** Between two limits: «от двух до четырёх минут», "between two and four minutes". */
  record Range(long from, long to, Noun noun) implements Sayable {
    public Range {
      notNegative(from);
      notNegative(to);
    }
  }

  /** Day and month, as in «не позднее двадцать третьего ноября». */
  record Day(LocalDate date) implements Sayable {}

  /** Day, month and year: «двадцать третьего ноября две тысячи двадцать шестого года». */
  record FullDate(LocalDate date) implements Sayable {}

  /** A time of day, to the minute: «восемнадцать часов тридцать минут», "six thirty p.m.". */
  record TimeOfDay(LocalTime time, Case in) implements Sayable {}

  /**
   * A length of time in the two greatest units of days, hours and minutes («два часа пять минут»);
   * below a minute in seconds. What is smaller is left out.
   */
  record Span(Duration length, Case in) implements Sayable {
    public Span {
      notNegative(length.toSeconds());
    }
  }

  /** A sum; no kopecks are said where there are none. */
  record Money(long kopecks, Case in) implements Sayable {
    public Money {
      notNegative(kopecks);
    }
  }

  private static void notNegative(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number cannot be said");
    }
  }
}
