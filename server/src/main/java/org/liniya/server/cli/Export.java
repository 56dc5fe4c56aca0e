package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin private Shared shared = new Shared();

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "the first day")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "the last day")
    private String to = "";

    @Option(
        names = "--to-file",
        paramLabel = "FILE",
        description = "a new file; else to the screen")
    private Optional<Path> file = Optional.empty();

    OfDays(String route) {
      this.route = route;
    }

    @Override
    public Integer call() throws InterruptedException {
      PrintWriter err = command.commandLine().getErr();
      if (!from.matches(ExportTickets.DATE) || !to.matches(ExportTickets.DATE)) {
        err.println("liniya: --from and --to are dates such as 2026-11-23");
        return 2;
      }
      String path = route + "?from=" + from + "&to=" + to;
      try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
        if (file.isPresent()) {
          ExportTickets.toFile(api, path, file.get());
        } else {
          api.stream(path, System.out);
          System.out.flush();
        }
        return 0;
      } catch (FileAlreadyExistsException e) {
        err.println("liniya: " + e.getFile() + " is there already; name a new file");
      } catch (IOException e) {
        err.println(Api.complaint(e));
      }
      return 1;
    }
  }
}
