package org.liniya.call;

import java.util.Objects;

/**
 * A value that must not appear in a log, journal, metric or error by accident. Formatting it gives
 * dots, whatever the value is; it is no text, no bean and no record, so that no library finds the
 * value by itself; the field is transient, so that none that looks at private fields does. Only
 * {@link #reveal()} gives the value: who may call it stands in {@code SecrecyRulesTest}. Immutable.
 */
public final class Secret {

  private static final String HIDDEN = "•••";

  /** Another one in each process: a hash that gets out is no help in guessing short numbers. */
  private static final int SALT = System.identityHashCode(new Object());

  private final transient String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The value itself; whoever calls this answers for where it goes. */
  public String reveal() {
    return value;
  }

  /** Takes as long for a value that is nearly right as for one that is all wrong. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && same(value, secret.value);
  }

  private static boolean same(String expected, String given) {
    int difference = expected.length() ^ given.length();
    for (int i = 0; i < given.length(); i++) {
      char opposite = expected.isEmpty() ? 0 : expected.charAt(i % expected.length());
      difference |= opposite ^ given.charAt(i);
    }
    return difference == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(SALT, value);
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
