package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.identity.Checked;
import org.liniya.identity.Inn;

/**
 * {@code inn}: the taxpayer's number, ten digits of an organisation or twelve of a person, with
 * check digits. Immutable.
 */
public record InnKind() implements AskKind {

  @Override
  public String word() {
    return "inn";
  }

  @Override
  public int least() {
    return Inn.ORGANISATION;
  }

  @Override
  public int most() {
    return Inn.PERSON;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return Inn.check(digits).fault();
  }

  @Override
  public boolean secret() {
    return true;
  }

  @Override
  public String masked(String digits) {
    return switch (Inn.check(digits)) {
      case Checked.Valid(_, String masked) -> masked;
      case Checked.Wrong _ -> "*".repeat(digits.length());
    };
  }

  @Override
  public boolean identifies() {
    return true;
  }

  @Override
  public String wrongPrompt() {
    return "number-wrong";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.inn");
  }
}
