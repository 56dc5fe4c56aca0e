package org.liniya.speak;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every number from 0 to 9,999 in every case and gender, cardinal and ordinal, against ICU4J. Where
 * the two differ, {@code icu-differences.txt} says by which rule, why, and how many times.
 */
class AgainstIcuTest {

  private static final int MOST = 9_999;

  private final List<Difference> differences = differences();
  private final Map<Difference, Integer> used = new LinkedHashMap<>();
  private final List<String> unexplained = new ArrayList<>();

  @Test
  void onlyTheListedDisagreements() {
    RuleBasedNumberFormat russian = icu("ru");
    for (Gender gender : Gender.values()) {
      for (Case in : Case.values()) {
        compare(
            russian,
            "%spellout-cardinal-" + set(gender, in),
            n -> Fragment.text(RussianCardinals.say(n, gender, in)));
        compare(
            russian,
            "%spellout-ordinal-" + set(gender, in),
            n -> Fragment.text(RussianOrdinals.say(n, gender, in)));
      }
    }
    RuleBasedNumberFormat english = icu("en");
    compare(english, "%spellout-cardinal-verbose", n -> Fragment.text(EnglishNumbers.cardinal(n)));
    compare(english, "%spellout-ordinal-verbose", EnglishNumbers::ordinal);
    compare(
        english,
        "%spellout-numbering-year",
        1900,
        2099,
        n -> Fragment.text(EnglishNumbers.year(n)));

    assertThat(unexplained).isEmpty();
    assertThat(differences)
        .allSatisfy(
            each ->
                assertThat(used.getOrDefault(each, 0))
                    .as("%s: %s", each.sets, each.reason)
                    .isEqualTo(each.times));
  }

  private void compare(RuleBasedNumberFormat icu, String set, IntFunction<String> ours) {
    compare(icu, set, 0, MOST, ours);
  }

  private void compare(
      RuleBasedNumberFormat icu, String set, int from, int to, IntFunction<String> ours) {
    List<Difference> rules =
        differences.stream().filter(each -> each.sets.matcher(set).matches()).toList();
    for (int n = from; n <= to; n++) {
      String theirs = icu.format(n, set);
      String said = ours.apply(n);
      List<Difference> applied = new ArrayList<>();
      for (Difference rule : rules) {
        String changed = rule.ours.matcher(said).replaceAll(rule.theirs);
        if (!changed.equals(said)) {
          applied.add(rule);
        }
        said = changed;
      }
      if (!said.equals(theirs)) {
        unexplained.add(set + " " + n + ": " + said + " / " + theirs);
        return; // one of a kind is enough to read
      }
      applied.forEach(rule -> used.merge(rule, 1, Integer::sum));
    }
  }

  /** The nominative's sets are named by the gender alone. */
  private static String set(Gender gender, Case in) {
    String name = gender.name().toLowerCase(Locale.ROOT);
    return in == Case.NOMINATIVE ? name : name + "-" + in.word();
  }

  private static RuleBasedNumberFormat icu(String language) {
    return new RuleBasedNumberFormat(new ULocale(language), RuleBasedNumberFormat.SPELLOUT);
  }

  /**
   * A rule by which ICU differs.
   *
   * @param sets pattern of the names of its rule sets
   * @param ours what we say
   * @param theirs what is in its place there
   * @param times in how many numbers
   */
  private record Difference(Pattern sets, Pattern ours, String theirs, int times, String reason) {}

  private static List<Difference> differences() {
    try (InputStream in = AgainstIcuTest.class.getResourceAsStream("icu-differences.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "icu-differences.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 5))
          .map(
              c ->
                  new Difference(
                      Pattern.compile(c[0].strip()),
                      Pattern.compile(c[1].strip().replace("_", " ")),
                      c[2].strip().replace("_", " "),
                      Integer.parseInt(c[3].strip()),
                      c[4].strip()))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
