package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.liniya.identity.BirthDate;

/**
 * {@code birth-date}: the caller's date of birth as day, month and year, eight digits. Nothing of
 * it is ever shown. Immutable.
 */
public record BirthDateKind() implements AskKind {

  private static final Group DAY = new Group(0, 4, "enter-birth-day");
  private static final Group YEAR = new Group(4, 8, "enter-birth-year");

  @Override
  public List<Group> groups() {
    return List.of(DAY, YEAR);
  }

  @Override
  public Optional<Group> wrongGroup(String digits, LocalDate today) {
    boolean day = BirthDate.dayFits(digits);
    boolean year = BirthDate.yearFits(digits, today);
    return day == year ? Optional.empty() : Optional.of(day ? YEAR : DAY);
  }

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
