package org.liniya.server.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names of ours of those that other systems allow. Stateless. */
final class Names {

  private Names() {}

  /**
   * Small letters, digits and dashes, beginning with a letter.
   *
   * @param otherwise stands in front of a name that begins with a digit, and for one of which
   *     nothing is left
   * @param longest in characters
   */
  static String of(String name, String otherwise, int longest) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String whole =
        plain.isEmpty() || !Character.isLetter(plain.charAt(0))
            ? (otherwise + "-" + plain).replaceAll("-$", "")
            : plain;
    return whole.length() <= longest ? whole : whole.substring(0, longest).replaceAll("-$", "");
  }

  /** As people can read it on a terminal: on one line, nothing that moves a cursor, not endless. */
  static String shown(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }

  /** Gives each name once. For one thread. */
  static final class Unique {
    private final Set<String> given;

    /**
     * @param taken names that are not to be given
     */
    Unique(Set<String> taken) {
      given = new HashSet<>(taken);
    }

    /** The name itself, or with a number behind it; of at most {@code longest} characters. */
    String of(String name, int longest) {
      String free = name;
      for (int i = 2; !given.add(free); i++) {
        String ending = "-" + i;
        free = name.substring(0, Math.min(name.length(), longest - ending.length())) + ending;
      }
      return free;
    }
  }
}
