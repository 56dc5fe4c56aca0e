package org.liniya.server.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the menus in FreeSWITCH's {@code ivr.conf.xml} and in the files that it includes, from its
 * configuration folder and below. For one thread.
 */
final class FreeSwitchReader {

  private static final int DEEPEST = 5;

  private final SourceFiles files;
  private final Findings findings;
  private final List<ImportedMenu> menus = new ArrayList<>();

  FreeSwitchReader(SourceFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  List<ImportedMenu> menus() {
    return List.copyOf(menus);
  }

  /** Reads a file with what it includes. */
  void read(Path file) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    // ivr.conf.xml stands in autoload_configs and includes ../ivr_menus
    boolean below = folder.endsWith("autoload_configs");
    read(file, below ? Optional.ofNullable(folder.getParent()).orElse(folder) : folder, 0);
  }

  private void read(Path file, Path root, int depth) {
    Optional<XmlElement> tree =
        files.read(file).flatMap(text -> XmlTree.read(file.toString(), text, files.problems()));
    tree.ifPresent(element -> walk(element, file, root, depth));
  }

  private void walk(XmlElement element, Path file, Path root, int depth) {
    switch (element.name()) {
      case "menu" -> menus.add(new FreeSwitchMenu(element, findings).read());
      case "X-PRE-PROCESS" -> process(element, file, root, depth);
      default -> element.children().forEach(child -> walk(child, file, root, depth));
    }
  }

  private void process(XmlElement element, Path file, Path root, int depth) {
    String data = element.attribute("data");
    String shown = "X-PRE-PROCESS " + element.attribute("cmd") + " " + data;
    if (!element.attribute("cmd").equals("include")) {
      findings.ignored(element.place(), shown, "variables are not filled in");
      return;
    }
    if (depth >= DEEPEST) {
      files
          .problems()
          .add(element.place(), "the files include each other too deeply", "Does one itself?");
      return;
    }
    Path from = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(root);
    Optional<List<Path>> found = SourceFiles.included(root, from, data);
    if (found.isEmpty()) {
      files
          .problems()
          .add(
              element.place(),
              "'" + Names.shown(data, 80) + "' is not in the configuration folder: it was not read",
              "Name it as a further file of the import, and remove this line from a copy");
    } else if (found.get().isEmpty()) {
      findings.ignored(element.place(), shown, "there is no such file");
    }
    found.orElse(List.of()).forEach(each -> read(each, root, depth + 1));
  }
}
