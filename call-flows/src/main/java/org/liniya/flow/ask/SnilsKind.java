package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.identity.Checked;
import org.liniya.identity.Snils;

/** {@code snils}: the Russian insurance number, eleven digits with two check digits. Immutable. */
public record SnilsKind() implements AskKind {

  @Override
  public String word() {
    return "snils";
  }

  @Override
  public int least() {
    return Snils.LENGTH;
  }

  @Override
  public int most() {
    return Snils.LENGTH;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return Snils.check(digits).fault();
  }

  @Override
  public boolean secret() {
    return true;
  }

  @Override
  public String masked(String digits) {
    return switch (Snils.check(digits)) {
      case Checked.Valid(_, String masked) -> masked;
      case Checked.Wrong _ -> "*".repeat(digits.length());
    };
  }

  @Override
  public boolean identifies() {
    return true;
  }

  @Override
  public String confirmPrompt() {
    return "confirm-snils";
  }

  @Override
  public String wrongPrompt() {
    return "snils-wrong";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.snils");
  }
}
