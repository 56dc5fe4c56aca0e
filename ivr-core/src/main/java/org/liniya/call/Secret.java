package org.liniya.call;

import java.util.Objects;

/**
 * A value that must not appear in a log, journal, metric or error by accident: formatting it gives
 * dots. Only {@link #reveal()} gives the value, so that every use can be found. Immutable.
 */
public final class Secret {

  private static final String HIDDEN = "•••";

  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The value itself; whoever calls this answers for where it goes. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
