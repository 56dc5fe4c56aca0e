package org.liniya.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Always;
import org.liniya.flow.step.Keys;
import org.liniya.flow.step.Phrases;
import org.liniya.flow.step.Step;
import org.liniya.flow.step.StepReader;
import org.liniya.flow.value.Expressions;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Fields;
import org.liniya.flow.value.Known;
import org.liniya.flow.value.Variable;
import org.liniya.speak.Grammar;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/**
 * Reads a flow's file: the first fault of syntax, or all faults of meaning at once, each with its
 * place and a cure. For one file, on one thread.
 */
public final class FlowReader {

  private final String file;
  private final String content;
  private final SubFlows subFlows;
  private final Known known;
  private final Problems problems;

  private FlowReader(
      String file, String content, SubFlows subFlows, Known known, Problems problems) {
    this.file = file;
    this.content = content;
    this.subFlows = subFlows;
    this.known = known;
    this.problems = problems;
  }

  /** As the other {@code read}, of a folder without sub-flows. */
  public static Optional<Flow> read(String file, String content, Known known, Problems problems) {
    return read(file, content, SubFlows.NONE, known, problems);
  }

  /**
   * The flow; empty when the file has problems, which are then in {@code problems}.
   *
   * @param subFlows what its steps may run; their problems are told too
   */
  public static Optional<Flow> read(
      String file, String content, SubFlows subFlows, Known known, Problems problems) {
    Problems own = new Problems();
    Optional<Flow> flow = new FlowReader(file, content, subFlows, known, own).read();
    own.list().forEach(p -> problems.add(p.place(), p.text(), p.hint()));
    return own.isEmpty() ? flow : Optional.empty();
  }

  private Optional<Flow> read() {
    return YamlReader.read(file, content, problems)
        .filter(_ -> problems.isEmpty()) // a key written twice: what follows from it is noise
        .flatMap(root -> Section.root(root, problems))
        .map(this::flow);
  }

  private Flow flow(Section root) {
    String name = root.required("flow");
    root.text("description");
    List<Language> languages = languages(root);
    Answering answer = answer(root);
    Optional<String> notice = notice(root, languages);
    Map<String, Variable> variables = Variables.read(root, known, problems);
    Map<String, Field> fields =
        Fields.of(languages.stream().map(Language::tag).toList(), List.copyOf(known.skillGroups()));
    Expressions expressions = new Expressions(variables.values(), fields.values(), known, problems);
    StepReader reader = reader(root, expressions, variables, fields, languages);
    Always always = always(root, reader);
    Optional<Target> trouble = trouble(root, reader, languages);
    Optional<Yaml.Text> start = root.scalar("start");
    StepsReader stepsReader = new StepsReader(reader, name, always, subFlows, known, problems);
    Map<String, Step> steps = stepsReader.read(root);
    root.done();
    String first =
        start.map(Yaml.Text::value).orElse(steps.keySet().stream().findFirst().orElse(""));
    Flow flow =
        new Flow(
            name,
            version(content + stepsReader.subFlowsRead()),
            languages,
            answer,
            notice,
            first,
            variables.values(),
            fields.values(),
            always.keys(),
            trouble,
            steps);
    new FlowChecks(flow, start.map(Yaml.Text::place).orElse(root.place()), root, problems).check();
    return flow;
  }

  private List<Language> languages(Section root) {
    List<Language> read = new ArrayList<>();
    root.needs("languages");
    for (Yaml.Text tag : root.texts("languages")) {
      if (!tag.value().matches("[a-z]{2,3}")) {
        problems.add(
            tag.place(), "'" + tag.value() + "' is no language", "Write its tag, as ru or en");
        continue;
      }
      Language language = new Language(tag.value());
      if (!known.languages().contains(language)) {
        problems.add(
            tag.place(),
            "there are no prompts in the language '" + language + "'",
            "Add prompts/" + language + ".yaml");
      } else if (Grammar.find(language).isEmpty()) {
        problems.add(
            tag.place(),
            "numbers cannot be said in the language '" + language + "' yet",
            "Add a grammar of it; docs/prompts.md says how");
      } else {
        read.add(language);
      }
    }
    return read.isEmpty() ? List.of(Language.RU) : read;
  }

  private Answering answer(Section root) {
    Optional<Yaml> value = root.value("answer");
    switch (value.orElse(new Yaml.Nothing(root.place()))) {
      case Yaml.Table table -> {
        Section section = new Section(table, problems);
        Duration after = section.span("after", Duration.ofSeconds(1));
        section.done();
        return new Answering.After(after);
      }
      case Yaml.Text(Place place, String word, _) -> {
        if (word.equals("early-media")) {
          return new Answering.EarlyMedia();
        }
        if (!word.equals("at-once")) {
          problems.add(
              place,
              "'answer' is at-once, early-media or a time, not '" + word + "'",
              "Write 'answer: { after: 1s }'");
        }
        return Answering.AT_ONCE;
      }
      case Yaml.Items items ->
          problems.add(items.place(), "'answer' takes no list", "Write 'answer: { after: 1s }'");
      case Yaml.Nothing _ -> {}
    }
    return Answering.AT_ONCE;
  }

  private Optional<String> notice(Section root, List<Language> languages) {
    Optional<Section> recording = root.section("recording");
    Optional<String> from =
        recording.flatMap(
            section -> {
              section.needs("from");
              return section
                  .scalar("from")
                  .map(
                      text -> {
                        reader(root, languages).prompt(text);
                        return text.value();
                      });
            });
    recording.ifPresent(Section::done);
    return from;
  }

  private StepReader reader(Section section, List<Language> languages) {
    Expressions none = new Expressions(List.of(), List.of(), known, problems);
    return reader(section, none, Map.of(), Map.of(), languages);
  }

  private StepReader reader(
      Section section,
      Expressions expressions,
      Map<String, Variable> variables,
      Map<String, Field> fields,
      List<Language> languages) {
    return new StepReader(
        section,
        "",
        expressions,
        variables,
        fields,
        languages,
        known,
        Always.NONE,
        (_, _) -> Optional.empty(), // no step is read by it
        problems);
  }

  private Always always(Section root, StepReader reader) {
    Map<Key, Target> targets = new HashMap<>();
    Map<Key, Phrases> phrases = new HashMap<>();
    root.section("always")
        .ifPresent(
            section -> {
              section
                  .section("keys")
                  .ifPresent(
                      keys ->
                          keys.keys().forEach(k -> alwaysKey(reader, keys, k, targets, phrases)));
              section.done();
            });
    return new Always(targets, phrases);
  }

  private void alwaysKey(
      StepReader reader,
      Section keys,
      Yaml.Text name,
      Map<Key, Target> targets,
      Map<Key, Phrases> phrases) {
    Optional<Target> target = Optional.empty();
    Phrases said = Phrases.NONE;
    if (keys.value(name.value()).orElse(name) instanceof Yaml.Table table) {
      Section entry = new Section(table, problems);
      target = reader.requiredTarget(entry, "go");
      said = Phrases.read(reader, entry);
      entry.done();
    } else {
      target = keys.scalar(name.value()).flatMap(reader::target);
    }
    Optional<Key> key = Keys.read(name, problems);
    if (key.filter(Key.HASH::equals).isPresent()) {
      problems.add(
          name.place(), "'#' cannot be an always-key", "It ends entries; take another key");
    } else if (key.isPresent() && target.isPresent()) {
      targets.put(key.get(), target.get());
      phrases.put(key.get(), said);
    }
  }

  private Optional<Target> trouble(Section root, StepReader reader, List<Language> languages) {
    Optional<Target> trouble = root.scalar("trouble").flatMap(reader::target);
    if (trouble.isEmpty() && root.value("trouble").isEmpty()) {
      problems.add(
          root.place(),
          "the key 'trouble' is missing",
          "Name the step for callers when something of ours breaks");
    }
    if (trouble.isPresent() && !(trouble.get() instanceof Target.ToStep)) {
      problems.add(root.placeOf("trouble"), "'trouble' names a step", "");
    }
    for (String prompt : List.of("trouble", "limit-reached", "no-service", "position")) {
      languages.forEach(l -> reader.promptIn(l, prompt, root.place()));
    }
    return trouble;
  }

  private static String version(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
