package org.liniya.server.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes queues as {@code skill-groups.yaml} and {@code operators.yaml}. Pure. */
final class GroupFiles {

  private GroupFiles() {}

  /** The groups, without a heading; empty without queues. */
  static String groups(List<ImportedQueue> queues, List<String> languages) {
    StringBuilder text = new StringBuilder();
    for (ImportedQueue queue : queues) {
      String titles =
          languages.stream()
              .map(language -> language + ": " + YamlText.of(queue.title()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      text.append("# ").append(Names.shown(queue.place().file(), 200)).append(", [");
      text.append(Names.shown(queue.name(), 80)).append("]\n");
      text.append(queue.group()).append(":\n  titles: ").append(titles).append('\n');
      queue.keys().forEach((key, value) -> text.append("  %s: %s%n".formatted(key, value)));
    }
    return text.toString().replace("\r\n", "\n");
  }

  /** The operators, without a heading; empty without members. */
  static String operators(List<ImportedQueue> queues) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, List<String>> skills = new LinkedHashMap<>();
    for (ImportedQueue queue : queues) {
      Map<String, Integer> levels = queue.levels();
      for (ImportedMember member : queue.members()) {
        names.merge(member.id(), member.name(), (old, now) -> old.equals(member.id()) ? now : old);
        skills
            .computeIfAbsent(member.id(), _ -> new ArrayList<>())
            .add(queue.group() + ": " + levels.get(member.id()));
      }
    }
    return skills.entrySet().stream()
        .map(
            each ->
                "%s:\n  name: %s\n  skills: { %s }\n"
                    .formatted(
                        YamlText.quoted(each.getKey()),
                        YamlText.of(names.getOrDefault(each.getKey(), each.getKey())),
                        String.join(", ", each.getValue())))
        .collect(Collectors.joining());
  }
}
