package org.liniya.server.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowGraph;
import org.liniya.server.run.Line;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flow graph}: a flow as a picture; exit 1 when the configuration has problems. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "print a flow as a picture in Mermaid's syntax: every step, every way out")
final class DrawFlow implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Parameters(
      paramLabel = "FLOW",
      defaultValue = "hotline",
      description = "the name of the flow (default: hotline)")
  private String name = "hotline";

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter err = command.commandLine().getErr();
    Problems problems = new Problems();
    Optional<Line> line = shared.line(problems);
    problems.list().stream().map(Problem::toString).forEach(err::println);
    if (line.isEmpty()) {
      return 1;
    }
    Flow flow = line.get().flows().get(name);
    if (flow == null) {
      throw new ParameterException(
          command.commandLine(),
          "there is no flow '" + name + "'. " + DidYouMean.hint(name, line.get().flows().keySet()));
    }
    command.commandLine().getOut().print(FlowGraph.mermaid(flow));
    command.commandLine().getOut().flush();
    return 0;
  }
}
