package org.liniya.server.imports;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.liniya.yaml.Place;

/** Makes one queue of its lines, and says what became of each. For one thread. */
final class QueueBuilder {

  private final Place place;
  private final String name;
  private final String group;
  private final String title;
  private final Findings findings;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, String> step = new LinkedHashMap<>();
  private final Map<String, ImportedMember> members = new LinkedHashMap<>();
  private boolean strategyRead;

  QueueBuilder(Place place, String name, String group, String title, Findings findings) {
    this.place = place;
    this.name = name;
    this.group = group;
    this.title = title;
    this.findings = findings;
    findings.taken(place, "[" + name + "]", "skill group " + group);
  }

  /** Of a key that comes twice the later one counts, but of {@code strategy} the first. */
  void line(ConfLine line) {
    boolean strategy = line.key().equalsIgnoreCase("strategy");
    if (strategy && strategyRead) {
      findings.ignored(line.place(), line.shown(), "the first 'strategy' counts, in Asterisk too");
      return;
    }
    strategyRead |= strategy;
    if (line.key().toLowerCase(Locale.ROOT).equals("member")) {
      member(line);
      return;
    }
    switch (QueueRules.of(line.key(), line.value())) {
      case Mapping.GroupKey(String key, String value) -> {
        keys.put(key, value);
        findings.taken(line.place(), line.shown(), key + ": " + value);
      }
      case Mapping.StepKey(String key, String value) -> {
        step.put(key, value);
        findings.taken(
            line.place(), line.shown(), "in the flow's queue step: " + QueueStep.said(key, value));
      }
      case Mapping.Lacking(String why) -> findings.lacking(line.place(), line.shown(), why);
      case Mapping.Ignored(String why) -> findings.ignored(line.place(), line.shown(), why);
    }
  }

  private void member(ConfLine line) {
    switch (MemberLine.read(line.place(), line.value())) {
      case MemberLine.Reading.Member(ImportedMember member, var besides) -> {
        members.put(member.id(), member);
        besides.forEach(why -> findings.lacking(line.place(), line.shown(), why));
      }
      case MemberLine.Reading.Nobody(String why) ->
          findings.lacking(line.place(), line.shown(), why);
    }
  }

  ImportedQueue build() {
    ImportedQueue queue =
        new ImportedQueue(
            place, name, group, title, keys, step, members.values().stream().toList());
    if (queue.levels().values().stream().distinct().count() > 1) {
      findings.lacking(
          place,
          "[" + name + "] with penalties",
          "strategy: most-skilled stands for them: a free operator of a higher level is always"
              + " rung first; among equals the longest idle, whatever 'strategy' said");
      keys.put("strategy", "most-skilled");
      queue = new ImportedQueue(place, name, group, title, keys, step, queue.members());
    }
    Map<String, Integer> levels = queue.levels();
    for (ImportedMember member : queue.members()) {
      findings.taken(
          member.place(),
          "member " + member.id(),
          "operator %s, %s: %d".formatted(member.id(), group, levels.get(member.id())));
    }
    if (members.isEmpty()) {
      findings.lacking(
          place,
          "[" + name + "] without members",
          "nobody joins a group by dialling: give operators of operators.yaml the skill "
              + group
              + "; until then 'check' refuses it");
    }
    return queue;
  }
}
