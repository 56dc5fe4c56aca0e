package org.liniya.ticket;

/**
 * The number of a ticket: eight digits of which the last is a check digit (Damm), easy to say and
 * to type; spoken as 123 456 78. Immutable.
 *
 * <p>How hard it is to guess: whoever draws a number takes seven digits, the first not 0, from a
 * {@link java.security.SecureRandom}, so that there are 9,000,000 of them and none tells anything
 * about another. Among {@code n} tickets a guess with a right check digit hits one with the
 * probability n / 9,000,000: 1 in 900 for 10,000 tickets, 1 in 90 for 100,000, 1 in 9 for a
 * million. To hit one particular ticket takes 4,500,000 guesses on average. So a number is no proof
 * of who is calling: nothing personal may be said or shown on the strength of it, and whoever takes
 * numbers from callers has to limit the tries.
 */
public record TicketNumber(String digits) implements Comparable<TicketNumber> {

  public TicketNumber {
    if (!digits.matches("\\d{4,12}")) {
      throw new IllegalArgumentException("a ticket number is 4 to 12 digits");
    }
  }

  @Override
  public int compareTo(TicketNumber other) {
    return digits.compareTo(other.digits);
  }

  @Override
  public String toString() {
    return digits;
  }
}
