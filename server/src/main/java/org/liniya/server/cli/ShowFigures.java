package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code figures}: how the line does as it runs, by group and operator. */
@Command(
    name = "figures",
    mixinStandardHelpOptions = true,
    description =
        "who waits and works now, and the figures of today's calls, or of the last hour's")
final class ShowFigures implements Callable<Integer> {

  /** What fits on a screen; {@code --json} has all. */
  private static final List<String> OF_GROUPS =
      List.of(
          "name",
          "waiting",
          "longestWaitMs",
          "ready",
          "talking",
          "paused",
          "queued",
          "answered",
          "abandonment",
          "serviceLevelOffered",
          "queueToOperatorMedian",
          "queueToOperatorP90",
          "handling",
          "occupancy");

  private static final List<String> OF_OPERATORS =
      List.of("id", "state", "talks", "handling", "talk", "hold", "wrapUp", "occupancy", "rating");

  /** Which calls count. */
  private enum Window {
    TODAY,
    HOUR
  }

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--window",
      defaultValue = "today",
      paramLabel = "WINDOW",
      description = "the calls that arrived today, or in the last hour")
  private Window window = Window.TODAY;

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = api.get("figures?window=" + window.name().toLowerCase(Locale.ROOT));
      if (json) {
        out.println(answer);
      } else {
        lines(JsonMapper.shared().readTree(answer)).forEach(out::println);
      }
      return 0;
    } catch (IOException e) {
      command.commandLine().getErr().println(Api.complaint(e));
      return 1;
    }
  }

  private static List<String> lines(JsonNode answer) {
    ArrayNode groups = flat(answer.path("groups"));
    groups.add(answer.path("all"));
    List<String> lines = new ArrayList<>(Table.lines(groups, OF_GROUPS));
    lines.add("");
    lines.addAll(Table.lines(flat(answer.path("operators")), OF_OPERATORS));
    lines.add("");
    lines.addAll(Table.lines(answer.path("targets"), List.of("name", "target", "value", "met")));
    return lines;
  }

  /** What is now and what was, in one row. */
  private static ArrayNode flat(JsonNode rows) {
    ArrayNode all = JsonMapper.shared().createArrayNode();
    for (JsonNode row : rows) {
      ObjectNode one = all.addObject();
      one.setAll((ObjectNode) row);
      if (row.path("figures") instanceof ObjectNode figures) {
        one.setAll(figures);
      }
    }
    return all;
  }
}
