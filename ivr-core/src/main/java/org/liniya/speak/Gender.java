package org.liniya.speak;

/** A grammatical gender. Immutable. */
public enum Gender {
  MASCULINE(""),
  FEMININE("-f"),
  NEUTER("-n");

  private final String suffix;

  Gender(String suffix) {
    this.suffix = suffix;
  }

  /** The end of the names of its fragments, before that of the case. */
  String suffix() {
    return suffix;
  }
}
