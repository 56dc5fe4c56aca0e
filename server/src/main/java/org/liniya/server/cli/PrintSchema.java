package org.liniya.server.cli;

import java.util.concurrent.Callable;
import org.liniya.flow.schema.FlowSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code flow schema}: what editors need to complete and mark flows. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "print the JSON Schema of a flow's file, as in config/flow.schema.json")
final class PrintSchema implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    command.commandLine().getOut().println(text());
    command.commandLine().getOut().flush();
    return 0;
  }

  static String text() {
    return JsonMapper.shared()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(FlowSchema.tree());
  }
}
