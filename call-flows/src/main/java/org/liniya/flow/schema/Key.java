package org.liniya.flow.schema;

/**
 * A key of a table. Immutable.
 *
 * @param needed whether it must be there
 * @param byDefault what holds when it is not; empty when that needs more words
 * @param meaning one sentence
 */
public record Key(String name, Shape shape, boolean needed, String byDefault, String meaning) {

  static Key of(String name, Shape shape, String meaning) {
    return new Key(name, shape, false, "", meaning);
  }

  Key mustBe() {
    return new Key(name, shape, true, byDefault, meaning);
  }

  Key or(String value) {
    return new Key(name, shape, needed, value, meaning);
  }
}
