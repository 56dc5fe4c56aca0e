package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has a running server change its master key, part by part; when it is cut off, the next one goes
 * on.
 */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description =
        "another master key for a running server; may be cut off at any moment and started again")
final class RotateKeys implements Callable<Integer> {

  /** What can be done with keys. */
  @Command(
      name = "keys",
      mixinStandardHelpOptions = true,
      description = "the keys of personal data")
  private static final class Keys implements Runnable {
    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(command.commandLine(), "a command is needed: rotate");
    }
  }

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  static CommandLine keys() {
    return new CommandLine(new Keys()).addSubcommand(new RotateKeys());
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      JsonNode progress = JsonMapper.shared().readTree(api.post("keys/rotate", ""));
      while (!progress.path("done").asBoolean(false)) {
        err.println(
            "liniya: "
                + progress.path("checked").asLong()
                + " sealed values looked at, "
                + progress.path("resealed").asLong()
                + " sealed anew");
        progress = JsonMapper.shared().readTree(api.post("keys/rotate", ""));
      }
      out.println(
          "the master key is now "
              + progress.path("key").asString()
              + "; "
              + progress.path("resealed").asLong()
              + " values were sealed anew with it");
      progress
          .path("older")
          .forEach(
              old ->
                  out.println(
                      "key "
                          + old.asString()
                          + " is destroyed: it is not in the key file any more"));
      out.println(
          "keep a new copy of the key file; back-ups from before need the copy from before");
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      err.println("liniya: nothing is lost; 'liniya keys rotate' again goes on");
      return 1;
    }
  }
}
