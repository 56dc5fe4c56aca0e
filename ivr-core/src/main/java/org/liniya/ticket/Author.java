package org.liniya.ticket;

/**
 * Who did something to a ticket: a named user of the console, or the server itself. Immutable.
 *
 * @param name as in {@code users.yaml}; {@code server} for {@link #SERVER}
 */
public record Author(String name) {

  /** A deadline or a call did it, no person. */
  public static final Author SERVER = new Author("server");

  public Author {
    if (!name.matches("[\\p{Alnum}._@-]{1,64}")) {
      throw new IllegalArgumentException("an author is 1 to 64 letters, digits, dots and dashes");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
