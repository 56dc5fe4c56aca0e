package org.liniya.server.cli;

import java.util.List;
import org.liniya.server.demo.DemoCommand;
import org.liniya.server.robot.RobotCommand;
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
        .addSubcommand("flow", FlowWork.commandLine())
        .addSubcommand("prompts", PromptWork.commandLine())
        .addSubcommand("reload", new EditionWork.Reload())
        .addSubcommand("robot", RobotCommand.commandLine())
        .addSubcommand("demo", new DemoCommand())
        .addSubcommand(
            "report", new CommandLine(new ShowReport()).setCaseInsensitiveEnumValuesAllowed(true))
        .addSubcommand(
            "figures", new CommandLine(new ShowFigures()).setCaseInsensitiveEnumValuesAllowed(true))
        .addSubcommand("export", Export.commandLine())
        .addSubcommand("import", ImportWork.commandLine())
        .addSubcommand("trace", new Trace())
        .addSubcommand("explain", new Explain())
        .addSubcommand("sip-log", new SipLog())
        .addSubcommand("backup", new BackUp())
        .addSubcommand("restore", new Restore())
        .addSubcommand("tickets", tickets())
        .addSubcommand("webhooks", WebhookWork.commandLine())
        .addSubcommand("audit", audit())
        .addSubcommand("retention", retention())
        .addSubcommand("users", users())
        .addSubcommand("keys", RotateKeys.keys())
        .addSubcommand("person", PersonWork.person())
        .addSubcommand(
            "calls",
            ask(
                "calls",
                "the calls, the newest first",
                List.of("id", "from", "to", "ticket", "ending", "startedAt")))
        .addSubcommand(
            "callbacks",
            ask(
                "callbacks",
                "who is owed a call, the newest first",
                List.of("call", "ticket", "number", "group", "state", "tries", "why", "next")))
        .addSubcommand("queues", new ShowQueues())
        .addSubcommand(
            "trunks",
            ask(
                "trunks",
                "the lines to the telephone network",
                List.of(
                    "name",
                    "up",
                    "registration",
                    "callsIn",
                    "callsOut",
                    "callsOutNow",
                    "lastProblem")))
        .addSubcommand(
            "operators",
            ask(
                "operators",
                "what the operators do",
                List.of("id", "state", "reason", "registered", "skills", "call")));
  }

  private static CommandLine audit() {
    return ask(
            "audit",
            "who did what to whose data, the newest first",
            List.of("seq", "at", "who", "action", "about", "detail"))
        .addSubcommand(new VerifyAudit());
  }

  /** What can be done for the users of the API. */
  @Command(mixinStandardHelpOptions = true, description = "tokens for the users of the API")
  private static final class Users implements Runnable {
    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(command.commandLine(), "a command is needed: token");
    }
  }

  private static CommandLine users() {
    return new CommandLine(new Users()).addSubcommand(new MakeToken());
  }

  /** What is deleted when. */
  @Command(mixinStandardHelpOptions = true, description = "what has been kept long enough")
  private static final class RetentionGroup implements Runnable {
    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(command.commandLine(), "a command is needed: preview");
    }
  }

  private static CommandLine retention() {
    return new CommandLine(new RetentionGroup())
        .addSubcommand(
            "preview",
            ask(
                "retention/preview",
                "what the next deletion would meet, and what becomes of it; changes nothing",
                List.of("about", "rule", "endedAt", "verdict", "why")));
  }

  private static CommandLine tickets() {
    CommandLine tickets =
        ask(
            "tickets",
            "the tickets of a running server, the newest first; work on one of them",
            List.of("number", "category", "state", "operator", "rating", "openedAt"));
    TicketWork.addTo(tickets);
    tickets
        .addSubcommand("search", new SearchTickets())
        .addSubcommand("contact", new TicketContact());
    return tickets.addSubcommand(new ExportTickets());
  }

  private static CommandLine ask(String route, String what, List<String> columns) {
    CommandLine command = new CommandLine(new Ask(route, columns));
    command.getCommandSpec().usageMessage().description(what);
    return command;
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
