package org.liniya.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flow}: what administrators do with the flows they write. */
@Command(
    name = "flow",
    mixinStandardHelpOptions = true,
    description = "what can be done with the flows of a configuration")
final class FlowWork implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  static CommandLine commandLine() {
    return new CommandLine(new FlowWork())
        .addSubcommand(new DrawFlow())
        .addSubcommand(new TestFlows())
        .addSubcommand(new PlayFlow(System.in))
        .addSubcommand(new PrintSchema())
        .addSubcommand(new EditionWork.Versions())
        .addSubcommand(new EditionWork.Rollback());
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "a command is needed: graph, test, play, schema, versions or rollback");
  }
}
