package org.liniya.flow.value;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables and fields that an expression uses. Immutable. */
record Names(Set<String> paths) {

  static Names in(CelAbstractSyntaxTree ast) {
    return new Names(
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .flatMap(node -> path(node.expr()).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The name of a variable, or {@code struct.field}; empty for anything else. */
  static Optional<String> path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> Optional.of(expr.ident().name());
      case SELECT -> path(expr.select().operand()).map(of -> of + "." + expr.select().field());
      default -> Optional.empty();
    };
  }
}
