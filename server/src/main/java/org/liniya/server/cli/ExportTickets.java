package org.liniya.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tickets export}: the tickets of some days as CSV, of a running server. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "the tickets opened on some days as CSV, masked; stands in the audit")
final class ExportTickets implements Callable<Integer> {

  @Mixin private SpanExport span = new SpanExport();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--bom", description = "begin with a byte order mark, which Excel wants")
  private boolean bom;

  @Override
  public Integer call() throws InterruptedException {
    return span.run("tickets.csv", bom ? "&bom=yes" : "", command.commandLine().getErr());
  }
}
