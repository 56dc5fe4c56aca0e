package org.liniya.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.liniya.acd.SkillGroup;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code skill-groups.yaml}: one table a group. For one thread. */
final class SkillGroupsFile {

  static final String NAME = "skill-groups.yaml";

  private final Problems problems;

  SkillGroupsFile(Problems problems) {
    this.problems = problems;
  }

  List<SkillGroup> read(ConfigFolder folder) {
    List<SkillGroup> groups = new ArrayList<>();
    folder
        .section(NAME)
        .ifPresent(
            root -> {
              RoutingKeys routing = new RoutingKeys(names(root), problems);
              Tables.each(root, (key, g) -> groups.add(group(key, g, routing)));
            });
    return groups;
  }

  private static Set<String> names(Section root) {
    return root.keys().stream()
        .map(Yaml.Text::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SkillGroup group(Yaml.Text name, Section keys, RoutingKeys routing) {
    Tables.name(name, "[a-z][a-z0-9-]{0,39}", "small letters, digits and dashes", problems);
    return new SkillGroup(
        name.value(),
        titles(keys),
        Spans.atLeastOneSecond(keys, "ring-timeout", SkillGroup.DEFAULT_RING_TIMEOUT),
        keys.span("wrap-up", SkillGroup.DEFAULT_WRAP_UP),
        keys.whole("max-waiting", SkillGroup.DEFAULT_MAX_WAITING, 1, 100_000),
        routing.read(keys),
        keys.yesNo("whisper", false));
  }

  private Map<String, String> titles(Section keys) {
    Map<String, String> titles = new LinkedHashMap<>();
    keys.section("titles")
        .ifPresent(
            languages -> {
              for (Yaml.Text language : languages.keys()) {
                Languages.tag(language, problems)
                    .ifPresent(tag -> titles.put(tag.tag(), languages.required(language.value())));
              }
            });
    if (titles.isEmpty()) {
      problems.add(
          keys.placeOf("titles"),
          "the group has no title",
          "Add 'titles: { ru: …, en: … }': operators' telephones show it");
    }
    return titles;
  }
}
