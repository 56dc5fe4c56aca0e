package org.liniya.flow.value;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/**
 * Checks the arguments of our functions, which types alone do not: {@code open('suport')} is a text
 * too. Used by the thread that reads a flow.
 */
record Arguments(Map<String, Type> types, Known known, Problems problems) {

  /** Whether all calls in an expression have arguments that exist. */
  boolean check(CelAbstractSyntaxTree ast, Place start) {
    List<CelExpr> calls =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .map(node -> node.expr())
            .filter(e -> e.getKind() == ExprKind.Kind.CALL && !e.call().args().isEmpty())
            .toList();
    boolean right = true;
    for (CelExpr call : calls) {
      Optional<Functions> function = Functions.of(call.call().function());
      if (function.isPresent() && function.get().argument() != Functions.Argument.PERIOD) {
        CelExpr argument = call.call().args().getFirst();
        right &= check(function.get(), argument, start.right(column(ast, argument)));
      }
    }
    return right;
  }

  private boolean check(Functions function, CelExpr argument, Place place) {
    if (argument.getKind() == ExprKind.Kind.CONSTANT
        && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      return literal(function, argument.constant().stringValue(), place);
    }
    boolean group =
        function.argument() == Functions.Argument.GROUP
            && Names.path(argument)
                .map(types::get)
                .filter(t -> t instanceof Type.OneOf oneOf && oneOf.name().equals("skill group"))
                .isPresent();
    if (!group) {
      problems.add(
          place,
          "'" + function.word() + "' takes a name in quotes here",
          function.argument() == Functions.Argument.GROUP
              ? "Or a variable of the type 'one-of: skill-groups'"
              : "As in " + function.word() + "('…')");
    }
    return group;
  }

  private boolean literal(Functions function, String text, Place place) {
    return switch (function.argument()) {
      case CALENDAR -> named("calendar", text, known.calendars(), place);
      case GROUP -> named("skill group", text, known.skillGroups(), place);
      case LEVEL -> named("identity level", text, Levels.words(), place);
      case TIME -> time(text, place);
      case SPAN -> span(text, place);
      case PERIOD -> true; // its type says all
    };
  }

  private boolean named(String what, String name, Collection<String> names, Place place) {
    if (names.contains(name)) {
      return true;
    }
    problems.add(place, "there is no " + what + " '" + name + "'", DidYouMean.hint(name, names));
    return false;
  }

  private boolean time(String text, Place place) {
    boolean right = Functions.time(text).isPresent();
    if (!right) {
      problems.add(
          place, "'" + text + "' is no time of day", "Write it as '08:30'; '24:00' is midnight");
    }
    return right;
  }

  private boolean span(String text, Place place) {
    boolean right = Section.span(text).filter(s -> s.compareTo(Functions.LONGEST) <= 0).isPresent();
    if (!right) {
      problems.add(
          place,
          "'" + text + "' is no length of time",
          "Write it as '300ms', '20s', '10m', '2h' or '1d'; at most 366 days");
    }
    return right;
  }

  private static int column(CelAbstractSyntaxTree ast, CelExpr expr) {
    Integer offset = ast.getSource().getPositionsMap().get(expr.id());
    return offset == null
        ? 0
        : ast.getSource().getOffsetLocation(offset).map(CelSourceLocation::getColumn).orElse(0);
  }
}
