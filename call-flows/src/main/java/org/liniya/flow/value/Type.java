package org.liniya.flow.value;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.identity.IdentityLevel;
import org.liniya.yaml.Section;

/**
 * The type of a variable, a field or a value of a step. Immutable.
 *
 * <p>At run time a value is a {@link String} (text, one-of), {@link Long} (whole, level), {@link
 * Boolean}, {@link Duration} or {@link Instant}.
 */
public sealed interface Type {

  record Text() implements Type {}

  /** A whole number within limits. */
  record Whole(long least, long most) implements Type {}

  record YesNo() implements Type {}

  /** A length of time. */
  record Span() implements Type {}

  /** A point in time; has no literal. */
  record Moment() implements Type {}

  /** An identity level; in expressions its rank, so that levels can be compared. */
  record Level() implements Type {}

  /**
   * One of a few words.
   *
   * @param name what the words are, such as {@code skill group}
   */
  record OneOf(String name, List<String> words) implements Type {
    public OneOf {
      words = List.copyOf(words);
    }
  }

  /** The type that the expression language sees. */
  default CelType cel() {
    return switch (this) {
      case Text _, OneOf _ -> SimpleType.STRING;
      case Whole _, Level _ -> SimpleType.INT;
      case YesNo _ -> SimpleType.BOOL;
      case Span _ -> SimpleType.DURATION;
      case Moment _ -> SimpleType.TIMESTAMP;
    };
  }

  /** What a value of this type is called in a message, such as {@code a length of time}. */
  default String what() {
    return switch (this) {
      case Text _ -> "a text";
      case Whole whole when whole.equals(Types.WHOLE) -> "a whole number";
      case Whole(long least, long most) -> "a whole number from " + least + " to " + most;
      case YesNo _ -> "yes or no";
      case Span _ -> "a length of time";
      case Moment _ -> "a moment";
      case Level _ -> "an identity level";
      case OneOf oneOf -> "a " + oneOf.name();
    };
  }

  /** Reads a literal; empty when it is none of this type. */
  default Optional<Object> literal(String text) {
    return switch (this) {
      case Text _ -> Optional.of(text);
      case Whole(long least, long most) when text.matches("-?\\d{1,9}") ->
          Optional.<Object>of(Long.valueOf(text))
              .filter(n -> (Long) n >= least && (Long) n <= most);
      case Whole _, Moment _ -> Optional.empty();
      case YesNo _ ->
          switch (text) {
            case "yes", "true" -> Optional.of(true);
            case "no", "false" -> Optional.of(false);
            default -> Optional.empty();
          };
      case Span _ -> Section.span(text).map(span -> span);
      case Level _ ->
          Stream.of(IdentityLevel.values())
              .filter(level -> level.word().equals(text))
              .<Object>map(level -> Levels.rank(level))
              .findFirst();
      case OneOf oneOf -> Optional.<Object>of(text).filter(oneOf.words()::contains);
    };
  }

  /** Whether a computed value fits (limits and words; its kind was checked when it was read). */
  default boolean holds(Object value) {
    return switch (this) {
      case Whole(long least, long most) ->
          value instanceof Long number && number >= least && number <= most;
      case OneOf oneOf -> value instanceof String word && oneOf.words().contains(word);
      case Text _ -> value instanceof String;
      case YesNo _ -> value instanceof Boolean;
      case Span _ -> value instanceof Duration;
      case Moment _ -> value instanceof Instant;
      case Level _ -> value instanceof Long rank && Levels.isRank(rank);
    };
  }

  /** A value that a variable without a default begins with. */
  default Object blank() {
    return switch (this) {
      case Text _ -> "";
      case OneOf oneOf -> oneOf.words().isEmpty() ? "" : oneOf.words().getFirst();
      case Whole(long least, long most) -> least <= 0 && most >= 0 ? 0L : least;
      case Level _ -> 0L;
      case YesNo _ -> false;
      case Span _ -> Duration.ZERO;
      case Moment _ -> Instant.EPOCH;
    };
  }
}
