package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code explain CALL}: why this operator, why this wait, by which rule. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "why this operator and why this wait: each decision about a call with its reason",
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:explained",
      "1:there is no such call, or no answer",
      "2:wrong usage",
      "3:the decisions differ from what the queues decide when they are told the same again"
    })
final class Explain implements Callable<Integer> {

  private static final int DIFFERS = 3;

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Parameters(arity = "1", paramLabel = "CALL", description = "as 'liniya calls' names it")
  private String call = "";

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (!call.matches("[\\w-]{1,64}")) {
      err.println("liniya: '" + call + "' is no identifier of a call; see 'liniya calls'");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = api.get("calls/" + call + "/explanation");
      JsonNode told = JsonMapper.shared().readTree(answer);
      if (json) {
        out.println(answer);
      } else {
        lines(told).forEach(out::println);
      }
      return told.path("replay").path("outcome").asString().equals("differs") ? DIFFERS : 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }

  private static List<String> lines(JsonNode told) {
    List<String> lines = new ArrayList<>();
    told.path("decisions")
        .forEach(
            each ->
                lines.add(clock(each.path("at").asString()) + "  " + each.path("text").asString()));
    for (JsonNode wait : told.path("waits")) {
      lines.add(
          "%s: waited %s, of it %s while a telephone rang, %s kept for one operator, %s with nobody free; %s"
              .formatted(
                  wait.path("group").asString(),
                  seconds(wait, "waitMs"),
                  seconds(wait, "rangMs"),
                  seconds(wait, "keptMs"),
                  seconds(wait, "nobodyFreeMs"),
                  wait.path("end").isNull() ? "waits still" : wait.path("end").asString()));
    }
    lines.add(told.path("replay").path("text").asString());
    return lines;
  }

  /** The time of the day, of a moment such as {@code 2026-11-23T10:00:00.123+03:00}. */
  private static String clock(String at) {
    return at.replaceFirst("^.*T", "").replaceFirst("(Z|[+-]\\d\\d:\\d\\d)$", "");
  }

  private static String seconds(JsonNode wait, String field) {
    return "%.1f s".formatted(wait.path(field).asLong() / 1e3).replace(',', '.');
  }
}
