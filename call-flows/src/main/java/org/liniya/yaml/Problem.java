package org.liniya.yaml;

/** A fault of a configuration file, with what to do about it. Immutable. */
public record Problem(Place place, String text, String hint) {

  /** {@code path:line:column: problem. hint}, on one line. */
  @Override
  public String toString() {
    return (place + ": " + text + "." + (hint.isEmpty() ? "" : " " + hint))
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
