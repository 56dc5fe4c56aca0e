package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.liniya.server.backup.Restoration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: into a data folder that is empty or not there. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "put a back-up in place: into --data, and --config where there is none")
final class Restore implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER|FILE.zip", description = "a back-up")
  private Path backup = Path.of("");

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try {
      Restoration.run(backup, shared.data(), shared.config())
          .forEach(note -> err.println("liniya: " + note));
      out.println("the data is in " + shared.data());
      return 0;
    } catch (IOException e) {
      err.println("liniya: not restored: " + e.getMessage());
      return 1;
    }
  }
}
