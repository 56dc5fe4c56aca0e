package org.liniya.server.robot;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code robot}: test telephones; without a further word it says which there are. */
@Command(
    name = "robot",
    mixinStandardHelpOptions = true,
    description = "a test telephone that dials, or answers as an operator")
public final class RobotCommand implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  private RobotCommand() {}

  /** The command with its own subcommands. */
  public static CommandLine commandLine() {
    return new CommandLine(new RobotCommand())
        .addSubcommand("call", new CallCommand())
        .addSubcommand("operator", new OperatorCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "call or operator?");
  }
}
