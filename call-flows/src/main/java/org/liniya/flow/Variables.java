package org.liniya.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.flow.value.Fields;
import org.liniya.flow.value.Known;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Variable;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code variables}. Stateless. */
final class Variables {

  private static final List<String> TYPES =
      List.of("text", "whole", "yes-no", "span", "moment", "one-of");

  private Variables() {}

  static Map<String, Variable> read(Section root, Known known, Problems problems) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    Optional<Section> table = root.section("variables");
    if (table.isEmpty()) {
      return variables;
    }
    for (Yaml.Text name : table.get().keys()) {
      if (!name.value().matches("[a-z_]+")) {
        problems.add(
            name.place(),
            "'" + name.value() + "' is no name for a variable",
            "Use small letters and _");
        table.get().value(name.value());
        continue;
      }
      if (Fields.STRUCTS.contains(name.value())) {
        problems.add(
            name.place(),
            "'" + name.value() + "' is known to every flow already",
            "Choose another name");
        table.get().value(name.value());
        continue;
      }
      variable(name, table.get(), known, problems)
          .ifPresent(variable -> variables.put(name.value(), variable));
    }
    return variables;
  }

  private static Optional<Variable> variable(
      Yaml.Text name, Section table, Known known, Problems problems) {
    Optional<Yaml> value = table.value(name.value());
    if (value.isPresent() && value.get() instanceof Yaml.Text word) {
      return simple(word, problems).map(type -> variable(name, type));
    }
    return table.section(name.value()).flatMap(s -> declared(name, s, known, problems));
  }

  private static Optional<Variable> declared(
      Yaml.Text name, Section section, Known known, Problems problems) {
    Optional<Type> type =
        whole(section, problems)
            .or(() -> oneOf(section, known, problems))
            .or(() -> section.scalar("type").flatMap(t -> simple(t, problems)));
    if (type.isEmpty()
        && section.keys().stream()
            .noneMatch(k -> List.of("type", "whole", "one-of").contains(k.value()))) {
      problems.add(
          section.place(),
          "the variable '" + name.value() + "' has no type",
          "Give it one of: type, whole, one-of");
    }
    Optional<Yaml.Text> initial = section.scalar("default");
    Optional<Object> value = Optional.empty();
    if (initial.isPresent() && type.isPresent()) {
      value = type.get().literal(initial.get().value());
      if (value.isEmpty()) {
        problems.add(
            initial.get().place(),
            "the default of '"
                + name.value()
                + "' is "
                + type.get().what()
                + ", not '"
                + initial.get().value()
                + "'",
            type.get() instanceof Type.OneOf(_, List<String> words)
                ? DidYouMean.hint(initial.get().value(), words)
                : "");
      }
    }
    section.done();
    Optional<Object> given = value;
    return type.map(t -> new Variable(name.value(), t, given.orElse(t.blank()), name.place()));
  }

  private static Variable variable(Yaml.Text name, Type type) {
    return new Variable(name.value(), type, type.blank(), name.place());
  }

  private static Optional<Type> simple(Yaml.Text word, Problems problems) {
    return switch (word.value()) {
      case "text" -> Optional.of(Types.TEXT);
      case "whole" -> Optional.of(Types.WHOLE);
      case "yes-no" -> Optional.of(Types.YES_NO);
      case "span" -> Optional.of(Types.SPAN);
      case "moment" -> Optional.of(Types.MOMENT);
      default -> {
        problems.add(
            word.place(),
            "there is no type '" + word.value() + "'",
            DidYouMean.hint(word.value(), TYPES));
        yield Optional.empty();
      }
    };
  }

  private static Optional<Type> whole(Section section, Problems problems) {
    return section
        .scalar("whole")
        .map(
            text -> {
              if (text.value().matches("\\d{1,9}-\\d{1,9}")) {
                String[] limits = text.value().split("-", -1);
                long least = Long.parseLong(limits[0]);
                long most = Long.parseLong(limits[1]);
                if (least <= most) {
                  return new Type.Whole(least, most);
                }
              }
              problems.add(
                  text.place(),
                  "'whole' takes its limits, not '" + text.value() + "'",
                  "Write it as { whole: 1-5 }");
              return Types.WHOLE;
            });
  }

  private static Optional<Type> oneOf(Section section, Known known, Problems problems) {
    List<Yaml.Text> words = section.texts("one-of");
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (words.size() == 1) {
      Yaml.Text word = words.getFirst();
      if (!word.value().equals("skill-groups")) {
        problems.add(
            word.place(),
            "'one-of' takes skill-groups or a list of words, not '" + word.value() + "'",
            DidYouMean.hint(word.value(), List.of("skill-groups")));
      }
      return Optional.of(
          new Type.OneOf("skill group", known.skillGroups().stream().sorted().toList()));
    }
    return Optional.of(
        new Type.OneOf("word of its list", words.stream().map(Yaml.Text::value).toList()));
  }
}
