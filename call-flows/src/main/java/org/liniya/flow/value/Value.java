package org.liniya.flow.value;

/** A value as a flow states it: literal, or computed when the step runs. Immutable. */
public sealed interface Value {

  record Literal(Object value) implements Value {}

  record Computed(Expression expression, Type type) implements Value {}

  /** Whether what comes out must not be spoken, noted or sent. */
  default boolean secret() {
    return this instanceof Computed computed && computed.expression().secret();
  }

  /**
   * The value now.
   *
   * @throws ValueException when it cannot be computed or does not fit its type
   */
  default Object of(Scope scope) {
    return switch (this) {
      case Literal literal -> literal.value();
      case Computed(Expression expression, Type type) -> {
        Object value = expression.evaluate(scope);
        if (!type.holds(value)) {
          throw new ValueException("'" + expression.text() + "' does not give " + type.what());
        }
        yield value;
      }
    };
  }
}
