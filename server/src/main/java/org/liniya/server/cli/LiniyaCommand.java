package org.liniya.server.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code liniya} itself: without a command it says which there are. */
@Command(
    name = "liniya",
    mixinStandardHelpOptions = true,
    versionProvider = LiniyaCommand.Version.class,
    description = "An open telephony IVR and call-routing server")
public final class LiniyaCommand implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  private LiniyaCommand() {}

  /** The command line; {@code execute(args)} gives the exit code. */
  public static CommandLine commandLine() {
    return new CommandLine(new LiniyaCommand())
        .addSubcommand("serve", new Serve())
        .addSubcommand("check", new Check())
        .addSubcommand(
            "tickets",
            new Ask(
                "tickets",
                List.of("number", "category", "state", "operator", "rating", "openedAt")))
        .addSubcommand(
            "calls", new Ask("calls", List.of("id", "from", "to", "ticket", "ending", "startedAt")))
        .addSubcommand(
            "queues", new Ask("skill-groups", List.of("name", "waiting", "longestWaitMs", "ready")))
        .addSubcommand(
            "operators",
            new Ask("operators", List.of("id", "state", "reason", "registered", "skills", "call")));
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "a command is needed");
  }

  /** The version of the build, as its package says it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = LiniyaCommand.class.getPackage().getImplementationVersion();
      return new String[] {"liniya " + (version == null ? "from sources" : version)};
    }
  }
}
