package org.liniya.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.Language;
import org.liniya.speak.Clip;
import org.liniya.speak.Grammar;

/**
 * German up to ninety-nine, as somebody outside would add it: "einundzwanzig" is number-1, and,
 * number-20; greater numbers are said digit by digit. Immutable.
 */
public final class GermanGrammar implements Grammar {

  static final Language DE = new Language("de");

  private static final Map<String, String> TEXTS = read();

  /** For {@link java.util.ServiceLoader}. */
  public GermanGrammar() {}

  @Override
  public Language language() {
    return DE;
  }

  @Override
  public List<Clip> cardinal(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a negative number cannot be said");
    }
    if (number > 99) {
      return digits(Long.toString(number));
    }
    long ones = number % 10;
    if (number <= 20 || ones == 0) {
      return List.of(fragment("number-" + number));
    }
    return List.of(
        fragment("number-" + ones), fragment("and"), fragment("number-" + (number - ones)));
  }

  @Override
  public List<Clip> date(LocalDate date) {
    return List.of(
        fragment("day-" + date.getDayOfMonth()), fragment("month-" + date.getMonthValue()));
  }

  @Override
  public Map<String, String> texts() {
    return TEXTS;
  }

  private static Clip fragment(String name) {
    return new Clip.Prompt(DE, name);
  }

  /** Names only: what a voice would read for them is of no interest here. */
  private static Map<String, String> read() {
    List<String> names = new ArrayList<>(List.of("and"));
    for (int i = 0; i < 10; i++) {
      names.add("digit-" + i);
    }
    for (int i = 0; i <= 20; i++) {
      names.add("number-" + i);
    }
    for (int i = 30; i < 100; i += 10) {
      names.add("number-" + i);
    }
    for (int i = 1; i <= 31; i++) {
      names.add("day-" + i);
    }
    for (int i = 1; i <= 12; i++) {
      names.add("month-" + i);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    names.forEach(name -> texts.put(name, name));
    return Map.copyOf(texts);
  }
}
