package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.Optional;
import org.liniya.flow.value.Type;

/** {@code number}: a whole number from {@code smallest} to {@code largest}. Immutable. */
public record NumberKind(long smallest, long largest) implements AskKind {

  /** Nine digits; keys have no sign. */
  public static final int LARGEST = 999_999_999;

  @Override
  public String word() {
    return "number";
  }

  @Override
  public int least() {
    return 1;
  }

  @Override
  public int most() {
    return Long.toString(largest).length();
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    long number = Long.parseLong(digits);
    return number >= smallest && number <= largest
        ? Optional.empty()
        : Optional.of("out-of-limits");
  }

  @Override
  public boolean secret() {
    return false;
  }

  /** Many digits may be a number that belongs to a person. */
  @Override
  public String masked(String digits) {
    return new DigitsKind(least(), most()).masked(digits);
  }

  @Override
  public Object kept(String digits) {
    return Long.valueOf(digits);
  }

  @Override
  public Type type() {
    return new Type.Whole(smallest, largest);
  }

  @Override
  public boolean readBack() {
    return false;
  }

  @Override
  public String wrongPrompt() {
    return "number-wrong";
  }

  @Override
  public Optional<String> field() {
    return Optional.empty();
  }
}
