package org.liniya.flow.value;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.liniya.identity.IdentityLevel;
import org.liniya.yaml.Section;

/**
 * The functions of the expression language; each takes one argument, a text of which is checked
 * when the flow is read. Immutable.
 */
enum Functions {
  OPEN("open", SimpleType.BOOL, Argument.CALENDAR),
  CLOSED("closed", SimpleType.BOOL, Argument.CALENDAR),
  WAITING("waiting", SimpleType.INT, Argument.GROUP),
  READY("ready", SimpleType.INT, Argument.GROUP),
  ESTIMATE("estimate", SimpleType.DURATION, Argument.GROUP),
  WEEKDAY("weekday", SimpleType.INT, Argument.CALENDAR),
  TIME_OF_DAY("time_of_day", SimpleType.DURATION, Argument.CALENDAR),
  CALLS_FROM("calls_from", SimpleType.INT, Argument.PERIOD),
  LEVEL("level", SimpleType.INT, Argument.LEVEL),
  TIME("time", SimpleType.DURATION, Argument.TIME),
  SPAN("span", SimpleType.DURATION, Argument.SPAN);

  /** What the one argument of a function names. */
  enum Argument {
    CALENDAR,
    GROUP,
    LEVEL,
    TIME,
    SPAN,
    /** No name: any length of time, also one that is computed. */
    PERIOD;

    CelType type() {
      return this == PERIOD ? SimpleType.DURATION : SimpleType.STRING;
    }
  }

  /** The longest span that may be written. */
  static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern TIMES = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");

  private final String word;
  private final CelType result;
  private final Argument argument;

  /** The call for which an expression is evaluated; bound for that long. */
  private static final ScopedValue<Scope> SCOPE = ScopedValue.newInstance();

  Functions(String word, CelType result, Argument argument) {
    this.word = word;
    this.result = result;
    this.argument = argument;
  }

  Argument argument() {
    return argument;
  }

  String word() {
    return word;
  }

  /** How it is written. */
  String example() {
    return switch (argument) {
      case CALENDAR, GROUP -> word + "('NAME')";
      case LEVEL -> word + "('code')";
      case TIME -> word + "('18:00')";
      case SPAN -> word + "('10m')";
      case PERIOD -> word + "(span('1h'))";
    };
  }

  static Optional<Functions> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Functions::word).toList();
  }

  static List<CelFunctionDecl> declarations() {
    return Arrays.stream(values())
        .map(
            f ->
                CelFunctionDecl.newFunctionDeclaration(
                    f.word,
                    CelOverloadDecl.newGlobalOverload(f.overload(), f.result, f.argument.type())))
        .toList();
  }

  static List<CelFunctionBinding> bindings() {
    return Arrays.stream(values())
        .map(
            f ->
                f.argument == Argument.PERIOD
                    ? CelFunctionBinding.from(f.overload(), Duration.class, f::applyTo)
                    : CelFunctionBinding.from(f.overload(), String.class, f::apply))
        .toList();
  }

  /** Evaluates something that calls these functions, for a call. */
  static Object in(Scope scope, ScopedValue.CallableOp<Object, CelEvaluationException> evaluation)
      throws CelEvaluationException {
    return ScopedValue.where(SCOPE, scope).call(evaluation);
  }

  private Object apply(String text) {
    Scope scope = SCOPE.get();
    return switch (this) {
      case OPEN -> scope.open(text);
      case CLOSED -> !scope.open(text);
      case WAITING -> scope.waiting(text);
      case READY -> scope.ready(text);
      case ESTIMATE -> scope.estimate(text);
      case WEEKDAY -> (long) scope.local(text).getDayOfWeek().getValue();
      case TIME_OF_DAY -> Duration.ofNanos(scope.local(text).toLocalTime().toNanoOfDay());
      case TIME -> time(text).orElseThrow(() -> new IllegalArgumentException("no time of day"));
      case CALLS_FROM -> throw new IllegalStateException("takes no text");
      case LEVEL -> Levels.rank(IdentityLevel.of(text));
      case SPAN ->
          Section.span(text).orElseThrow(() -> new IllegalArgumentException("no length of time"));
    };
  }

  private Object applyTo(Duration period) {
    return SCOPE.get().callsFrom(period.compareTo(LONGEST) > 0 ? LONGEST : period);
  }

  /** Reads {@code 18:00}, as the time since midnight; {@code 24:00} is the end of the day. */
  static Optional<Duration> time(String text) {
    return TIMES.matcher(text).matches()
        ? Optional.of(
            Duration.ofHours(Long.parseLong(text.substring(0, 2)))
                .plusMinutes(Long.parseLong(text.substring(3))))
        : Optional.empty();
  }

  private String overload() {
    return word + "_text";
  }
}
