package org.liniya.flow.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Expression;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** {@code choose}: the first branch whose condition holds, else the step below. Immutable. */
public record Choose(List<Branch> branches) implements Action {

  /** A branch; one without a condition is always taken. */
  public record Branch(Optional<Expression> condition, Target go) {}

  public Choose {
    branches = List.copyOf(branches);
  }

  static Optional<Choose> read(StepReader in) {
    Optional<Yaml> value = in.step().value("choose");
    if (!(value.orElse(new Yaml.Nothing(in.step().place())) instanceof Yaml.Items items)) {
      in.problems()
          .add(
              in.step().placeOf("choose"),
              "'choose' takes a list of branches",
              "Begin each branch with '- if: …' or '- go: …'");
      return Optional.empty();
    }
    List<Branch> branches = new ArrayList<>();
    for (Yaml item : items.values()) {
      if (!branches.isEmpty() && branches.getLast().condition().isEmpty()) {
        in.problems()
            .add(item.place(), "this branch is never reached", "The one above it has no 'if'");
      }
      Section.root(item, in.problems())
          .flatMap(branch -> read(in, branch))
          .ifPresent(branches::add);
    }
    return Optional.of(new Choose(branches));
  }

  private static Optional<Branch> read(StepReader in, Section branch) {
    boolean conditional = branch.value("if").isPresent();
    Optional<Expression> condition = branch.scalar("if").flatMap(in.expressions()::condition);
    Optional<Target> go = in.requiredTarget(branch, "go");
    branch.done();
    return conditional && condition.isEmpty()
        ? Optional.empty()
        : go.map(target -> new Branch(condition, target));
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    for (Branch branch : branches) {
      if (branch.condition().map(c -> (Boolean) c.evaluate(call.memory())).orElse(true)) {
        return new Outcome.Next(branch.go());
      }
    }
    return Outcome.ONWARD;
  }

  @Override
  public List<Exit> exits() {
    return branches.stream().map(b -> Exit.other(label(b), b.go())).toList();
  }

  private static String label(Branch branch) {
    return branch.condition().map(c -> "if " + c.text()).orElse("else");
  }

  @Override
  public boolean goesOn() {
    return branches.stream().allMatch(b -> b.condition().isPresent());
  }
}
