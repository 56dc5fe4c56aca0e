package org.liniya.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads one YAML file into {@link Yaml}, in bounded memory and time whatever the input. Stateless.
 */
public final class YamlReader {

  static final int MOST_CHARACTERS = 1_000_000;

  private YamlReader() {}

  /**
   * The content of a file; empty when it cannot be read at all, and then {@code problems} says why.
   */
  public static Optional<Yaml> read(String file, String content, Problems problems) {
    if (content.length() > MOST_CHARACTERS) {
      problems.add(
          Place.start(file),
          "the file is too long (" + content.length() + " characters)",
          "At most " + MOST_CHARACTERS + " are read; split it into several files");
      return Optional.empty();
    }
    try {
      Optional<Node> root = tree(file, content);
      if (root.isEmpty()) {
        problems.add(Place.start(file), "the file is empty", "Remove it or write its keys");
        return Optional.empty();
      }
      return Optional.of(convert(file, root.get(), problems));
    } catch (GuardedParser.Refused refused) {
      Problem problem = refused.problem();
      problems.add(problem.place(), problem.text(), problem.hint());
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(m -> place(file, m)).orElse(Place.start(file));
      problems.add(place, "this is not YAML: " + e.getProblem(), hintFor(content, place));
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(Place.start(file), "this is not YAML: " + e.getMessage(), "");
      return Optional.empty();
    }
  }

  /** Every scalar stays a text: what it means is the reader's matter, so no schema is asked. */
  private static Optional<Node> tree(String file, String content) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setSchema(new FailsafeSchema()).build();
    ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, content));
    return new Composer(settings, new GuardedParser(file, parser)).getSingleNode();
  }

  private static Yaml convert(String file, Node node, Problems problems) {
    Place place = node.getStartMark().map(m -> place(file, m)).orElse(Place.start(file));
    return switch (node) {
      case ScalarNode scalar
          when scalar.getValue().isEmpty() && scalar.getScalarStyle() == ScalarStyle.PLAIN ->
          new Yaml.Nothing(place);
      case ScalarNode scalar -> text(place, scalar);
      case SequenceNode sequence -> {
        List<Yaml> values = new ArrayList<>();
        sequence.getValue().forEach(v -> values.add(convert(file, v, problems)));
        yield new Yaml.Items(place, values);
      }
      case MappingNode mapping -> table(file, place, mapping, problems);
      default -> throw new IllegalStateException("no such node: " + node.getNodeType());
    };
  }

  private static Yaml.Table table(
      String file, Place place, MappingNode mapping, Problems problems) {
    List<Yaml.Entry> entries = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place keyPlace = tuple.getKeyNode().getStartMark().map(m -> place(file, m)).orElse(place);
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(keyPlace, "a key must be a text", GuardedParser.EXPRESSION_HINT);
        continue;
      }
      Place before = seen.putIfAbsent(key.getValue(), keyPlace);
      if (before != null) {
        problems.add(
            keyPlace,
            "the key '" + key.getValue() + "' is written twice",
            "It already stands in line " + before.line() + "; keep one of them");
        continue;
      }
      entries.add(
          new Yaml.Entry(text(keyPlace, key), convert(file, tuple.getValueNode(), problems)));
    }
    return new Yaml.Table(place, entries);
  }

  private static Yaml.Text text(Place place, ScalarNode scalar) {
    return new Yaml.Text(place, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
  }

  static Place place(String file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String hintFor(String content, Place place) {
    String line = content.lines().skip(place.line() - 1L).findFirst().orElse("");
    if (line.contains("\t")) {
      return "Indent with spaces, not with tabs";
    }
    if (line.contains("=") || line.contains("if:") || line.contains("!") || line.contains("? :")) {
      return GuardedParser.EXPRESSION_HINT;
    }
    return "Look at the indentation, the colons and the quotes of this line and the one above";
  }
}
