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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server for a list, or for one thing of it: {@code tickets [NUMBER]}. */
@Command(mixinStandardHelpOptions = true)
final class Ask implements Callable<Integer> {

  private final String route;
  private final List<String> columns;

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "one of them; all without it")
  private Optional<String> id = Optional.empty();

  /**
   * @param route of the API, such as {@code tickets}
   * @param columns which fields the table shows
   */
  Ask(String route, List<String> columns) {
    this.route = route;
    this.columns = List.copyOf(columns);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (id.filter(text -> !text.matches("[\\w-]{1,64}")).isPresent()) {
      err.println("liniya: '" + id.get() + "' is no number or identifier");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = api.get(route + id.map(one -> "/" + one).orElse(""));
      if (json) {
        out.println(answer);
      } else {
        Table.lines(JsonMapper.shared().readTree(answer), columns).forEach(out::println);
      }
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }
}
