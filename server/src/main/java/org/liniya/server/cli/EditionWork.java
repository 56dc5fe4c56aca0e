package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
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

/**
 * What a running server is asked about its editions of flows, prompts and calendars; exit 1 when it
 * refuses, with the reasons on standard error, one a line.
 */
@Command(mixinStandardHelpOptions = true)
abstract class EditionWork implements Callable<Integer> {

  private static final List<String> COLUMNS = List.of("id", "since", "current", "flows");

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  abstract String ask(Api api) throws IOException, InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = ask(api);
      JsonNode tree = JsonMapper.shared().readTree(answer);
      JsonNode rows = tree.isArray() ? tree : JsonMapper.shared().createArrayNode().add(tree);
      out.println(json ? answer : String.join("\n", Table.lines(rows, COLUMNS)));
      return 0;
    } catch (IOException e) {
      command.commandLine().getErr().println(Api.complaint(e));
      return 1;
    } finally {
      out.flush();
    }
  }

  @Command(
      name = "reload",
      description =
          "have a running server read flows, prompts, music, holidays and calendars anew; a wrong"
              + " one is refused as a whole")
  static final class Reload extends EditionWork {
    @Override
    String ask(Api api) throws IOException, InterruptedException {
      return api.post("editions", "");
    }
  }

  @Command(
      name = "versions",
      description = "the editions that a running server has had since its start, the newest first")
  static final class Versions extends EditionWork {
    @Override
    String ask(Api api) throws IOException, InterruptedException {
      return api.get("editions");
    }
  }

  @Command(
      name = "rollback",
      description =
          "have a running server take an earlier edition for new calls, until the next reload; the"
              + " files stay as they are")
  static final class Rollback extends EditionWork {
    @Parameters(
        paramLabel = "EDITION",
        defaultValue = "",
        description = "its id, as versions prints it (default: the one before)")
    private String id = "";

    @Override
    String ask(Api api) throws IOException, InterruptedException {
      return api.post("editions/" + chosen(api) + "/use", "");
    }

    private String chosen(Api api) throws IOException, InterruptedException {
      if (id.matches("[0-9a-f]{1,64}")) {
        return id;
      }
      if (!id.isEmpty()) {
        throw new Api.Refusal("'" + id + "' is no edition's id; flow versions prints them");
      }
      JsonNode known = JsonMapper.shared().readTree(api.get("editions"));
      if (known.size() < 2) {
        throw new Api.Refusal("there is no edition before this one since the server's start");
      }
      return known.get(1).path("id").asString();
    }
  }
}
