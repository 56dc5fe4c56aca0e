package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;

/** {@code digits}: any digits, from {@code least} to {@code most} of them. Immutable. */
public record DigitsKind(int least, int most) implements AskKind {

  /** An extension, a year; more may be a code, or a number that belongs to a person. */
  private static final int OPEN = 4;

  private static final int SHOWN = 2;

  @Override
  public String word() {
    return "digits";
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return Optional.empty();
  }

  @Override
  public boolean secret() {
    return false;
  }

  @Override
  public String masked(String digits) {
    int hidden = digits.length() > OPEN ? digits.length() - SHOWN : 0;
    return "*".repeat(hidden) + digits.substring(hidden);
  }

  @Override
  public String confirmPrompt() {
    return "confirm-digits";
  }

  @Override
  public String wrongPrompt() {
    return "no-match";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.digits");
  }
}
