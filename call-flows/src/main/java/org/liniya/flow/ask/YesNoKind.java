package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;

/** {@code yes-no}: 1 is yes, 2 is no; the prompt says so. Immutable. */
public record YesNoKind() implements AskKind {

  private static final String YES = "1";
  private static final String NO = "2";

  /** The key that means it. */
  public static String keyed(boolean yes) {
    return yes ? YES : NO;
  }

  @Override
  public String word() {
    return "yes-no";
  }

  @Override
  public int least() {
    return 1;
  }

  @Override
  public int most() {
    return 1;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return digits.equals(YES) || digits.equals(NO)
        ? Optional.empty()
        : Optional.of("neither-yes-nor-no");
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
  public Object kept(String digits) {
    return digits.equals(YES);
  }

  @Override
  public Type type() {
    return Types.YES_NO;
  }

  @Override
  public boolean readBack() {
    return false;
  }

  @Override
  public String wrongPrompt() {
    return "no-match";
  }

  @Override
  public Optional<String> field() {
    return Optional.empty();
  }
}
