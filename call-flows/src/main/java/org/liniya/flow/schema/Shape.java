package org.liniya.flow.schema;

import java.util.List;

/** The form of a value, as far as a file alone shows it. Immutable. */
public sealed interface Shape {

  /** Any scalar: a text, a name, a value or an expression. */
  Shape TEXT = new Text("");

  Shape YES_NO = new Words(List.of("yes", "no", "true", "false"));
  Shape SPAN = new Text("[0-9]{1,9}(ms|s|m|h|d)");

  /** Where to go: a step's name or a reserved word. */
  Shape TARGET = new Text("[a-z][a-z0-9-]*");

  /** Prompts: a name or several. */
  Shape PROMPTS = new OneOrMore(TEXT);

  /** Phrases by language. */
  Shape PHRASES = new TableOf("[a-z]{2,3}", new OneOrMore(TEXT));

  /** Values by the names of variables, fields or what is sent. */
  Shape VALUES = new TableOf(".+", TEXT);

  /**
   * A scalar.
   *
   * @param pattern of the whole of it; empty for anything
   */
  record Text(String pattern) implements Shape {}

  /** One of a few words. */
  record Words(List<String> words) implements Shape {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A whole number within limits. */
  record Whole(int least, int most) implements Shape {}

  /** A value, or a list of such values. */
  record OneOrMore(Shape each) implements Shape {}

  record ListOf(Shape each) implements Shape {}

  /** A table with these keys and no others. */
  record Table(List<Key> keys) implements Shape {
    public Table {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A table whose keys are the administrator's own.
   *
   * @param names pattern of the whole of a key
   */
  record TableOf(String names, Shape each) implements Shape {}

  /** Any of these. */
  record Either(List<Shape> shapes) implements Shape {
    public Either {
      shapes = List.copyOf(shapes);
    }
  }

  /** A step: one of the kinds of {@link StepCatalogue}. */
  record StepOf() implements Shape {}

  static Table table(Key... keys) {
    return new Table(List.of(keys));
  }

  static Words words(String... words) {
    return new Words(List.of(words));
  }

  static Either either(Shape... shapes) {
    return new Either(List.of(shapes));
  }
}
