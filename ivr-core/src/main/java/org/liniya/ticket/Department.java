package org.liniya.ticket;

/**
 * A department that tickets are handed to, by its name in the configuration, such as {@code
 * passport-office}. Immutable.
 */
public record Department(String name) {
  public Department {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException(
          "a department is 1 to 64 small letters, digits and dashes");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
