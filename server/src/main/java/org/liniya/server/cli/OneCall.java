package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands that show one call of a running server have in common. */
final class OneCall {

  @Mixin private Shared shared = new Shared();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Parameters(arity = "1", paramLabel = "CALL", description = "as 'liniya calls' names it")
  private String call = "";

  /** Shows an answer, and says with which status the command ends. */
  @FunctionalInterface
  interface Shown {
    int lines(JsonNode answer, PrintWriter out);
  }

  /**
   * Asks the running server and shows what it says.
   *
   * @param what of the call, the last part of the route
   * @param shown gets a writer to nobody when the answer is wanted as it is
   * @return the exit status
   */
  int show(String what, PrintWriter out, PrintWriter err, Shown shown) throws InterruptedException {
    if (!call.matches("[\\w-]{1,64}")) {
      err.println("liniya: '" + call + "' is no identifier of a call; see 'liniya calls'");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = api.get("calls/" + call + "/" + what);
      if (json) {
        out.println(answer);
      }
      return shown.lines(
          JsonMapper.shared().readTree(answer), json ? new PrintWriter(Writer.nullWriter()) : out);
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }
}
