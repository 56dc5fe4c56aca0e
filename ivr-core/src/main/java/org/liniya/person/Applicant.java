package org.liniya.person;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;

/**
 * Who a ticket is of and where they are reached, as they told it. What is empty is not known, or,
 * in a change, stays as it is. Immutable.
 *
 * @param name surname, first name and patronymic, in this order
 */
public record Applicant(Optional<Secret> name, Optional<Secret> phone, Optional<Secret> email) {

  /** Nothing is known. */
  public static final Applicant UNKNOWN =
      new Applicant(Optional.empty(), Optional.empty(), Optional.empty());

  private static final int LONGEST = 200;

  /** What is wrong with it, for whoever typed it; quotes nothing. */
  public Optional<String> fault() {
    if (equals(UNKNOWN)) {
      return Optional.of("a name, a phone or an email is needed");
    }
    if (Stream.of(name, phone, email).flatMap(Optional::stream).anyMatch(Applicant::unfit)) {
      return Optional.of("name, phone and email are one line of at most 200 characters");
    }
    if (name.isPresent() && surname().isEmpty()) {
      return Optional.of("the name has no letters");
    }
    if (phone.isPresent() && LookUp.of(LookUp.Kind.PHONE, phone.get()).isEmpty()) {
      return Optional.of("this cannot be a phone");
    }
    return email.filter(text -> !text.reveal().matches("[^@\\s]+@[^@\\s]+")).isPresent()
        ? Optional.of("this cannot be an email")
        : Optional.empty();
  }

  /** By what the ticket is found. */
  public List<LookUp> lookUps() {
    List<LookUp> all = new ArrayList<>(surname().stream().toList());
    List<String> words = words();
    if (words.size() > 1) {
      LookUp.named(new Secret(words.getFirst()), new Secret(words.get(1))).ifPresent(all::add);
    }
    phone.flatMap(text -> LookUp.of(LookUp.Kind.PHONE, text)).ifPresent(all::add);
    return all;
  }

  /** The form for people without the right to see it, such as {@code И. И. И.}; empty: unknown. */
  public Masked masked() {
    return new Masked(
        name.map(
            text ->
                words().stream()
                    .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + ".")
                    .collect(joining(" "))),
        phone.map(text -> new PhoneNumber(text).masked()),
        email.map(_ -> "***@***"));
  }

  /** What anyone may see. */
  public record Masked(Optional<String> name, Optional<String> phone, Optional<String> email) {}

  private Optional<LookUp> surname() {
    List<String> words = words();
    return words.isEmpty()
        ? Optional.empty()
        : LookUp.of(LookUp.Kind.SURNAME, new Secret(words.getFirst()));
  }

  /** The words of the name; a hyphen, with or without spaces, joins. */
  private List<String> words() {
    return name.map(
            text ->
                Stream.of(
                        text.reveal()
                            .replaceAll("[\\s\\p{Z}]*\\p{Pd}+[\\s\\p{Z}]*", "-")
                            .strip()
                            .split("[\\s\\p{Z}]+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList())
        .orElse(List.of());
  }

  private static boolean unfit(Secret text) {
    String line = text.reveal();
    return line.isBlank()
        || line.length() > LONGEST
        || line.chars().anyMatch(Character::isISOControl);
  }
}
