package org.liniya.person;

import java.util.UUID;

/**
 * A person whose data we keep, by a random identifier that tells nothing of them. Immutable.
 *
 * <p>A caller is a new person until something proves otherwise: a telephone is shared by a
 * household, and a ticket's number can be told to others.
 */
public record PersonId(UUID value) {

  /** Somebody new. */
  public static PersonId random() {
    return new PersonId(UUID.randomUUID());
  }

  /**
   * Reads an identifier.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static PersonId parse(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
