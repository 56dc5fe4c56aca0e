package org.liniya.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liniya.server.imports.Imported;
import org.liniya.server.imports.Imports;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: takes over what other systems are configured to do. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "make YAML of the queues and menus of Asterisk, FreePBX and FreeSWITCH")
final class ImportWork implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  static CommandLine commandLine() {
    return new CommandLine(new ImportWork())
        .addSubcommand("queues", new Queues())
        .addSubcommand("freepbx", new FreePbx())
        .addSubcommand("freeswitch", new FreeSwitch());
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is needed: queues, freepbx or freeswitch");
  }

  /** {@code import queues}. */
  @Command(
      name = "queues",
      description =
          "Asterisk's queues.conf as skill-groups.yaml and operators.yaml, with templates and"
              + " the files that it includes")
  static final class Queues extends ImportFiles {
    @Override
    Optional<Imported> read(Imports imports, List<Path> files) {
      return imports.queues(files);
    }
  }

  /** {@code import freeswitch}. */
  @Command(
      name = "freeswitch",
      description = "FreeSWITCH's ivr.conf.xml, with the menus that it includes, as flows")
  static final class FreeSwitch extends ImportFiles {
    @Override
    Optional<Imported> read(Imports imports, List<Path> files) {
      return imports.freeswitch(files);
    }
  }

  /** {@code import freepbx}. */
  @Command(
      name = "freepbx",
      description = {
        "FreePBX's extensions_additional.conf and queues_additional.conf, or its tables as CSV",
        "The formats are known from FreePBX's published source alone."
      })
  static final class FreePbx extends ImportFiles {
    @Override
    Optional<Imported> read(Imports imports, List<Path> files) {
      return imports.freepbx(files);
    }
  }
}
