package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.flow.ask.AskKinds;
import org.liniya.flow.schema.FlowCatalogue;
import org.liniya.flow.schema.Key;
import org.liniya.flow.schema.Shape;
import org.liniya.flow.schema.StepCatalogue;
import org.liniya.flow.step.StepKinds;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/** The catalogue, the readers and the reference name the same keys. */
class CatalogueTest {

  private static final String NOBODYS = "zzqqzzqqzz";
  private static final Pattern ASKED_FOR =
      Pattern.compile("the key '" + NOBODYS + "' is not known here\\. Known here: (.*)");
  private static final Pattern SECTION = Pattern.compile("(?ms)^### (.+?)$(.*?)(?=^##)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[a-z.-]+`(?:, )?)+) \\|");

  static Stream<StepCatalogue.Kind> kinds() {
    return StepCatalogue.all().stream();
  }

  @Test
  void everyKindIsInTheCatalogue() {
    assertThat(kinds().map(StepCatalogue.Kind::word))
        .containsExactlyInAnyOrderElementsOf(StepKinds.words());
  }

  /** Readers say what they know when they meet a key that they do not. */
  @ParameterizedTest
  @MethodSource("kinds")
  void theReaderAsksForTheKeysOfTheCatalogue(StepCatalogue.Kind kind) {
    Map<String, Set<String>> asked = new HashMap<>();
    FlowReferenceTest.steps()
        .filter(step -> step.startsWith(kind.word() + ":"))
        .forEach(step -> probe(kind, step, asked));
    Map<String, Set<String>> declared = declared(kind);

    declared.keySet().retainAll(asked.keySet()); // what no example writes cannot be asked
    assertThat(asked).isEqualTo(declared).containsKey("");
  }

  private static Map<String, Set<String>> declared(StepCatalogue.Kind kind) {
    Map<String, Set<String>> declared = new HashMap<>();
    keys(step(kind), "", declared);
    return declared;
  }

  private static Shape.Table step(StepCatalogue.Kind kind) {
    List<Key> keys = new ArrayList<>(kind.beside());
    keys.addAll(StepCatalogue.COMMON);
    keys.add(new Key(kind.word(), kind.main(), true, "", ""));
    return new Shape.Table(keys);
  }

  private static void keys(Shape shape, String path, Map<String, Set<String>> found) {
    switch (shape) {
      case Shape.Table(List<Key> keys) -> {
        Set<String> here = found.computeIfAbsent(path, _ -> new TreeSet<>());
        keys.forEach(key -> here.add(key.name()));
        keys.forEach(key -> keys(key.shape(), path + "/" + key.name(), found));
      }
      case Shape.TableOf(_, Shape each) -> keys(each, path + "/*", found);
      case Shape.OneOrMore(Shape each) -> keys(each, path + "/-", found);
      case Shape.ListOf(Shape each) -> keys(each, path + "/-", found);
      case Shape.Either(List<Shape> shapes) -> shapes.forEach(s -> keys(s, path, found));
      case Shape.Text _, Shape.Words _, Shape.Whole _, Shape.StepOf _ -> {}
    }
  }

  /** Puts a key that nobody knows into each table of the example that the catalogue knows. */
  private static void probe(StepCatalogue.Kind kind, String step, Map<String, Set<String>> asked) {
    Yaml root = YamlReader.read("f", step, new Problems()).orElseThrow();
    Map<String, Set<String>> declared = declared(kind);
    for (String path : declared.keySet()) {
      for (Yaml probe : with(root, path, table -> plus(table, NOBODYS))) {
        known(probe)
            .ifPresent(
                known -> {
                  known.removeIf(
                      key -> !declared.get(path).contains(key) && isLater(root, path, key));
                  asked.computeIfAbsent(path, _ -> new TreeSet<>()).addAll(known);
                });
      }
    }
  }

  private static boolean isLater(Yaml root, String path, String key) {
    return with(root, path, table -> plus(table, key)).stream()
        .flatMap(CatalogueTest::problems)
        .anyMatch(p -> p.contains("'" + key + "' is not yet in this version"));
  }

  private static Yaml plus(Yaml.Table table, String key) {
    List<Yaml.Entry> entries = new ArrayList<>(table.entries());
    Yaml.Text name = new Yaml.Text(table.place(), key, true);
    entries.add(new Yaml.Entry(name, new Yaml.Text(table.place(), "x", true)));
    return new Yaml.Table(table.place(), entries);
  }

  private static Optional<Set<String>> known(Yaml step) {
    return problems(step)
        .map(ASKED_FOR::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(found -> new TreeSet<>(Arrays.asList(found.group(1).split(", "))));
  }

  private static Stream<String> problems(Yaml step) {
    return FlowReferenceTest.problems(FlowReferenceTest.around(Json.quoted(step) + "\n")).stream();
  }

  /** The tree with one of the tables at the path changed, for each of them. */
  private static List<Yaml> with(Yaml node, String path, Function<Yaml.Table, Yaml> change) {
    if (path.isEmpty()) {
      return node instanceof Yaml.Table table ? List.of(change.apply(table)) : List.of();
    }
    int end = path.indexOf('/', 1);
    String key = path.substring(1, end < 0 ? path.length() : end);
    String rest = end < 0 ? "" : path.substring(end);
    List<Yaml> changed = new ArrayList<>();
    if (node instanceof Yaml.Table table) {
      for (int i = 0; i < table.entries().size(); i++) {
        Yaml.Entry entry = table.entries().get(i);
        if (key.equals("*") || key.equals(entry.key().value())) {
          for (Yaml inner : with(entry.value(), rest, change)) {
            List<Yaml.Entry> entries = new ArrayList<>(table.entries());
            entries.set(i, new Yaml.Entry(entry.key(), inner));
            changed.add(new Yaml.Table(table.place(), entries));
          }
        }
      }
    } else if (node instanceof Yaml.Items items && key.equals("-")) {
      for (int i = 0; i < items.values().size(); i++) {
        for (Yaml inner : with(items.values().get(i), rest, change)) {
          List<Yaml> values = new ArrayList<>(items.values());
          values.set(i, inner);
          changed.add(new Yaml.Items(items.place(), values));
        }
      }
    }
    return changed;
  }

  /** Every key of the catalogue stands in the section of its kind, and no row tells of another. */
  @ParameterizedTest
  @MethodSource("kinds")
  void theReferenceTellsOfTheKeysOfTheCatalogue(StepCatalogue.Kind kind) {
    List<MatchResult> sections =
        SECTION
            .matcher(Config.text(Config.ROOT.resolve("docs/flow-reference.md")))
            .results()
            .filter(s -> Arrays.asList(s.group(1).split(", ")).contains(kind.word()))
            .toList();
    assertThat(sections).as(kind.word()).isNotEmpty();
    String text = String.join("\n", sections.stream().map(s -> s.group(2)).toList());
    Set<String> declared = new TreeSet<>();
    declared(kind).values().forEach(declared::addAll);
    Set<String> rows = new TreeSet<>();
    ROW.matcher(sections.getLast().group(2))
        .results()
        .flatMap(row -> Arrays.stream(row.group(1).split(", ")))
        .map(key -> key.replaceAll("`|.*\\.", ""))
        .filter(key -> !key.matches("|" + String.join("|", AskKinds.words())))
        .forEach(rows::add);

    assertThat(declared).containsAll(rows);
    declared.removeAll(StepCatalogue.COMMON.stream().map(Key::name).toList());
    assertThat(declared)
        .allSatisfy(key -> assertThat(text).containsPattern("(`|[{ ,.\\n])" + key + "(`|:|=)"));
  }

  @Test
  void theReferenceTellsOfTheKeysOfAFile() {
    String page = Config.text(Config.ROOT.resolve("docs/flow-reference.md"));
    assertThat(FlowCatalogue.FLOW.keys())
        .allSatisfy(key -> assertThat(page).contains("\n| `" + key.name() + "` | "));
  }
}
