package org.liniya.person;

import java.util.Locale;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * Something by which a person's tickets can be found, in the one form in which it is compared:
 * however it was written or typed, the same datum gives the same look-up. Immutable.
 *
 * @param normal the normal form; kept as a keyed hash only
 */
public record LookUp(Kind kind, Secret normal) {

  /** Longer texts are no names and no numbers. */
  private static final int LONGEST = 200;

  /** By what is looked. */
  public enum Kind {
    SNILS(11, 11),
    INN(10, 12),
    PASSPORT(10, 10),
    PHONE(3, 15),
    SURNAME(1, LONGEST),
    SURNAME_FIRST_NAME(3, LONGEST);

    private final int shortest;
    private final int longest;

    Kind(int shortest, int longest) {
      this.shortest = shortest;
      this.longest = longest;
    }

    /** The word in the store and in the interface, such as {@code surname-first-name}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that a flow's {@code ask} has under this word, when there is one. */
    public static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    /** Whether it is a document that somebody's identity rests on. */
    public boolean document() {
      return this == SNILS || this == INN || this == PASSPORT;
    }

    private boolean fits(String normal) {
      return normal.length() >= shortest && normal.length() <= longest;
    }
  }

  /** The look-up of a datum as somebody wrote it; empty when it cannot be one of that kind. */
  public static Optional<LookUp> of(Kind kind, Secret written) {
    String text = written.reveal();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String normal =
        switch (kind) {
          case SNILS, INN, PASSPORT -> digits(text);
          case PHONE -> phone(digits(text));
          case SURNAME -> Names.word(text);
          case SURNAME_FIRST_NAME -> Names.words(text);
        };
    boolean whole = kind != Kind.SURNAME_FIRST_NAME || normal.indexOf(' ') > 0;
    return whole && kind.fits(normal)
        ? Optional.of(new LookUp(kind, new Secret(normal)))
        : Optional.empty();
  }

  /** Surname and first name together, each as it was written. */
  public static Optional<LookUp> named(Secret surname, Secret firstName) {
    String last = Names.word(surname.reveal());
    String first = Names.word(firstName.reveal());
    return last.isEmpty() || first.isEmpty()
        ? Optional.empty()
        : of(Kind.SURNAME_FIRST_NAME, new Secret(last + " " + first));
  }

  /** The digits, or nothing when something stands there that is no usual separator either. */
  private static String digits(String text) {
    String bare = text.replaceAll("[\\s\\p{Z}\\p{Pd}()+.]", "");
    return bare.matches("[0-9]*") ? bare : "";
  }

  /** Russians write the country's code as 8 when they dial within it. */
  private static String phone(String digits) {
    return digits.length() == 11 && digits.startsWith("8") ? "7" + digits.substring(1) : digits;
  }
}
