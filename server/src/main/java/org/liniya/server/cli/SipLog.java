package org.liniya.server.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Switches the full log of SIP messages of a running server on and off; says what is logged when
 * asked for nothing.
 */
@Command(
    name = "sip-log",
    mixinStandardHelpOptions = true,
    description =
        "writes the SIP messages of one call or number into the log, masked; off by default")
final class SipLog implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--call", paramLabel = "ID", description = "log this call from now on")
  private Optional<String> watchedCall = Optional.empty();

  @Option(
      names = "--number",
      paramLabel = "+7…",
      description = "log calls that come from this number or go to it")
  private Optional<String> number = Optional.empty();

  @Option(names = "--off", description = "log nothing any more")
  private boolean off;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "for how long (default: 10)")
  private int minutes = 10;

  @Override
  public Integer call() throws InterruptedException {
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = asked(api);
      Table.lines(JsonMapper.shared().readTree(answer), List.of("watched", "until"))
          .forEach(command.commandLine().getOut()::println);
      return 0;
    } catch (IOException e) {
      command.commandLine().getErr().println(Api.complaint(e));
      return 1;
    }
  }

  private String asked(Api api) throws IOException, InterruptedException {
    if (off) {
      return api.delete("sip-log");
    }
    if (watchedCall.isEmpty() && number.isEmpty()) {
      return api.get("sip-log");
    }
    ObjectNode body = JsonMapper.shared().createObjectNode().put("minutes", minutes);
    watchedCall.ifPresent(id -> body.put("call", id));
    number.ifPresent(digits -> body.put("number", digits));
    return api.post("sip-log", body.toString());
  }
}
