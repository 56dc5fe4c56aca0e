package org.liniya.call;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a trunk or a telephone exchange writes telephone numbers, and their one written form: E.164,
 * {@code +} and digits. What is no number, such as {@code hotline}, and what is too short to be
 * one, such as {@code 112}, stays as it is. Immutable.
 *
 * @param country calling code, such as {@code 7}
 * @param nationalPrefix what stands before a number of the same country, such as {@code 8}
 * @param internationalPrefixes what stands before a country's code, such as {@code 810}; the
 *     longest that fits counts
 * @param nationalLength digits of a number without country and prefix; 0 where they differ: then a
 *     number without any prefix is left alone
 */
public record NumberPlan(
    String country,
    Optional<String> nationalPrefix,
    List<String> internationalPrefixes,
    int nationalLength) {

  private static final int SHORTEST_NATIONAL = 6;
  private static final int LONGEST = 15;

  public NumberPlan {
    internationalPrefixes =
        internationalPrefixes.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Russia and Kazakhstan: 8 and ten digits at home, 810 for abroad; 00 is understood too. */
  public static NumberPlan russian() {
    return new NumberPlan("7", Optional.of("8"), List.of("810", "00"), 10);
  }

  /** What is usual in a country, where nothing else is said. */
  public static NumberPlan of(String country) {
    return country.equals("7")
        ? russian()
        : new NumberPlan(country, Optional.empty(), List.of("00"), 0);
  }

  /** The one form of a user part; {@code user} itself when it is no telephone number. */
  public String canonical(String user) {
    String plain = bare(user);
    if (plain.matches("\\+\\d{1,20}")) {
      return plain;
    }
    if (!plain.matches("\\d{1,20}")) {
      return user.strip();
    }
    return fromAbroad(plain).or(() -> fromHome(plain)).orElse(plain);
  }

  /** Without what only makes a number easier to read (RFC 3966 section 5.1.1), and spaces. */
  private static String bare(String user) {
    return user.replaceAll("[\\s().-]", "");
  }

  private Optional<String> fromAbroad(String digits) {
    return internationalPrefixes.stream()
        .filter(digits::startsWith)
        .map(prefix -> digits.substring(prefix.length()))
        .filter(rest -> rest.matches("[1-9]\\d{6,14}"))
        .findFirst()
        .map(rest -> "+" + rest);
  }

  private Optional<String> fromHome(String digits) {
    Optional<String> dialled =
        nationalPrefix
            .filter(digits::startsWith)
            .map(prefix -> digits.substring(prefix.length()))
            .filter(this::national)
            .map(rest -> "+" + country + rest);
    if (dialled.isPresent() || nationalLength == 0) {
      return dialled;
    }
    if (digits.startsWith(country) && digits.length() == country.length() + nationalLength) {
      return Optional.of("+" + digits); // only the plus got lost
    }
    return digits.length() == nationalLength
        ? Optional.of("+" + country + digits)
        : Optional.empty();
  }

  private boolean national(String rest) {
    return nationalLength > 0
        ? rest.length() == nationalLength
        : rest.length() >= SHORTEST_NATIONAL && rest.length() + country.length() <= LONGEST;
  }
}
