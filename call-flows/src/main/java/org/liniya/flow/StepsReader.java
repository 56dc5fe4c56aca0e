package org.liniya.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Key;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Action;
import org.liniya.flow.step.Step;
import org.liniya.flow.step.StepKinds;
import org.liniya.flow.step.StepReader;
import org.liniya.flow.step.Unread;
import org.liniya.flow.value.Known;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads the steps of a flow: their names, what each of them does, and what comes after it. For one
 * file, on one thread.
 */
final class StepsReader {

  private final StepReader flow;
  private final Map<Key, Target> always;
  private final Known known;
  private final Problems problems;

  /**
   * @param flow what all steps of the flow may name
   * @param always the keys that lead somewhere from every step
   */
  StepsReader(StepReader flow, Map<Key, Target> always, Known known, Problems problems) {
    this.flow = flow;
    this.always = always;
    this.known = known;
    this.problems = problems;
  }

  /** The steps under {@code steps}, in their order; those with faults are left out or unread. */
  Map<String, Step> read(Section root) {
    Map<String, Step> steps = new LinkedHashMap<>();
    root.needs("steps");
    Optional<Section> table = root.section("steps");
    if (table.isEmpty()) {
      return steps;
    }
    List<Yaml.Text> names = table.get().keys();
    for (int i = 0; i < names.size(); i++) {
      Yaml.Text name = names.get(i);
      if (!name.value().matches("[a-z][a-z0-9-]*")) {
        problems.add(
            name.place(),
            "'" + name.value() + "' is no name for a step",
            "Use small letters, digits and dashes");
      }
      Optional<Target> below =
          i + 1 < names.size()
              ? Optional.of(new Target.ToStep(names.get(i + 1).value(), names.get(i + 1).place()))
              : Optional.empty();
      table
          .get()
          .section(name.value())
          .flatMap(section -> step(name, section, below))
          .ifPresent(step -> steps.put(name.value(), step));
    }
    return steps;
  }

  private Optional<Step> step(Yaml.Text name, Section section, Optional<Target> below) {
    StepReader reader =
        new StepReader(
            section,
            flow.expressions(),
            flow.variables(),
            flow.fields(),
            flow.languages(),
            known,
            always,
            problems);
    Optional<Yaml.Text> kind = kind(name, section);
    Optional<Target> next = section.scalar("next").flatMap(reader::target).or(() -> below);
    section.text("description");
    if (kind.isEmpty()) {
      return Optional.of(new Step(name.value(), name.place(), new Unread(), next));
    }
    Step step =
        new Step(
            name.value(),
            name.place(),
            StepKinds.read(kind.get().value(), reader).<Action>map(a -> a).orElse(new Unread()),
            next);
    section.done();
    return Optional.of(step);
  }

  /** The one main key of a step. */
  private Optional<Yaml.Text> kind(Yaml.Text name, Section section) {
    List<Yaml.Text> mains =
        section.keys().stream().filter(k -> StepKinds.words().contains(k.value())).toList();
    if (mains.size() == 1) {
      return Optional.of(mains.getFirst());
    }
    if (mains.size() > 1) {
      problems.add(
          mains.get(1).place(),
          "a step does one thing, and '" + mains.getFirst().value() + "' is it already",
          "Make '" + mains.get(1).value() + "' a step of its own");
      return Optional.empty();
    }
    Optional<Yaml.Text> later =
        section.keys().stream().filter(k -> StepKinds.LATER.contains(k.value())).findFirst();
    if (later.isPresent()) {
      problems.add(
          later.get().place(),
          "the step kind '" + later.get().value() + "' " + StepReader.NOT_YET,
          "");
      return Optional.empty();
    }
    Optional<Yaml.Text> near =
        section.keys().stream()
            .filter(k -> !k.value().equals("next") && !k.value().equals("description"))
            .filter(k -> DidYouMean.nearest(k.value(), StepKinds.words()).isPresent())
            .findFirst();
    problems.add(
        near.map(Yaml.Text::place).orElse(name.place()),
        near.map(k -> "there is no step kind '" + k.value() + "'")
            .orElse("the step '" + name.value() + "' does not say what to do"),
        near.map(k -> DidYouMean.hint(k.value(), StepKinds.words()))
            .orElse("Give it one of: " + String.join(", ", StepKinds.words())));
    return Optional.empty();
  }
}
