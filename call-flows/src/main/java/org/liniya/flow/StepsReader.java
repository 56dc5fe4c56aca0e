package org.liniya.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Action;
import org.liniya.flow.step.Always;
import org.liniya.flow.step.Return;
import org.liniya.flow.step.Run;
import org.liniya.flow.step.Runs;
import org.liniya.flow.step.Step;
import org.liniya.flow.step.StepKinds;
import org.liniya.flow.step.StepReader;
import org.liniya.flow.step.Unread;
import org.liniya.flow.value.Expressions;
import org.liniya.flow.value.Known;
import org.liniya.flow.value.Variable;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads the steps of a flow: their names, what each of them does, and what comes after it. The
 * steps of a sub-flow are read in the place of the step that runs it. For one file, on one thread.
 */
final class StepsReader implements Runs {

  /** With the steps of all sub-flows: a few that run each other twice would be without end. */
  static final int MOST_STEPS = 2_000;

  static final int MOST_DEPTH = 16;

  private static final List<String> INHERITED =
      List.of("languages", "answer", "recording", "trouble", "always");
  private static final Set<String> RESERVED = Set.of("repeat", "back", "top", "return", "hangup");

  private final StepReader flow;
  private final SubFlows subFlows;
  private final Known known;
  private final Problems problems;

  /** The flow and the sub-flows that are being read, each run by the one before. */
  private final Deque<String> chain = new ArrayDeque<>();

  private final Map<String, String> contents = new LinkedHashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();

  /**
   * @param flow what all steps of the flow may name
   * @param always the keys that lead somewhere from every step
   * @param subFlows what steps may run
   */
  StepsReader(
      StepReader flow,
      String name,
      Always always,
      SubFlows subFlows,
      Known known,
      Problems problems) {
    this.flow =
        new StepReader(
            flow.step(),
            "",
            flow.expressions(),
            flow.variables(),
            flow.fields(),
            flow.languages(),
            known,
            always,
            this,
            problems);
    this.subFlows = subFlows;
    this.known = known;
    this.problems = problems;
    chain.add(name);
  }

  /** The steps under {@code steps}, in their order; those with faults are left out or unread. */
  Map<String, Step> read(Section root) {
    read(root, flow, "");
    return steps;
  }

  /** The contents of all files of sub-flows that were read. */
  String subFlowsRead() {
    return String.join("", contents.values());
  }

  private List<Yaml.Text> read(Section root, StepReader names, String scope) {
    root.needs("steps");
    Optional<Section> table = root.section("steps");
    List<Yaml.Text> ids = table.map(Section::keys).orElse(List.of());
    if (table.isPresent() && ids.isEmpty()) {
      problems.add(table.get().place(), "there are no steps here", "Add one, such as 'say'");
    }
    for (int i = 0; i < ids.size(); i++) {
      Yaml.Text name = ids.get(i);
      if (steps.size() >= MOST_STEPS) {
        tooMany(ids.subList(i, ids.size()), scope);
        break;
      }
      named(name);
      Optional<Target> below =
          i + 1 < ids.size()
              ? Optional.of(
                  new Target.ToStep(scope + ids.get(i + 1).value(), ids.get(i + 1).place()))
              : Optional.empty();
      table
          .flatMap(t -> t.section(name.value()))
          .ifPresent(section -> step(name, names.at(scope + name.value(), section), below));
    }
    return ids;
  }

  /** Those that are too many keep their names: a way to them is no fault of its own. */
  private void tooMany(List<Yaml.Text> rest, String scope) {
    problems.add(
        rest.getFirst().place(),
        "with its sub-flows this flow has more than " + MOST_STEPS + " steps",
        "A sub-flow counts wherever it is run; make several flows of it");
    for (Yaml.Text name : rest) {
      String id = scope + name.value();
      steps.put(id, new Step(id, name.place(), new Unread(), Optional.empty()));
    }
  }

  private void named(Yaml.Text name) {
    if (!name.value().matches("[a-z][a-z0-9-]*")) {
      problems.add(
          name.place(),
          "'" + name.value() + "' is no name for a step",
          "Use small letters, digits and dashes");
    }
    if (RESERVED.contains(name.value())) {
      problems.add(
          name.place(),
          "'" + name.value() + "' is no name for a step: as a target it has a meaning of its own",
          "Choose another name");
    }
  }

  private void step(Yaml.Text name, StepReader reader, Optional<Target> below) {
    Section section = reader.step();
    Optional<Yaml.Text> kind = kind(name, section);
    Optional<Target> next = section.scalar("next").flatMap(reader::target).or(() -> below);
    section.text("description");
    // it has its place before the steps of the sub-flow that it may run
    steps.put(reader.id(), new Step(reader.id(), name.place(), new Unread(), next));
    if (kind.isEmpty()) {
      return;
    }
    Action action =
        StepKinds.read(kind.get().value(), reader).<Action>map(a -> a).orElse(new Unread());
    steps.put(reader.id(), new Step(reader.id(), name.place(), action, next));
    if (action instanceof Run run) {
      String end = reader.id() + Step.IN + Step.RETURN;
      steps.put(end, new Step(end, name.place(), new Return(run.save()), next));
    }
    section.done();
  }

  @Override
  public Optional<SubFlowPart> read(StepReader by, Yaml.Text name) {
    Optional<SubFlows.SubFlow> sub = subFlows.find(name.value());
    if (sub.isEmpty()) {
      if (!subFlows.mayBeUnreadable()) {
        problems.add(
            name.place(), "there is no sub-flow '" + name.value() + "'", hint(name.value()));
      }
      return Optional.empty();
    }
    if (chain.contains(name.value())) {
      problems.add(
          name.place(),
          "the sub-flow '%s' runs itself: %s > %s"
              .formatted(name.value(), String.join(" > ", chain), name.value()),
          "A round is made of steps, by 'next' or 'go'");
      return Optional.empty();
    }
    if (steps.size() > MOST_STEPS || chain.size() > MOST_DEPTH) {
      problems.add(
          name.place(),
          "with its sub-flows this flow has more than %d steps, or more than %d run each other"
              .formatted(MOST_STEPS, MOST_DEPTH),
          "A sub-flow counts wherever it is run; run fewer");
      return Optional.empty();
    }
    chain.add(name.value());
    contents.put(name.value(), sub.get().content());
    Optional<SubFlowPart> part = read(by, new Section(sub.get().root(), problems));
    chain.removeLast();
    return part;
  }

  private String hint(String name) {
    return subFlows.names().isEmpty()
        ? "Put it into the folder of the flows, in a file that begins with 'sub-flow: " + name + "'"
        : DidYouMean.hint(name, subFlows.names());
  }

  private Optional<SubFlowPart> read(StepReader by, Section root) {
    root.text("sub-flow");
    root.text("description");
    Map<String, Variable> variables = Variables.read(root, known, problems);
    StepReader names =
        new StepReader(
            root,
            by.id() + Step.IN,
            new Expressions(variables.values(), flow.fields().values(), known, problems),
            variables,
            flow.fields(),
            flow.languages(),
            known,
            flow.always(),
            this,
            problems);
    for (String key : INHERITED) {
      if (root.value(key).isPresent()) {
        problems.add(
            root.placeOfKey(key),
            "a sub-flow has no '" + key + "' of its own",
            "It takes that of the flow that runs it; remove it");
      }
    }
    Optional<Yaml.Text> start = root.scalar("start");
    List<Yaml.Text> ids = read(root, names, names.id());
    root.done();
    return start
        .or(() -> ids.stream().findFirst())
        .map(id -> new Target.ToStep(names.id() + id.value(), id.place()))
        .map(first -> new SubFlowPart(first, List.copyOf(variables.values()), names));
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
