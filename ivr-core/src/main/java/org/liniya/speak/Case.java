package org.liniya.speak;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A grammatical case. English has none: there a case changes nothing. Immutable.
 *
 * <p>The accusative is that of lifeless things («жду одну минуту»), the only one a line needs: of
 * human beings it says how many there are, never whom it sees.
 */
public enum Case {
  NOMINATIVE("nominative", ""),
  GENITIVE("genitive", "-gen"),
  DATIVE("dative", "-dat"),
  ACCUSATIVE("accusative", "-acc"),
  INSTRUMENTAL("instrumental", "-ins"),
  PREPOSITIONAL("prepositional", "-pre");

  private static final List<Case> ORDER = List.of(values());

  private final String word;
  private final String suffix;

  Case(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  /** How a flow names it. */
  public String word() {
    return word;
  }

  /** The end of the names of its fragments. */
  String suffix() {
    return suffix;
  }

  /** The form of this case among six that are in the order of the cases. */
  String among(List<String> six) {
    return six.get(ORDER.indexOf(this));
  }

  /** Whether a count in it takes the form of the nominative but for «одну». */
  boolean isDirect() {
    return this == NOMINATIVE || this == ACCUSATIVE;
  }

  public static Optional<Case> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Case::word).toList();
  }
}
