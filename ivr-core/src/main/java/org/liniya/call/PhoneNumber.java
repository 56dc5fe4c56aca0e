package org.liniya.call;

/**
 * A telephone number, normalised at the edge: {@code +} and digits (E.164) where that is known,
 * else the digits or the user part as received. Personal data: {@link #toString()} masks all but
 * the last two characters. Immutable.
 */
public record PhoneNumber(Secret full) {

  public static PhoneNumber of(String number) {
    return new PhoneNumber(new Secret(number));
  }

  /** Whether the number can be dialled back: {@code +} and 8 to 15 digits. */
  public boolean callable() {
    return full.reveal().matches("\\+[1-9]\\d{7,14}");
  }

  /** The form for people without the right to see numbers, such as {@code +7********01}. */
  public String masked() {
    String number = full.reveal();
    int head = number.startsWith("+") && number.length() > 4 ? 2 : 0;
    int tail = Math.min(2, number.length() - head);
    return number.substring(0, head)
        + "*".repeat(number.length() - head - tail)
        + (number.length() > 4 ? number.substring(number.length() - tail) : "*".repeat(tail));
  }

  @Override
  public String toString() {
    return masked();
  }
}
