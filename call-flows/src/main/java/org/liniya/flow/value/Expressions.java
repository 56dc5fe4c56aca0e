package org.liniya.flow.value;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;

/**
 * Reads the expressions of one flow: types, names, literal arguments and secrecy are checked here,
 * once. One per flow, used by the thread that reads it. Macros are off (nested ones take seconds),
 * expressions are at most 1,000 characters and 50 deep.
 */
public final class Expressions {

  static final int MOST_CHARACTERS = 1_000;
  static final int MOST_DEPTH = 50;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MOST_CHARACTERS)
          .maxParseRecursionDepth(MOST_DEPTH)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(Functions.bindings())
          .build();

  private final Map<String, Type> types = new HashMap<>();
  private final Set<String> secrets = new HashSet<>();
  private final Known known;
  private final Problems problems;
  private final CelCompiler compiler;
  private final CelMessages messages;

  public Expressions(
      Collection<Variable> variables, Collection<Field> fields, Known known, Problems problems) {
    this.known = known;
    this.problems = problems;
    variables.forEach(v -> types.put(v.name(), v.type()));
    fields.forEach(f -> types.put(f.path(), f.type()));
    fields.stream().filter(Field::secret).map(Field::path).forEach(secrets::add);
    this.messages = new CelMessages(types.keySet());
    this.compiler = compiler(variables, fields);
  }

  private static CelCompiler compiler(Collection<Variable> variables, Collection<Field> fields) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(new Structs(fields))
            .addFunctionDeclarations(Functions.declarations());
    variables.forEach(v -> builder.addVar(v.name(), v.type().cel()));
    Fields.STRUCTS.forEach(name -> builder.addVar(name, StructTypeReference.create(name)));
    return builder.build();
  }

  /**
   * Does what the first expression of all has to do, on any thread: it loads CEL, and compiles for
   * the first time. Nothing depends on it but how soon the first flow is read.
   */
  public static void prepare() {
    try {
      CelCompiler first = compiler(List.of(), List.of());
      RUNTIME.createProgram(first.compile("closed('a') ? 'b' : 'c'").getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("an expression of ours is right", e);
    }
  }

  /** The type of a variable or field, by its name. */
  public Optional<Type> typeOf(String path) {
    return Optional.ofNullable(types.get(path));
  }

  /**
   * A value that begins with {@code =} is an expression, {@code ==} writes a literal {@code =};
   * anything else is a literal.
   */
  public Optional<Value> value(Yaml.Text text, Type type, String what) {
    String written = text.value();
    if (written.startsWith("=") && !written.startsWith("==")) {
      int quote = text.quoted() ? 1 : 0;
      return expression(text.place().right(1 + quote), written.substring(1), type, what)
          .map(expression -> new Value.Computed(expression, type));
    }
    String literal = written.startsWith("==") ? written.substring(1) : written;
    Optional<Object> value = type.literal(literal);
    if (value.isEmpty()) {
      problems.add(
          text.place(),
          what + " takes " + type.what() + ", not '" + literal + "'",
          hint(literal, type));
    }
    return value.map(Value.Literal::new);
  }

  /** A condition, as {@code if} holds it: always an expression. */
  public Optional<Expression> condition(Yaml.Text text) {
    int quote = text.quoted() ? 1 : 0;
    if (text.value().startsWith("=")) {
      problems.add(
          text.place(), "'if' always holds an expression", "Remove the '=' at its beginning");
      return Optional.empty();
    }
    return expression(text.place().right(quote), text.value(), Types.YES_NO, "'if'");
  }

  private static String cure(CelType gives, Type takes) {
    if (takes.equals(Types.TEXT) && gives.equals(SimpleType.INT)) {
      return "Put string(…) around it";
    }
    return gives.equals(SimpleType.STRING) || !takes.equals(Types.YES_NO)
        ? ""
        : "Compare it with something, as in 'rating >= 4'";
  }

  private Optional<Expression> expression(Place start, String text, Type type, String what) {
    if (text.length() > MOST_CHARACTERS) {
      problems.add(
          start, "this expression is too long", "At most 1000 characters; use 'choose' or 'set'");
      return Optional.empty();
    }
    CelValidationResult result = compiler.compile(text);
    if (result.hasError()) {
      CelIssue first = result.getErrors().getFirst();
      CelMessages.Said said = messages.of(text, first);
      problems.add(start.right(said.column()), said.text(), said.hint());
      return Optional.empty();
    }
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      if (!ast.getResultType().equals(type.cel())) {
        problems.add(
            start,
            what
                + " takes "
                + type.what()
                + ", and this expression gives "
                + CelMessages.typeName(ast.getResultType().name()),
            cure(ast.getResultType(), type));
        return Optional.empty();
      }
      Names names = Names.in(ast);
      if (!new Arguments(types, known, problems).check(ast, start)) {
        return Optional.empty();
      }
      boolean secret = names.paths().stream().anyMatch(secrets::contains);
      return Optional.of(new Expression(start, text, secret, RUNTIME.createProgram(ast)));
    } catch (CelValidationException | CelEvaluationException e) {
      problems.add(start, "this expression cannot be used", "");
      return Optional.empty();
    }
  }

  private static String hint(String literal, Type type) {
    return switch (type) {
      case Type.OneOf oneOf -> DidYouMean.hint(literal, oneOf.words());
      case Type.Span _ -> "Write it as 300ms, 20s, 10m, 2h or 1d";
      case Type.YesNo _ -> "Write yes or no";
      case Type.Moment _ -> "Take it from a field, as in '=call.arrived'";
      case Type.Level _ -> "Write none, stated, knows-data, code or operator";
      case Type.Text _, Type.Whole _ -> "";
    };
  }

  /** Shows the structs to CEL, so that an unknown field is found where it stands. */
  private static final class Structs implements CelTypeProvider {
    private final ImmutableMap<String, StructType> structs;

    Structs(Collection<Field> fields) {
      ImmutableMap.Builder<String, StructType> all = ImmutableMap.builder();
      Fields.STRUCTS.forEach(name -> all.put(name, struct(name, fields)));
      structs = all.buildOrThrow();
    }

    private static StructType struct(String name, Collection<Field> fields) {
      ImmutableMap.Builder<String, CelType> own = ImmutableMap.builder();
      fields.stream()
          .filter(f -> f.struct().equals(name))
          .forEach(f -> own.put(f.name(), f.type().cel()));
      ImmutableMap<String, CelType> types = own.buildOrThrow();
      return StructType.create(
          name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(structs.get(name));
    }
  }
}
