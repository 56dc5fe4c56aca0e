package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks tickets up by whom they are of, or by the time alone: {@code tickets search}. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description =
        "finds tickets by whom they are of, or by the time alone; asks for the datum or reads it"
            + " from standard input, because arguments are seen by everybody on the machine")
final class SearchTickets implements Callable<Integer> {

  static final List<String> COLUMNS =
      List.of("number", "category", "state", "operator", "openedAt", "endedAt");

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Option(
      names = "--by",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}; without it by the time alone")
  private Optional<Datum.Kind> by = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "opened then or later, as 2026-11-01T00:00:00+03:00; a year before --to")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "opened before; now without it")
  private Optional<String> to = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "at most so many, 1 to 200")
  private Optional<Integer> limit = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      ObjectNode body =
          by.isPresent() ? new Datum(err).body(by.get()) : JsonMapper.shared().createObjectNode();
      from.ifPresent(text -> body.put("from", text));
      to.ifPresent(text -> body.put("to", text));
      limit.ifPresent(most -> body.put("limit", most));
      String answer = api.post("tickets/search", body.toString());
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
}
