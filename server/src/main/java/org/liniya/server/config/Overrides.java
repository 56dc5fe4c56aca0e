package org.liniya.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;

/**
 * Lays the keys of {@code --set sip.port=5062} over a file, before it is read by type: so a wrong
 * value or an unknown key given on the command line is reported like one in the file. Stateless.
 */
final class Overrides {

  private Overrides() {}

  static Yaml lay(Map<String, String> sets, Yaml root, Problems problems) {
    Yaml laid = root;
    for (Map.Entry<String, String> set : sets.entrySet()) {
      Place place = Place.start("--set " + set.getKey());
      List<String> path = List.of(set.getKey().split("\\.", -1));
      if (path.stream().anyMatch(String::isEmpty)) {
        problems.add(place, "this names no key", "Write it like --set sip.port=5062");
        continue;
      }
      laid = replace(laid, path, new Yaml.Text(place, set.getValue(), true));
    }
    return laid;
  }

  private static Yaml replace(Yaml value, List<String> path, Yaml.Text text) {
    if (path.isEmpty()) {
      return text;
    }
    // What is no table gives way to one: the command line has the last word.
    List<Yaml.Entry> entries =
        new ArrayList<>(value instanceof Yaml.Table table ? table.entries() : List.of());
    String key = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    Optional<Yaml.Entry> old =
        entries.stream().filter(e -> e.key().value().equals(key)).findFirst();
    if (old.isPresent()) {
      Yaml.Entry entry = old.get();
      entries.set(
          entries.indexOf(entry), new Yaml.Entry(entry.key(), replace(entry.value(), rest, text)));
    } else {
      Yaml.Text name = new Yaml.Text(text.place(), key, false);
      entries.add(new Yaml.Entry(name, replace(new Yaml.Nothing(text.place()), rest, text)));
    }
    return new Yaml.Table(value.place(), entries);
  }
}
