package org.liniya.flow.value;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.yaml.DidYouMean;

/**
 * Turns CEL's messages into sentences for administrators. Immutable.
 *
 * @param names the variables and fields of the flow
 */
record CelMessages(Collection<String> names) {

  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '\\(([^']*)\\)'.*");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  /** Foreign spellings, looked for outside quoted texts, and what to write instead. */
  private static final List<Cure> CURES =
      List.of(
          new Cure("\\band\\b", "'and' is written '&&'"),
          new Cure("\\bor\\b", "'or' is written '||'"),
          new Cure("\\bnot\\b", "'not' is written '!'"),
          new Cure("<>", "'not equal' is written '!='"),
          new Cure("(?<![=<>!])=(?!=)", "'equal' is written '=='"),
          new Cure("(?<!&)&(?!&)", "'and' is written '&&'"),
          new Cure("(?<!\\|)\\|(?!\\|)", "'or' is written '||'"));

  /** A message: how far right of the expression's start, what is wrong, and the cure. */
  record Said(int column, String text, String hint) {}

  private record Cure(Pattern pattern, String hint) {
    Cure(String pattern, String hint) {
      this(Pattern.compile(pattern), hint);
    }
  }

  Said of(String text, CelIssue issue) {
    int column =
        issue.getSourceLocation().getLine() <= 1
            ? Math.max(0, issue.getSourceLocation().getColumn())
            : 0;
    String message = issue.getMessage();
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.matches()) {
      return unknown(text, column, unknown.group(1));
    }
    Matcher field = FIELD.matcher(message);
    if (field.matches()) {
      String struct = text.substring(0, column).replaceAll(".*?(\\w+)\\.?$", "$1");
      String name = field.group(1);
      return new Said(
          column, "'" + struct + "' has no field '" + name + "'", fieldHint(struct, name));
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return overload(column, overload.group(1), overload.group(2).split(", ", -1));
    }
    if (message.contains("recursion limit")) {
      return new Said(0, "this expression is nested too deep", "At most 50 brackets deep");
    }
    return syntax(text, column);
  }

  private Said unknown(String text, int column, String name) {
    if (column < text.length() && text.charAt(column) == '(') {
      // an unknown function is reported at its bracket, not at its name
      int at = text.substring(0, column).lastIndexOf(name);
      String hint =
          List.of("all", "exists", "exists_one", "map", "filter", "has").contains(name)
              ? "Lists are not part of this language"
              : DidYouMean.hint(name, Functions.words());
      return new Said(Math.max(0, at), "there is no function '" + name + "'", hint);
    }
    String hint =
        DidYouMean.nearest(name, names)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Declare it under 'variables', or put a text in single quotes");
    return new Said(column, "'" + name + "' is not a variable of this flow", hint);
  }

  private String fieldHint(String struct, String field) {
    List<String> fields =
        names.stream()
            .filter(n -> n.startsWith(struct + "."))
            .map(n -> n.substring(struct.length() + 1))
            .toList();
    return DidYouMean.hint(field, fields);
  }

  private static Said overload(int column, String operator, String[] types) {
    List<String> applied = new ArrayList<>();
    for (String type : types) {
      applied.add(typeName(type));
    }
    String hint = applied.contains("a decimal number") ? "Write the number without a point" : "";
    if (operator.equals("_?_:_")) {
      return new Said(
          column, "'?' needs yes or no before it and two values of one type after it", hint);
    }
    Optional<Functions> function = Functions.of(operator);
    if (function.isPresent()) {
      return new Said(
          column,
          "'" + operator + "' takes something else in its brackets",
          "As in " + function.get().example());
    }
    String sign = operator.replace("_", "");
    if (types.length == 2 && operator.startsWith("_")) {
      return new Said(
          column,
          "'" + sign + "' cannot stand between " + applied.get(0) + " and " + applied.get(1),
          hint);
    }
    return new Said(column, "'" + sign + "' cannot take " + String.join(" and ", applied), hint);
  }

  private static Said syntax(String text, int column) {
    String bare = QUOTED.matcher(text).replaceAll(m -> "_".repeat(m.group().length()));
    for (Cure cure : CURES) {
      Matcher found = cure.pattern().matcher(bare);
      if (found.find()) {
        return new Said(found.start(), "this expression is not understood here", cure.hint());
      }
    }
    if (bare.contains("'") || bare.contains("\"")) {
      return new Said(column, "a quote is not closed in this expression", "Add the closing quote");
    }
    long open = bare.chars().filter(c -> c == '(').count();
    long closed = bare.chars().filter(c -> c == ')').count();
    if (open > closed) {
      return new Said(
          column,
          "a bracket is not closed in this expression",
          "Add ')'; an expression with a comma inside { } must stand in double quotes");
    }
    if (closed > open) {
      return new Said(column, "there is one ')' too many", "Remove it");
    }
    return new Said(
        Math.min(column, text.length()),
        column >= text.stripTrailing().length()
            ? "this expression is not complete"
            : "this expression is not understood here",
        "");
  }

  /** What a CEL type is called in our messages. */
  static String typeName(String cel) {
    return switch (cel) {
      case "int", "uint" -> "a whole number";
      case "double" -> "a decimal number";
      case "string" -> "a text";
      case "bool" -> "yes or no";
      case "google.protobuf.Duration" -> "a length of time";
      case "google.protobuf.Timestamp" -> "a moment";
      case "call", "caller", "ticket", "queue" -> "all of '" + cel + "'";
      default -> "something that is not used here";
    };
  }
}
