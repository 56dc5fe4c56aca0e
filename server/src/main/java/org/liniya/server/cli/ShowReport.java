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

/** {@code report}: how well the line did on some days, of a running server. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "how well the line did on some days, and whether its targets were met")
final class ShowReport implements Callable<Integer> {

  private static final String DATE = "20\\d\\d-\\d\\d-\\d\\d";

  /** What fits on a screen; {@code --csv} and {@code --json} have all. */
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "calls",
          "refused",
          "queued",
          "answered",
          "abandoned",
          "abandonment",
          "serviceLevelOffered",
          "firstPromptP90",
          "queueToOperatorMedian",
          "queueToOperatorP90",
          "waitingMax",
          "handling",
          "occupancy",
          "rating");

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "the first day")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "the last day")
  private String to = "";

  /** What a line of the table is. */
  private enum By {
    HOUR,
    DAY,
    GROUP,
    OPERATOR
  }

  @Option(
      names = "--by",
      defaultValue = "day",
      paramLabel = "WHAT",
      description = "a line for each hour, day, group or operator")
  private By by = By.DAY;

  @Option(names = "--csv", description = "all figures, for spreadsheets")
  private boolean csv;

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (!from.matches(DATE) || !to.matches(DATE)) {
      err.println("liniya: --from and --to are dates such as 2026-11-23");
      return 2;
    }
    String query = "?from=" + from + "&to=" + to + "&by=" + by.name().toLowerCase(Locale.ROOT);
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      if (csv) {
        out.print(api.get("report.csv" + query));
        out.flush();
      } else {
        String answer = api.get("report" + query);
        if (json) {
          out.println(answer);
        } else {
          lines(JsonMapper.shared().readTree(answer)).forEach(out::println);
        }
      }
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }

  /** The rows with all calls as the last of them, then the targets. */
  private static List<String> lines(JsonNode answer) {
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    answer.path("rows").forEach(rows::add);
    rows.add(answer.path("all"));
    List<String> lines = new ArrayList<>(Table.lines(rows, COLUMNS));
    lines.add("");
    lines.addAll(Table.lines(answer.path("targets"), List.of("name", "target", "value", "met")));
    lines.add("first-call resolution: " + resolution(answer.path("firstCallResolution")));
    return lines;
  }

  private static String resolution(JsonNode share) {
    return share.isNumber() ? share.asString() : "not decided yet";
  }
}
