package org.liniya.ticket;

/**
 * The check digit of ticket numbers by H. Michael Damm's method: a wrong digit and two exchanged
 * neighbours are always noticed. Pure functions, for any thread.
 */
public final class CheckDigit {

  /**
   * A totally anti-symmetric quasigroup of order 10 with a zero diagonal (Damm, "Total
   * anti-symmetrische Quasigruppen", Marburg 2004, the example that became the usual table). Row:
   * the interim digit so far, column: the next digit.
   */
  private static final int[][] NEXT = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
  };

  private CheckDigit() {}

  /**
   * The digit to put behind {@code digits}; a number with it passes {@link #valid}.
   *
   * @throws IllegalArgumentException when there is anything but the digits 0 to 9 (nothing counts
   *     as anything else; the message does not repeat the value)
   */
  public static int of(String digits) {
    int interim = 0;
    for (int i = 0; i < digits.length(); i++) {
      interim = NEXT[interim][digit(digits.charAt(i))];
    }
    return interim;
  }

  /** Whether the last digit is the check digit of those before it; false for anything else. */
  public static boolean valid(String digitsWithCheck) {
    return digitsWithCheck.matches("[0-9]{2,}") && of(digitsWithCheck) == 0;
  }

  private static int digit(char symbol) {
    if (symbol < '0' || symbol > '9') {
      throw new IllegalArgumentException("a check digit is made of digits only");
    }
    return symbol - '0';
  }
}
