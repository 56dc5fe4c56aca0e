package org.liniya.server.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes queues of the sections of a {@code queues.conf}. What stands in {@code [general]} holds for
 * Asterisk itself, not as a default for the queues. For one thread.
 */
final class QueuesReader {

  static final String GENERAL = "general";

  private static final int LONGEST_GROUP = 40;

  private final Findings findings;
  private final Map<String, String> titles;
  private final Names.Unique groups = new Names.Unique(Set.of());

  /**
   * @param titles what people call a queue, by its name, where that is known
   */
  QueuesReader(Findings findings, Map<String, String> titles) {
    this.findings = findings;
    this.titles = Map.copyOf(titles);
  }

  List<ImportedQueue> read(List<ConfSection> sections) {
    List<ImportedQueue> queues = new ArrayList<>();
    for (ConfSection section : sections) {
      if (section.name().equals(GENERAL)) {
        section.lines().forEach(this::general);
      } else if (section.template()) {
        findings.taken(section.place(), "[" + section.name() + "](!)", "part of what inherits it");
      } else {
        queues.add(queue(section));
      }
    }
    return queues;
  }

  private ImportedQueue queue(ConfSection section) {
    String group = groups.of(Names.of(section.name(), "queue", LONGEST_GROUP), LONGEST_GROUP);
    String title = titles.getOrDefault(section.name(), section.name());
    QueueBuilder queue =
        new QueueBuilder(section.place(), section.name(), group, Names.shown(title, 80), findings);
    section.lines().forEach(queue::line);
    return queue.build();
  }

  private void general(ConfLine line) {
    switch (QueueRules.of(line.key(), line.value())) {
      case Mapping.Ignored(String why) -> findings.ignored(line.place(), line.shown(), why);
      case Mapping.Lacking(String why) -> findings.lacking(line.place(), line.shown(), why);
      case Mapping.GroupKey _, Mapping.StepKey _ ->
          findings.ignored(line.place(), line.shown(), "a queue's key does nothing in [general]");
    }
  }
}
