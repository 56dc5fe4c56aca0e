package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;

/**
 * {@code code}: a one-time code of {@code length} digits. Nothing of it is ever shown or read back.
 * Immutable.
 */
public record CodeKind(int length) implements AskKind {

  /** What most senders of codes use. */
  public static final int USUAL = 6;

  public static final int SHORTEST = 3;
  public static final int LONGEST = 12;

  @Override
  public String word() {
    return "code";
  }

  @Override
  public int least() {
    return length;
  }

  @Override
  public int most() {
    return length;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return Optional.empty();
  }

  @Override
  public boolean secret() {
    return true;
  }

  @Override
  public boolean readBack() {
    return false;
  }

  @Override
  public String masked(String digits) {
    return "*".repeat(digits.length());
  }

  @Override
  public String wrongPrompt() {
    return "code-wrong";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.code");
  }
}
