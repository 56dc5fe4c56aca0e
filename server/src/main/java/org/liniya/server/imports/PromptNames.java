package org.liniya.server.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each sound of an import a prompt, and writes the stubs of their texts. For one thread. */
final class PromptNames {

  static final int LONGEST = 60;

  private final Names.Unique names = new Names.Unique(Set.of());
  private final Map<String, String> bySound = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final SoundFinder finder;
  private final Findings findings;

  PromptNames(SoundFinder finder, Findings findings) {
    this.finder = finder;
    this.findings = findings;
  }

  /** The same for the same sound. */
  String of(Sound sound) {
    return bySound.computeIfAbsent(sound.name(), _ -> add(sound));
  }

  List<String> of(List<Sound> sounds) {
    return sounds.stream().map(this::of).toList();
  }

  private String add(Sound sound) {
    String name = names.of(sound.suggested(), LONGEST);
    String shown = Names.shown(sound.name(), 100);
    texts.put(name, sound.text().orElse("TODO " + shown));
    String todo =
        sound.text().isPresent() ? "prompt " + name : "prompt " + name + ": write its text";
    findings.taken(sound.place(), shown, todo + finder.find(sound.name(), name));
    return name;
  }

  /** A line a prompt; empty without any. */
  String stubs() {
    return texts.entrySet().stream()
        .map(each -> each.getKey() + ": " + YamlText.quoted(each.getValue()) + "\n")
        .collect(Collectors.joining());
  }
}
