package org.liniya.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads what the services of {@code http} steps answer in a test. For one thread. */
final class AnswersReader {

  private static final int MOST_PATHS = 100;
  private static final String CURE =
      "Write its values as { member: value }, or one of: away, not-found";

  private final Set<String> services;
  private final Problems problems;

  AnswersReader(Set<String> services, Problems problems) {
    this.services = services;
    this.problems = problems;
  }

  /** By service, or by service and path. */
  Map<String, Given.Answer> read(Section in) {
    Map<String, Given.Answer> answers = new HashMap<>();
    for (Yaml.Text service : in.keys()) {
      if (!services.contains(service.value())) {
        FlowTestReader.unknown(service.place(), "service", service.value(), services, problems);
      }
      in.value(service.value()).ifPresent(v -> service(service.value(), v, answers));
    }
    return answers;
  }

  private void service(String name, Yaml value, Map<String, Given.Answer> answers) {
    if (!(value instanceof Yaml.Table table)
        || table.entries().stream().noneMatch(e -> isPath(e.key()))) {
      answer(value).ifPresent(answer -> answers.put(name, answer));
      return;
    }
    if (table.entries().size() > MOST_PATHS) {
      problems.add(table.place(), "there are more than " + MOST_PATHS + " paths", "");
      return;
    }
    for (Yaml.Entry entry : table.entries()) {
      if (isPath(entry.key())) {
        answer(entry.value()).ifPresent(a -> answers.put(name + entry.key().value(), a));
      } else {
        problems.add(
            entry.key().place(),
            "'" + entry.key().value() + "' stands among paths and is none",
            "Begin it with '/', or give the values of every path under it");
      }
    }
  }

  private static boolean isPath(Yaml.Text key) {
    return key.value().startsWith("/");
  }

  private Optional<Given.Answer> answer(Yaml value) {
    return switch (value) {
      case Yaml.Table table -> {
        Map<String, String> values = new HashMap<>();
        values(table, "", values);
        yield Optional.of(new Given.Answer.Values(values));
      }
      case Yaml.Text(_, String word, _) when word.equals("not-found") ->
          Optional.of(new Given.Answer.NotFound());
      case Yaml.Text(_, String word, _) when word.equals("away") ->
          Optional.of(new Given.Answer.Away());
      case Yaml.Text text -> {
        problems.add(
            text.place(),
            "a service does not answer '" + text.value() + "'",
            DidYouMean.nearest(text.value(), List.of("away", "not-found"))
                .map(near -> "Did you mean '" + near + "'?")
                .orElse(CURE));
        yield Optional.empty();
      }
      case Yaml.Items _, Yaml.Nothing _ -> {
        problems.add(value.place(), "a service does not answer " + value.what(), CURE);
        yield Optional.empty();
      }
    };
  }

  /** Tables within tables are what points are in the names of members. */
  private void values(Yaml.Table table, String prefix, Map<String, String> values) {
    for (Yaml.Entry entry : table.entries()) {
      String member = prefix + entry.key().value();
      switch (entry.value()) {
        case Yaml.Text text -> values.put(member, text.value());
        case Yaml.Table inner -> values(inner, member + ".", values);
        case Yaml.Items _, Yaml.Nothing _ ->
            problems.add(
                entry.value().place(),
                "the member '" + member + "' is a text, not " + entry.value().what(),
                "A flow can read texts, numbers and yes-no only");
      }
    }
  }
}
