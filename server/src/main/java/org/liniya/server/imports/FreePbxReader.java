package org.liniya.server.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what FreePBX generates ({@code queues_additional.conf}, {@code extensions_additional.conf})
 * and its tables as CSV. The formats are known from its published source alone. For one thread.
 */
final class FreePbxReader {

  private static final Set<String> QUEUE_KEYS =
      Set.of("member", "strategy", "timeout", "wrapuptime", "maxlen", "servicelevel", "retry");

  private final SourceFiles files;
  private final Findings findings;
  private final ConfReader conf;
  private final FreePbxTables tables;

  FreePbxReader(SourceFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
    this.conf = new ConfReader(files, findings);
    this.tables = new FreePbxTables(findings);
  }

  /** Reads a file, a table where its name ends in {@code .csv}. */
  void read(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      files.read(file).ifPresent(text -> tables.read(file.toString(), text, files.problems()));
    } else {
      conf.read(file);
    }
  }

  List<ImportedQueue> queues() {
    List<ConfSection> sections = new ArrayList<>(tables.queues());
    conf.sections().stream().filter(FreePbxReader::isQueue).forEach(sections::add);
    return new QueuesReader(findings, tables.titles()).read(sections);
  }

  List<ImportedMenu> menus() {
    List<ImportedMenu> menus = new ArrayList<>(tables.menus());
    for (ConfSection section : conf.sections()) {
      DialplanMenu menu = new DialplanMenu(section, findings);
      if (menu.isMenu()) {
        menus.add(menu.read());
      } else if (!isQueue(section) && !section.name().equals(QueuesReader.GENERAL)) {
        findings.ignored(section.place(), "[" + section.name() + "]", "neither a menu nor a queue");
      }
    }
    return menus;
  }

  private static boolean isQueue(ConfSection section) {
    return section.lines().stream().noneMatch(line -> line.key().equals("exten"))
        && section.lines().stream().anyMatch(line -> QUEUE_KEYS.contains(line.key()));
  }
}
