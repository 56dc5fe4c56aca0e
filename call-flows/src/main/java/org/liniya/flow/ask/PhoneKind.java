package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.identity.Checked;

/**
 * {@code phone}: a Russian telephone number, ten digits with the area code, or eleven when 8 or the
 * country's code 7 stands before them. It says where somebody can be reached and not who they are.
 * Immutable.
 */
public record PhoneKind() implements AskKind {

  private static final int NATIONAL = 10;
  private static final int SHOWN = 2;

  @Override
  public String word() {
    return "phone";
  }

  @Override
  public int least() {
    return NATIONAL;
  }

  @Override
  public int most() {
    return NATIONAL + 1;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    String national = national(digits);
    if (national.length() != NATIONAL) {
      return Optional.of(Checked.Reason.WRONG_LENGTH.word());
    }
    // area codes begin with 3, 4 or 8, mobile ones with 9; 7 is Kazakhstan's
    return "34789".indexOf(national.charAt(0)) >= 0
        ? Optional.empty()
        : Optional.of(Checked.Reason.IMPLAUSIBLE.word());
  }

  private static String national(String digits) {
    boolean prefixed =
        digits.length() == NATIONAL + 1 && (digits.startsWith("7") || digits.startsWith("8"));
    return prefixed ? digits.substring(1) : digits;
  }

  @Override
  public boolean secret() {
    return true;
  }

  @Override
  public Object kept(String digits) {
    return "+7" + national(digits);
  }

  @Override
  public String masked(String digits) {
    int hidden = Math.max(0, digits.length() - SHOWN);
    return "*".repeat(hidden) + digits.substring(hidden);
  }

  @Override
  public String wrongPrompt() {
    return "number-wrong";
  }

  @Override
  public Optional<String> field() {
    return Optional.of("caller.phone");
  }
}
