package org.liniya.flow;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/**
 * The sub-flows of a folder: the files that begin with {@code sub-flow} instead of {@code flow}.
 * Each is read in the place of every step that runs it (see {@link StepsReader}), so that the
 * checks of the flow hold across it. Immutable.
 */
public final class SubFlows {

  public static final SubFlows NONE = new SubFlows(Map.of(), Set.of(), true);

  private static final String KEY = "sub-flow";

  private final Map<String, SubFlow> byName;
  private final Set<String> files;
  private final boolean allReadable;

  /** A file that may be run by steps. */
  record SubFlow(Yaml.Text name, String content, Yaml.Table root) {}

  private SubFlows(Map<String, SubFlow> byName, Set<String> files, boolean allReadable) {
    this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    this.files = Set.copyOf(files);
    this.allReadable = allReadable;
  }

  /**
   * Finds them among the files of a folder.
   *
   * @param files contents by name of file
   */
  public static SubFlows among(Map<String, String> files, Problems problems) {
    Map<String, SubFlow> found = new LinkedHashMap<>();
    Set<String> sub = new HashSet<>();
    boolean allReadable = true;
    for (Map.Entry<String, String> file : files.entrySet()) {
      Problems own = new Problems();
      Optional<Yaml> root = YamlReader.read(file.getKey(), file.getValue(), own);
      own.list().forEach(p -> problems.add(p.place(), p.text(), p.hint()));
      allReadable &= own.isEmpty();
      if (root.isPresent() && root.get() instanceof Yaml.Table table) {
        Optional<Yaml.Text> name = name(table);
        if (name.isPresent()) {
          sub.add(file.getKey());
          add(found, name.get(), file.getValue(), table, problems);
        }
      }
    }
    return new SubFlows(found, sub, allReadable);
  }

  private static Optional<Yaml.Text> name(Yaml.Table table) {
    return table
        .entry(KEY)
        .map(
            entry ->
                entry.value() instanceof Yaml.Text text
                    ? text
                    : new Yaml.Text(entry.key().place(), "", false));
  }

  private static void add(
      Map<String, SubFlow> found,
      Yaml.Text name,
      String content,
      Yaml.Table root,
      Problems problems) {
    if (name.value().isEmpty()) {
      problems.add(name.place(), "a sub-flow needs a name", "Write 'sub-flow: NAME'");
    } else if (found.putIfAbsent(name.value(), new SubFlow(name, content, root)) != null) {
      problems.add(
          name.place(),
          "there is another sub-flow named '" + name.value() + "'",
          "Give one of them another name");
    }
  }

  /** Whether a file is a sub-flow, and no flow of its own. */
  public boolean contains(String file) {
    return files.contains(file);
  }

  Set<String> names() {
    return byName.keySet();
  }

  Optional<SubFlow> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether one that is not here may be in a file that could not be read. */
  boolean mayBeUnreadable() {
    return !allReadable;
  }

  /** Reports every sub-flow that none of the flows runs: what no call can reach is not checked. */
  public void reportUnused(Iterable<Flow> flows, Problems problems) {
    Map<String, SubFlow> unused = new LinkedHashMap<>(byName);
    flows.forEach(flow -> unused.keySet().removeAll(flow.runs()));
    for (SubFlow sub : unused.values()) {
      Place place = sub.name().place();
      problems.add(
          place,
          "no flow runs the sub-flow '" + sub.name().value() + "'",
          "Remove it, or run it by a step 'run: " + sub.name().value() + "'");
    }
  }
}
