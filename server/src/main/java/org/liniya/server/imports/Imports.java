package org.liniya.server.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liniya.yaml.Problems;

/**
 * The imports, each from files to files; nothing is written here. An import is empty exactly when a
 * file could not be read, and then {@code problems} says where and why. For one thread.
 */
public final class Imports {

  private final ImportOptions options;
  private final Problems problems;

  public Imports(ImportOptions options, Problems problems) {
    this.options = options;
    this.problems = problems;
  }

  /** Asterisk's {@code queues.conf}. */
  public Optional<Imported> queues(List<Path> files) {
    Findings findings = new Findings();
    ConfReader conf = new ConfReader(new SourceFiles(problems), findings);
    files.forEach(conf::read);
    List<ImportedQueue> queues = new QueuesReader(findings, Map.of()).read(conf.sections());
    return done(groups("queues", files, queues), findings);
  }

  /** What FreePBX generates, and its tables as CSV. */
  public Optional<Imported> freepbx(List<Path> files) {
    Findings findings = new Findings();
    FreePbxReader reader = new FreePbxReader(new SourceFiles(problems), findings);
    files.forEach(reader::read);
    List<ImportedQueue> queues = reader.queues();
    List<OutputFile> made = new ArrayList<>(groups("freepbx", files, queues));
    made.addAll(
        FlowFiles.write(reader.menus(), queues, options, "freepbx", names(files), findings));
    return done(made, findings);
  }

  /** FreeSWITCH's {@code ivr.conf.xml} and files of menus. */
  public Optional<Imported> freeswitch(List<Path> files) {
    Findings findings = new Findings();
    FreeSwitchReader reader = new FreeSwitchReader(new SourceFiles(problems), findings);
    files.forEach(reader::read);
    return done(
        FlowFiles.write(reader.menus(), List.of(), options, "freeswitch", names(files), findings),
        findings);
  }

  private static String names(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private List<OutputFile> groups(String command, List<Path> from, List<ImportedQueue> queues) {
    String names = names(from);
    List<OutputFile> made = new ArrayList<>();
    made.add(
        OutputFile.of(
            "skill-groups.yaml",
            command,
            names,
            "Add these groups to skill-groups.yaml of your configuration.",
            GroupFiles.groups(queues, options.languages())));
    made.add(
        OutputFile.of(
            "operators.yaml",
            command,
            names,
            "Add these operators to operators.yaml of your configuration.",
            GroupFiles.operators(queues)));
    return made;
  }

  private Optional<Imported> done(List<OutputFile> files, Findings findings) {
    return problems.isEmpty() ? Optional.of(new Imported(files, findings)) : Optional.empty();
  }
}
