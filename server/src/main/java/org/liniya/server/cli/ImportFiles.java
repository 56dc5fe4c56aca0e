package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.identity.Masking;
import org.liniya.server.imports.ImportFolder;
import org.liniya.server.imports.ImportOptions;
import org.liniya.server.imports.Imported;
import org.liniya.server.imports.Imports;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What the imports share. Exit 0 when everything was read, 1 when a file could not be read or
 * written; then nothing is written.
 */
@Command(mixinStandardHelpOptions = true)
abstract class ImportFiles implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "what is imported")
  private List<Path> files = List.of();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "where the YAML is written; nothing is overwritten (default: only the report)")
  private Optional<Path> to = Optional.empty();

  @Option(names = "--report", paramLabel = "FILE", description = "a new file for the report too")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--languages",
      paramLabel = "LANG",
      split = ",",
      defaultValue = "ru,en",
      description = "languages of titles and prompts, the first is the flows' (default: ru,en)")
  private List<String> languages = List.of();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      defaultValue = "other",
      description = "skill group of callers whose destination has no counterpart (default: other)")
  private String group = "other";

  @Option(
      names = "--sounds",
      paramLabel = "DIR",
      description = "the other system's sounds, to say which can be taken over")
  private Optional<Path> sounds = Optional.empty();

  @Spec private CommandSpec command = CommandSpec.create();

  /** Reads the files; empty when one could not be read. */
  abstract Optional<Imported> read(Imports imports, List<Path> files);

  @Override
  public final Integer call() {
    checkOptions();
    Problems problems = new Problems();
    Optional<Imported> imported =
        read(new Imports(new ImportOptions(languages, group, sounds), problems), files);
    PrintWriter out = command.commandLine().getOut();
    if (imported.isEmpty()) {
      problems.list().stream().map(Problem::toString).map(Masking::of).forEach(out::println);
      out.flush();
      return 1;
    }
    imported.get().findings().report().forEach(out::println);
    out.flush();
    return written(imported.get());
  }

  private void checkOptions() {
    for (String language : languages) {
      if (!language.matches("[a-z]{2,3}")) {
        throw wrong("'" + language + "' is no language. Write tags, as in --languages ru,en");
      }
    }
    if (!group.matches("[a-z][a-z0-9-]{0,39}")) {
      throw wrong("'" + group + "' is no name of a skill group. Use small letters and dashes");
    }
    sounds
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw wrong("there is no folder " + folder);
            });
    report
        .filter(Files::exists)
        .ifPresent(
            file -> {
              throw wrong(file + " is there already. Give the report another name");
            });
  }

  private int written(Imported imported) {
    PrintWriter err = command.commandLine().getErr();
    Optional<ImportFolder> folder = to.map(ImportFolder::new);
    folder
        .flatMap(f -> f.occupied(imported.files()))
        .ifPresent(
            file -> {
              throw wrong(file + " is there already. Give --to a new folder");
            });
    try {
      if (report.isPresent()) {
        Files.write(report.get(), imported.findings().report(), StandardOpenOption.CREATE_NEW);
      }
      if (folder.isPresent()) {
        folder.get().write(imported.files()).forEach(path -> err.println("wrote " + path));
      }
      return 0;
    } catch (IOException e) {
      err.println("liniya: a file cannot be written: " + e.getMessage());
      return 1;
    } finally {
      err.flush();
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(command.commandLine(), text);
  }
}
