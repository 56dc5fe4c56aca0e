package org.liniya.sip.trunk;

/**
 * Whether a provider is there, from what became of our OPTIONS (RFC 3261 section 11): down after
 * two failures in a row, up again after one success. Before the first one it counts as up.
 * Immutable.
 *
 * <pre>
 *  Up(0) --failed--> Up(1) --failed--> Down
 *    ^-----answered----/                |
 *    ^-----answered---------------------/
 * </pre>
 */
public sealed interface TrunkHealth {

  int FAILURES = 2;

  /** It answers. */
  record Up(int failures) implements TrunkHealth {}

  /** It does not. */
  record Down() implements TrunkHealth {}

  static TrunkHealth fresh() {
    return new Up(0);
  }

  default TrunkHealth answered() {
    return new Up(0);
  }

  default TrunkHealth failed() {
    return switch (this) {
      case Up(int failures) when failures + 1 < FAILURES -> new Up(failures + 1);
      case Up _, Down _ -> new Down();
    };
  }

  default boolean up() {
    return this instanceof Up;
  }
}
