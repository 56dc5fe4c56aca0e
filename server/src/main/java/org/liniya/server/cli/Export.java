package org.liniya.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code export}: what happened on some days, in the forms of Asterisk, of a running server. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "what happened on some days, as report tools for Asterisk read it")
final class Export implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  private Export() {}

  static CommandLine commandLine() {
    return new CommandLine(new Export())
        .addSubcommand(
            "queue-log",
            of(
                "export/queue-log",
                "what happened in the queues, as Asterisk's queue_log; stands in the audit"))
        .addSubcommand(
            "cdr",
            of(
                "export/cdr.csv",
                "a line a call, as Asterisk's cdr-csv/Master.csv, masked; stands in the audit"));
  }

  private static CommandLine of(String route, String what) {
    CommandLine command = new CommandLine(new OfDays(route));
    command.getCommandSpec().usageMessage().description(what);
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "a command is needed: queue-log or cdr");
  }

  /** One form. */
  @Command(mixinStandardHelpOptions = true)
  private static final class OfDays implements Callable<Integer> {

    private final String route;

    @Mixin private SpanExport span = new SpanExport();

    @Spec private CommandSpec command = CommandSpec.create();

    OfDays(String route) {
      this.route = route;
    }

    @Override
    public Integer call() throws InterruptedException {
      return span.run(route, "", command.commandLine().getErr());
    }
  }
}
