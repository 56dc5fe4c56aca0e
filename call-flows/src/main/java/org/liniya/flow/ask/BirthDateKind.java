package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.identity.BirthDate;

/**
 * {@code birth-date}: the caller's date of birth as day, month and year, eight digits. Nothing of
 * it is ever shown. Immutable.
 */
public record BirthDateKind() implements AskKind {

  @Override
  public String word() {
    return "birth-date";
  }

  @Override
  public int least() {
    return BirthDate.LENGTH;
  }

  @Override
  public int most() {
    return BirthDate.LENGTH;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return BirthDate.check(digits, today).fault();
  }

  @Override
  public boolean secret() {
    return true;
  }

  @Override
  public String masked(String digits) {
    return "*".repeat(digits.length());
  }

  @Override
  public String wrongPrompt() {
    return "number-wrong";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.birthday");
  }
}
