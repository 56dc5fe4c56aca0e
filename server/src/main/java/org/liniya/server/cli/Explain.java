package org.liniya.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

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

  @Mixin private OneCall call = new OneCall();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return call.show(
        "explanation",
        command.commandLine().getOut(),
        command.commandLine().getErr(),
        (told, out) -> {
          lines(told).forEach(out::println);
          return told.path("replay").path("outcome").asString().equals("differs") ? DIFFERS : 0;
        });
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
