package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.Language;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Expressions;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Known;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Value;
import org.liniya.flow.value.Variable;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * What every kind of step needs while it is read: its table, the flow's variables, and what else is
 * configured. For the thread that reads a flow.
 *
 * @param id the step's name, as {@link Step#id}
 */
public record StepReader(
    Section step,
    String id,
    Expressions expressions,
    Map<String, Variable> variables,
    Map<String, Field> fields,
    List<Language> languages,
    Known known,
    Always always,
    Runs runs,
    Problems problems) {

  public static final String NOT_YET = "is not yet in this version";

  /** The same for a step. */
  public StepReader at(String id, Section step) {
    return new StepReader(
        step, id, expressions, variables, fields, languages, known, always, runs, problems);
  }

  StepReader withFields(Map<String, Field> others) {
    return new StepReader(
        step, id, expressions, variables, others, languages, known, always, runs, problems);
  }

  /** The table under the step's main key. */
  Optional<Section> main(String kind) {
    return step.section(kind);
  }

  /** Where a key leads. */
  Optional<Target> target(Section section, String key) {
    return section.scalar(key).flatMap(this::target);
  }

  /** Where a word leads; whether such a step exists is checked when all steps are known. */
  public Optional<Target> target(Yaml.Text text) {
    return switch (text.value()) {
      case "repeat" -> Optional.of(new Target.Repeat());
      case "back" -> Optional.of(new Target.Back());
      case "top" -> Optional.of(new Target.Top());
      case "hangup" -> Optional.of(new Target.HangUp());
      case "return" -> {
        if (Step.scope(id).isEmpty()) {
          problems.add(
              text.place(),
              "'return' leads out of a sub-flow, and this is none",
              "Name a step, or write 'hangup'");
          yield Optional.empty();
        }
        yield Optional.of(new Target.ToStep(Step.scope(id) + Step.RETURN, text.place()));
      }
      default -> Optional.of(new Target.ToStep(Step.scope(id) + text.value(), text.place()));
    };
  }

  /** Where a key leads, which must be said. */
  public Optional<Target> requiredTarget(Section section, String key) {
    section.needs(key);
    return section.value(key).isEmpty() ? Optional.empty() : target(section, key);
  }

  /** The value of a key, in the type that the key asks for. */
  Optional<Value> value(Section section, String key, Type type) {
    return section.scalar(key).flatMap(t -> expressions.value(t, type, "'" + key + "'"));
  }

  /** As {@link #value}, for what is spoken, stored in clear or sent: no secret may get there. */
  Optional<Value> openValue(Section section, String key, Type type) {
    Optional<Value> value = value(section, key, type);
    value
        .filter(Value::secret)
        .ifPresent(
            _ ->
                problems.add(
                    section.placeOf(key),
                    "'" + key + "' would give away a secret",
                    "Secret values (snils) are never spoken, stored in clear or sent"));
    return value;
  }

  /** A length of time with limits. */
  Duration spanWithin(Section section, String key, Duration usual, Duration from, Duration to) {
    Duration span = section.span(key, usual);
    if (span.compareTo(from) < 0 || span.compareTo(to) > 0) {
      problems.add(
          section.placeOf(key),
          "'" + key + "' is " + shown(from) + " to " + shown(to),
          "Write it as " + shown(usual));
    }
    return span;
  }

  private static String shown(Duration span) {
    if (span.toMillis() < 1_000) {
      return span.toMillis() + "ms";
    }
    return span.toSeconds() % 60 == 0 ? span.toMinutes() + "m" : span.toSeconds() + "s";
  }

  /** A prompt that must exist in every language of the flow. */
  public String prompt(Yaml.Text name) {
    languages.forEach(language -> promptIn(language, name.value(), name.place()));
    return name.value();
  }

  /** A prompt that must exist in one language. */
  public void promptIn(Language language, String name, Place place) {
    known.said(name, place);
    if (known.prompts(language).contains(name)) {
      return;
    }
    boolean elsewhere = languages.stream().anyMatch(other -> known.prompts(other).contains(name));
    problems.add(
        place,
        elsewhere
            ? "the prompt '" + name + "' is missing in the language '" + language + "'"
            : "there is no prompt '" + name + "'",
        elsewhere
            ? "Add it to prompts/" + language + ".yaml"
            : cure(name, known.prompts(language)));
  }

  private static String cure(String name, Set<String> prompts) {
    return name.contains(",")
        ? "Write several as a list: [" + name + "]"
        : DidYouMean.nearest(name, prompts)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Add it to the prompts of every language");
  }

  /** The prompts of a key: one or a list. */
  List<String> prompts(Section section, String key) {
    return section.texts(key).stream().map(this::prompt).toList();
  }

  /** Prompts that a step speaks by itself. */
  void needs(Place place, String... prompts) {
    for (String prompt : prompts) {
      languages.forEach(language -> promptIn(language, prompt, place));
    }
  }

  /** Reads {@code set: {variable: value}}. */
  List<Assignment> assignments(Section section, String key) {
    return assignments(section, key, expressions);
  }

  /**
   * As {@link #assignments(Section, String)}, with values of another flow.
   *
   * @param values reads them
   */
  List<Assignment> assignments(Section section, String key, Expressions values) {
    List<Assignment> read = new ArrayList<>();
    section
        .section(key)
        .ifPresent(
            table -> {
              for (Yaml.Text name : table.keys()) {
                Optional<Type> type = settable(name);
                table
                    .scalar(name.value())
                    .ifPresent(
                        text ->
                            type.flatMap(t -> values.value(text, t, "'" + name.value() + "'"))
                                .ifPresent(
                                    value -> {
                                      if (value.secret() && !secret(name.value())) {
                                        problems.add(
                                            text.place(),
                                            "'" + name.value() + "' would give away a secret",
                                            "A secret may be kept in a secret field only");
                                      }
                                      read.add(new Assignment(name.value(), value));
                                    }));
              }
            });
    return List.copyOf(read);
  }

  private boolean secret(String path) {
    Field field = fields.get(path);
    return field != null && field.secret();
  }

  /** The type of a variable or field that a flow may set; a problem when it may not. */
  Optional<Type> settable(Yaml.Text name) {
    String path = name.value();
    Variable variable = variables.get(path);
    if (variable != null) {
      return Optional.of(variable.type());
    }
    Field field = fields.get(path);
    if (field == null) {
      List<String> names =
          Stream.concat(
                  variables.keySet().stream(),
                  fields.values().stream().filter(Field::settable).map(Field::path))
              .collect(Collectors.toUnmodifiableList());
      problems.add(
          name.place(),
          "'" + path + "' is not a variable of this flow",
          DidYouMean.nearest(path, names)
              .map(near -> "Did you mean '" + near + "'?")
              .orElse("Declare it under 'variables'"));
      return Optional.empty();
    }
    if (!field.settable()) {
      problems.add(name.place(), "'" + path + "' is not for a flow to set", "It can only be read");
      return Optional.empty();
    }
    return Optional.of(field.type());
  }

  /** Refuses keys that the language has, but this version does not. */
  void later(Section section, String... keys) {
    for (String key : keys) {
      section
          .value(key)
          .ifPresent(
              _ -> problems.add(section.placeOfKey(key), "the key '" + key + "' " + NOT_YET, ""));
    }
  }
}
