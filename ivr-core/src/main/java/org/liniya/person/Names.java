package org.liniya.person;

import java.util.Locale;

/**
 * Names in the form in which they are compared: lower case, {@code ё} as {@code е}, without spaces
 * and hyphens inside one name, as people leave those out or put them in. Pure functions.
 */
final class Names {
  private Names() {}

  /** One name, such as a double surname: {@code Салтыкова - Щедрина} gives one word. */
  static String word(String name) {
    return words(name).replace(" ", "");
  }

  /** Several names, divided by one space; hyphens join. */
  static String words(String names) {
    return names
        .toLowerCase(Locale.ROOT)
        .replace("и\u0306", "й") // some keyboards write the mark as a character of its own
        .replace("\u0308", "")
        .replace('ё', 'е')
        .replaceAll("[\\s\\p{Z}]*[\\p{Pd}'’]+[\\s\\p{Z}]*", "")
        .replaceAll("[\\s\\p{Z}]+", " ")
        .strip();
  }
}
