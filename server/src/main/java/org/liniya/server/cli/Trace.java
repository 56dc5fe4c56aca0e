package org.liniya.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows one call of a running server from the first message to the last: {@code trace CALL}. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "one call: SIP messages of all legs, steps, digits (masked), queue, media")
final class Trace implements Callable<Integer> {

  @Mixin private OneCall call = new OneCall();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return call.show(
        "trace",
        command.commandLine().getOut(),
        command.commandLine().getErr(),
        (told, out) -> {
          LadderPicture.lines(told).forEach(out::println);
          return 0;
        });
  }
}
