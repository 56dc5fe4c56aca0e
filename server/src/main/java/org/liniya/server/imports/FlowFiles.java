package org.liniya.server.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes menus as flows, one for each menu that no other leads to, with the stubs of prompts. */
final class FlowFiles {

  private static final int LONGEST_FLOW = 40;

  private FlowFiles() {}

  /**
   * @param command such as {@code freepbx}
   * @param from the names of the files that were read
   */
  static List<OutputFile> write(
      List<ImportedMenu> menus,
      List<ImportedQueue> queues,
      ImportOptions options,
      String command,
      String from,
      Findings findings) {
    Map<String, ImportedQueue> byName = new LinkedHashMap<>();
    queues.forEach(queue -> byName.putIfAbsent(queue.name(), queue));
    Map<String, ImportedMenu> linked = new MenuLinks(menus, byName.keySet(), findings).linked();
    SoundFinder finder = new SoundFinder(options.sounds(), options.languages().getFirst());
    PromptNames prompts = new PromptNames(finder, findings);
    Names.Unique flows = new Names.Unique(Set.of("hotline", "callback"));
    List<OutputFile> files = new ArrayList<>();
    for (String root : MenuLinks.roots(linked)) {
      String name = flows.of(Names.of(root, "menu", LONGEST_FLOW), LONGEST_FLOW);
      String text = new FlowText(linked, byName, prompts, options).write(name, root);
      findings.taken(
          Objects.requireNonNull(linked.get(root)).place(),
          "menu " + root,
          "flow " + name + "; 'numbers' of trunks.yaml says which called number reaches it");
      files.add(
          OutputFile.of(
              "flows/" + name + ".yaml",
              command,
              from,
              "Put this file into flows of your configuration.",
              text));
    }
    for (String language : options.languages()) {
      files.add(
          OutputFile.of(
              "prompts/" + language + ".yaml",
              command,
              from,
              "Write the texts, then add the lines to prompts/" + language + ".yaml.",
              prompts.stubs()));
    }
    return files;
  }
}
