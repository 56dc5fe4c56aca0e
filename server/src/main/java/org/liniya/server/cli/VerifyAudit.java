package org.liniya.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a running server read its whole audit; exit status 1 when the chain is broken. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "whether every row of the audit is as it was written; exit status 1 when not")
final class VerifyAudit implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      JsonNode verdict = JsonMapper.shared().readTree(api.get("audit/verify"));
      if (verdict.path("whole").asBoolean(false)) {
        command
            .commandLine()
            .getOut()
            .println("the audit is whole: " + verdict.path("rows").asLong() + " rows");
        return 0;
      }
      command
          .commandLine()
          .getErr()
          .println(
              "liniya: the audit is BROKEN at row "
                  + verdict.path("brokenAt").asLong()
                  + ": "
                  + verdict.path("why").asString());
      return 1;
    } catch (IOException e) {
      command.commandLine().getErr().println(Api.complaint(e));
      return 1;
    }
  }
}
