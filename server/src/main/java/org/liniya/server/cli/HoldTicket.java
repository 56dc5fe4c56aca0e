package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a ticket of a running server from deletion, or lets it go again: {@code liniya tickets hold
 * NUMBER --reason TEXT}. Prints its holds after it.
 */
@Command(mixinStandardHelpOptions = true)
abstract class HoldTicket implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("at", "by", "reason", "releasedAt", "releasedBy");

  /** More than a reason may have, so that the server says that it is too long. */
  private static final int MOST_INPUT = 20_000;

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Parameters(index = "0", paramLabel = "NUMBER", description = "of the ticket")
  private String number = "";

  /** Adds the subcommands to {@code liniya tickets}. */
  static void addTo(CommandLine tickets) {
    tickets
        .addSubcommand("hold", new Hold())
        .addSubcommand("release", new Release())
        .addSubcommand("holds", new Holds());
  }

  /** Sends it, and gives the holds after it. */
  abstract String ask(Api api, String path) throws IOException, InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (!number.matches("\\d{1,12}")) {
      err.println("liniya: '" + number + "' is no ticket's number");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = ask(api, "tickets/" + number);
      if (json) {
        out.println(answer);
      } else {
        Table.lines(JsonMapper.shared().readTree(answer), COLUMNS).forEach(out::println);
      }
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }

  @Command(description = "keeps a ticket from deletion until it is released")
  private static final class Hold extends HoldTicket {
    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "why, for whoever asks later; - reads it from standard input")
    private String reason = "";

    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      String words =
          reason.equals("-")
              ? new String(System.in.readNBytes(MOST_INPUT), StandardCharsets.UTF_8)
              : reason;
      return api.post(
          path + "/hold",
          JsonMapper.shared().createObjectNode().put("reason", words.strip()).toString());
    }
  }

  @Command(description = "lets a ticket that was held go; it may be deleted when its time comes")
  private static final class Release extends HoldTicket {
    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.post(path + "/release", "{}");
    }
  }

  @Command(description = "who held a ticket, since when and why")
  private static final class Holds extends HoldTicket {
    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.get(path + "/holds");
    }
  }
}
