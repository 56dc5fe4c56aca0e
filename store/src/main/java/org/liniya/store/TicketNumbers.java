package org.liniya.store;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.TicketNumber;

/**
 * Makes numbers that nobody can guess from others: seven random digits, the first not 0, and the
 * check digit. Thread-safe. They may collide; the table notices.
 */
final class TicketNumbers implements Supplier<TicketNumber> {
  private final SecureRandom random = new SecureRandom();

  @Override
  public TicketNumber get() {
    String digits = String.valueOf(random.nextInt(1_000_000, 10_000_000));
    return new TicketNumber(digits + CheckDigit.of(digits));
  }
}
