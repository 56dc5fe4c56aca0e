package org.liniya.flow.value;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.liniya.identity.IdentityLevel;
import org.liniya.yaml.Section;

/**
 * The functions of the expression language; each takes one text, which is checked when the flow is
 * read. Immutable.
 */
enum Functions {
  OPEN("open", SimpleType.BOOL, Argument.CALENDAR, Scope::open),
  CLOSED("closed", SimpleType.BOOL, Argument.CALENDAR, (scope, name) -> !scope.open(name)),
  WAITING("waiting", SimpleType.INT, Argument.GROUP, Scope::waiting),
  READY("ready", SimpleType.INT, Argument.GROUP, Scope::ready),
  ESTIMATE("estimate", SimpleType.DURATION, Argument.GROUP, Scope::estimate),
  LEVEL("level", SimpleType.INT, Argument.LEVEL, (_, word) -> Functions.rank(word)),
  SPAN("span", SimpleType.DURATION, Argument.SPAN, (_, text) -> Functions.length(text));

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
  private final BiFunction<Scope, String, Object> body;

  Functions(
      String word, CelType result, Argument argument, BiFunction<Scope, String, Object> body) {
    this.word = word;
    this.result = result;
    this.argument = argument;
    this.body = body;
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

  static CelFunctionResolver boundTo(Scope scope) {
    return CelLateFunctionBindings.from(
        Arrays.stream(values())
            .map(
                f ->
                    CelFunctionBinding.from(
                        f.overload(), String.class, text -> f.body.apply(scope, text)))
            .toList());
  }

  private String overload() {
    return word + "_text";
  }

  private static Object rank(String word) {
    return Levels.rank(IdentityLevel.of(word));
  }

  private static Object length(String text) {
    return Section.span(text).orElseThrow(() -> new IllegalArgumentException("no span"));
  }
}
