package org.liniya.flow.ask;

import java.util.Optional;

/** {@code digits}: any digits, from {@code least} to {@code most} of them. Immutable. */
public record DigitsKind(int least, int most) implements AskKind {

  @Override
  public String word() {
    return "digits";
  }

  @Override
  public Optional<String> fault(String digits) {
    return Optional.empty();
  }

  @Override
  public boolean secret() {
    return false;
  }

  @Override
  public String masked(String digits) {
    return digits;
  }

  @Override
  public String wrongPrompt() {
    return "no-match";
  }

  @Override
  public String field() {
    return "caller.digits";
  }
}
