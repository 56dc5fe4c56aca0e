package org.liniya.ticket;

/**
 * The number of a ticket: eight digits of which the last is a check digit (Damm), easy to say and
 * to type. Immutable.
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
