package org.liniya.server.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.identity.Masking;
import org.liniya.server.config.Configuration;
import org.liniya.server.run.Line;
import org.liniya.server.run.ListeningNotes;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code check}: one line a problem on standard output; exit 1 when there is any. What is worth
 * knowing and no fault goes to the error output.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "validate the whole configuration")
final class Check implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Problems problems = new Problems();
    Optional<Line> line = shared.line(problems);
    problems.list().stream().map(Problem::toString).map(Masking::of).forEach(out::println);
    out.flush();
    if (line.isEmpty()) {
      return 1;
    }
    PrintWriter err = command.commandLine().getErr();
    ListeningNotes.of(line.get()).stream().map(note -> "note: " + note).forEach(err::println);
    err.println(summary(line.get()));
    return 0;
  }

  private static String summary(Line line) {
    Configuration configuration = line.configuration();
    return "%s is right: %d flows, %d numbers, %d skill groups, %d operators, %d languages"
        .formatted(
            configuration.folder(),
            line.flows().size(),
            configuration.leads().size(),
            configuration.skillGroups().size(),
            configuration.operators().size(),
            configuration.prompts().size());
  }
}
