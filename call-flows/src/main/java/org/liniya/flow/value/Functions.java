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
import org.liniya.identity.IdentityLevel;
import org.liniya.yaml.Section;

/**
 * The functions of the expression language; each takes one text, which is checked when the flow is
 * read. Immutable.
 */
enum Functions {
  OPEN("open", SimpleType.BOOL, Argument.CALENDAR),
  CLOSED("closed", SimpleType.BOOL, Argument.CALENDAR),
  WAITING("waiting", SimpleType.INT, Argument.GROUP),
  READY("ready", SimpleType.INT, Argument.GROUP),
  ESTIMATE("estimate", SimpleType.DURATION, Argument.GROUP),
  LEVEL("level", SimpleType.INT, Argument.LEVEL),
  SPAN("span", SimpleType.DURATION, Argument.SPAN);

  /** What the one argument of a function names. */
  enum Argument {
    CALENDAR,
    GROUP,
    LEVEL,
    SPAN
  }

  /** The longest span that may be written. */
  static final Duration LONGEST = Duration.ofDays(366);

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
                    CelOverloadDecl.newGlobalOverload(f.overload(), f.result, SimpleType.STRING)))
        .toList();
  }

  static List<CelFunctionBinding> bindings() {
    return Arrays.stream(values())
        .map(f -> CelFunctionBinding.from(f.overload(), String.class, f::apply))
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
      case LEVEL -> Levels.rank(IdentityLevel.of(text));
      case SPAN ->
          Section.span(text).orElseThrow(() -> new IllegalArgumentException("no length of time"));
    };
  }

  private String overload() {
    return word + "_text";
  }
}
