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
import tools.jackson.databind.node.ArrayNode;

/** {@code queues}: who waits where in a running server, and why nobody serves them. */
@Command(
    name = "queues",
    mixinStandardHelpOptions = true,
    description = "who waits where, and with --why what keeps each operator from being offered it")
final class ShowQueues implements Callable<Integer> {

  private static final List<String> COLUMNS = List.of("name", "waiting", "longestWaitMs", "ready");

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--why",
      description = "for every group in which somebody waits, why each operator is not offered it")
  private boolean why;

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "GROUP", description = "one of them; all without it")
  private String group = "";

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      JsonNode groups = one(api.get("skill-groups"), "name");
      if (!group.isEmpty() && groups.isEmpty()) {
        err.println("liniya: there is no skill group '" + group + "'; see 'liniya queues'");
        return 1;
      }
      JsonNode answer = why ? one(api.get("skill-groups/why"), "group") : groups;
      if (json) {
        out.println(answer);
      } else {
        (why ? reasons(answer) : Table.lines(answer, COLUMNS)).forEach(out::println);
      }
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }

  private JsonNode one(String answer, String name) {
    ArrayNode some = JsonMapper.shared().createArrayNode();
    JsonMapper.shared()
        .readTree(answer)
        .forEach(
            each -> {
              if (group.isEmpty() || each.path(name).asString().equals(group)) {
                some.add(each);
              }
            });
    return some;
  }

  private static List<String> reasons(JsonNode groups) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : groups) {
      lines.add(
          each.path("group").asString()
              + ": "
              + each.path("waiting").asString()
              + " waiting; call "
              + each.path("call").asString()
              + " at place "
              + each.path("place").asString()
              + ", in the queue since "
              + each.path("entered").asString());
      Table.lines(each.path("operators"), List.of("operator", "reason")).stream()
          .skip(1)
          .forEach(line -> lines.add("  " + line));
    }
    return lines.isEmpty() ? List.of("nobody waits") : lines;
  }
}
