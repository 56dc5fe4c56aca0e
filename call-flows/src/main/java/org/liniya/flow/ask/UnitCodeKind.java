package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.identity.UnitCode;

/**
 * {@code unit-code}: the code of the office that issued a Russian passport, six digits. Nothing of
 * it is shown. Immutable.
 */
public record UnitCodeKind() implements AskKind {

  @Override
  public String word() {
    return "unit-code";
  }

  @Override
  public int least() {
    return UnitCode.LENGTH;
  }

  @Override
  public int most() {
    return UnitCode.LENGTH;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return UnitCode.check(digits).fault();
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
    return Optional.of("caller.unit_code");
  }
}
