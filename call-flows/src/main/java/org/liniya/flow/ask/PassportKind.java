package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.liniya.identity.Passport;

/** {@code passport}: series and number of the Russian internal passport, ten digits. Immutable. */
public record PassportKind() implements AskKind {

  /** There is no check digit: all digits but the last four are hidden, right or wrong. */
  private static final int SHOWN = 4;

  private static final Group SERIES = new Group(0, 4, "enter-passport-series");
  private static final Group NUMBER = new Group(4, 10, "enter-passport-number");

  @Override
  public String word() {
    return "passport";
  }

  @Override
  public int least() {
    return Passport.LENGTH;
  }

  @Override
  public int most() {
    return Passport.LENGTH;
  }

  @Override
  public Optional<String> fault(String digits, LocalDate today) {
    return Passport.check(digits, today.getYear()).fault();
  }

  @Override
  public List<Group> groups() {
    return List.of(SERIES, NUMBER);
  }

  @Override
  public Optional<Group> wrongGroup(String digits, LocalDate today) {
    boolean series = Passport.seriesFits(digits, today.getYear());
    boolean number = Passport.numberFits(digits);
    return series == number ? Optional.empty() : Optional.of(series ? NUMBER : SERIES);
  }

  @Override
  public boolean secret() {
    return true;
  }

  @Override
  public String masked(String digits) {
    int hidden = Math.max(0, digits.length() - SHOWN);
    return "*".repeat(hidden) + digits.substring(hidden);
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
    return Optional.of("caller.passport");
  }
}
