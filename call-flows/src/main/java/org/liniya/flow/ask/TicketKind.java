package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.ticket.CheckDigit;

/** {@code ticket}: the number of an earlier ticket, eight digits with a check digit. Immutable. */
public record TicketKind() implements AskKind {

  @Override
  public String word() {
    return "ticket";
  }

  @Override
  public int least() {
    return 8;
  }

  @Override
  public int most() {
    return 8;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return CheckDigit.valid(digits) ? Optional.empty() : Optional.of("check-digit");
  }

  @Override
  public boolean secret() {
    return false;
  }

  @Override
  public String masked(String digits) {
    // what is no ticket's number may be the beginning of anything
    return CheckDigit.valid(digits) ? digits : "*".repeat(digits.length());
  }

  @Override
  public String confirmPrompt() {
    return "confirm-ticket";
  }

  @Override
  public String wrongPrompt() {
    return "ticket-not-found";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.ticket");
  }
}
