package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Shows one call of a running server from the first message to the last: {@code trace CALL}. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "one call: SIP messages of all legs, steps, digits (masked), queue, media")
final class Trace implements Callable<Integer> {

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
      String answer = api.get("calls/" + call + "/trace");
      if (json) {
        out.println(answer);
      } else {
        LadderPicture.lines(JsonMapper.shared().readTree(answer)).forEach(out::println);
      }
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }
}
