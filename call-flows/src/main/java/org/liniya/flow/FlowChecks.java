package org.liniya.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Ask;
import org.liniya.flow.step.Callback;
import org.liniya.flow.step.Describe;
import org.liniya.flow.step.Exit;
import org.liniya.flow.step.Queue;
import org.liniya.flow.step.Return;
import org.liniya.flow.step.Say;
import org.liniya.flow.step.Step;
import org.liniya.flow.step.TicketFind;
import org.liniya.flow.step.TicketNote;
import org.liniya.flow.step.TicketOpen;
import org.liniya.flow.step.Transfer;
import org.liniya.flow.step.Unread;
import org.liniya.flow.step.Verify;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/**
 * What can be seen only when all steps are known: unknown and unreached steps, endless rounds, dead
 * ends for a caller who wants a person, and recording without notice. For one flow, on one thread.
 */
final class FlowChecks {

  private final Flow flow;
  private final Place startPlace;
  private final Section root;
  private final Problems problems;
  private final Map<String, List<Edge>> edges = new HashMap<>();

  private record Edge(String to, boolean byKey) {}

  FlowChecks(Flow flow, Place startPlace, Section root, Problems problems) {
    this.flow = flow;
    this.startPlace = startPlace;
    this.root = root;
    this.problems = problems;
  }

  void check() {
    int before = problems.list().size();
    if (!flow.steps().containsKey(flow.start()) && !flow.steps().isEmpty()) {
      unknown(flow.start(), startPlace);
      return;
    }
    flow.always().values().forEach(this::exists);
    flow.trouble().ifPresent(this::exists);
    flow.steps().values().forEach(this::connect);
    boolean unread = flow.steps().values().stream().anyMatch(s -> s.action() instanceof Unread);
    if (problems.list().size() > before || unread || flow.steps().isEmpty()) {
      return; // with a link missing, the rest would only repeat it
    }
    unreached();
    endlessRounds();
    if (flow.answer() instanceof Answering.EarlyMedia) {
      UnansweredCheck.check(flow, root, problems);
    } else {
      deadEnds();
      notesWithoutTicket();
      unannouncedRecording();
    }
  }

  private void connect(Step step) {
    List<Edge> from = new ArrayList<>();
    for (Exit exit : step.action().exits()) {
      exists(exit.target());
      to(exit.target(), step).ifPresent(id -> from.add(new Edge(id, exit.byKey())));
    }
    if (step.action().goesOn()) {
      step.next().ifPresent(this::exists);
      // what these lead on to was keyed in, or said
      boolean byKey =
          step.action() instanceof Ask
              || step.action() instanceof Describe
              || (step.action() instanceof Verify verify && verify.listens());
      step.next().flatMap(t -> to(t, step)).ifPresent(id -> from.add(new Edge(id, byKey)));
      if (step.next().isEmpty() && !(step.action() instanceof Unread)) {
        problems.add(
            step.place(),
            "nothing follows the step '" + step.id() + "'",
            "Add 'next: STEP', or a step with 'hangup: normal' below it");
      }
    }
    edges.put(step.id(), from);
  }

  /**
   * The step that a target names; {@code repeat} and {@code back} need a key and lead nowhere new.
   */
  private Optional<String> to(Target target, Step from) {
    return switch (target) {
      case Target.ToStep to -> Optional.of(to.step()).filter(flow.steps()::containsKey);
      case Target.Top _ -> Optional.of(flow.start());
      case Target.Repeat _ -> Optional.of(from.id());
      case Target.Back _, Target.HangUp _ -> Optional.empty();
    };
  }

  private void exists(Target target) {
    if (target instanceof Target.ToStep(String id, Place place) && !flow.steps().containsKey(id)) {
      unknown(id, place);
    }
  }

  private void unknown(String id, Place place) {
    String scope = Step.scope(id);
    List<String> siblings =
        flow.steps().keySet().stream()
            .filter(step -> Step.scope(step).equals(scope))
            .map(step -> step.substring(scope.length()))
            .toList();
    String name = id.substring(scope.length());
    problems.add(place, "there is no step '" + name + "'", DidYouMean.hint(name, siblings));
  }

  private void unreached() {
    Set<String> reached = reach(flow.start(), _ -> true);
    flow.trouble()
        .filter(Target.ToStep.class::isInstance)
        .ifPresent(t -> reached.addAll(reach(((Target.ToStep) t).step(), _ -> true)));
    flow.steps().values().stream()
        .filter(step -> !reached.contains(step.id()))
        .filter(step -> !(step.action() instanceof Return)) // a sub-flow may end the call itself
        .forEach(
            step ->
                problems.add(
                    step.place(),
                    "no way leads to the step '" + step.id() + "'",
                    "Remove it, or name it in a 'go' or 'next'"));
  }

  /** All steps that can be reached; ways do not go on beyond a step that {@code pass} refuses. */
  private Set<String> reach(String from, Predicate<Step> pass) {
    return follow(from, step -> pass.test(step) ? ways(step) : List.of());
  }

  private List<Edge> ways(Step step) {
    return edges.getOrDefault(step.id(), List.of());
  }

  private Set<String> follow(String from, Function<Step, List<Edge>> ways) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String id = open.remove();
      Step step = flow.steps().get(id);
      if (step != null && reached.add(id)) {
        ways.apply(step).forEach(edge -> open.add(edge.to()));
      }
    }
    return reached;
  }

  /** A round that a silent caller could walk for ever. */
  private void endlessRounds() {
    Set<String> done = new HashSet<>();
    for (String id : flow.steps().keySet()) {
      walk(id, new ArrayList<>(), done);
    }
  }

  private void walk(String id, List<String> path, Set<String> done) {
    int before = path.indexOf(id);
    if (before >= 0) {
      List<String> round = path.subList(before, path.size());
      Step first = flow.steps().get(round.getFirst());
      if (first != null) {
        problems.add(
            first.place(),
            "the round " + String.join(" > ", round) + " > " + id + " never ends without a key",
            "Let one of its steps lead out of it, to a person or to 'hangup'");
      }
      return;
    }
    if (!done.add(id)) {
      return;
    }
    path.add(id);
    for (Edge edge : edges.getOrDefault(id, List.of())) {
      if (!edge.byKey() && (path.contains(edge.to()) || !done.contains(edge.to()))) {
        walk(edge.to(), path, done);
      }
    }
    path.removeLast();
  }

  /** Every step that asks something must leave a way to a person. */
  private void deadEnds() {
    for (Step step : flow.steps().values()) {
      if (!step.action().listens()) {
        continue;
      }
      boolean person =
          reach(step.id(), _ -> true).stream()
              .anyMatch(
                  id -> isA(id, Queue.class) || isA(id, Callback.class) || isA(id, Transfer.class));
      if (!person) {
        problems.add(
            step.place(),
            "from the step '" + step.id() + "' no queue can be reached",
            "Give a way to a step with 'queue', such as an always-key 0");
      }
    }
  }

  /** What is to be written down must have a ticket, and nobody talks without one. */
  private void notesWithoutTicket() {
    for (String id : follow(flow.start(), this::waysWithoutTicket)) {
      if (isA(id, TicketNote.class) || isA(id, Transfer.class)) {
        problems.add(
            Objects.requireNonNull(flow.steps().get(id)).place(),
            "the step '" + id + "' can be reached without a ticket",
            "Lead every way to it through 'ticket: open' or 'ticket: find'");
      }
    }
  }

  private List<Edge> waysWithoutTicket(Step step) {
    return switch (step.action()) {
      case TicketOpen _, Queue _ -> List.of();
      case TicketFind find -> only(find.notFound(), step);
      case Callback callback -> only(callback.refused(), step);
      default -> ways(step);
    };
  }

  private List<Edge> only(Target target, Step from) {
    return to(target, from).map(id -> List.of(new Edge(id, false))).orElse(List.of());
  }

  /** Nobody may come to a question or a queue without having heard that the call is recorded. */
  private void unannouncedRecording() {
    if (flow.notice().isEmpty()) {
      unrecorded();
      return;
    }
    String notice = flow.notice().get();
    Set<String> unaware = reach(flow.start(), step -> !says(step, notice));
    boolean saidAnywhere = flow.steps().values().stream().anyMatch(s -> says(s, notice));
    if (!saidAnywhere) {
      problems.add(
          root.placeOf("recording"),
          "no step says the recording notice '" + notice + "'",
          "Say it before the first question, or remove 'recording'");
      return;
    }
    for (String id : unaware) {
      if (Stream.of(
              Ask.class, Verify.class, Describe.class, Callback.class, Queue.class, Transfer.class)
          .anyMatch(kind -> isA(id, kind))) {
        Step step = flow.steps().get(id);
        if (step != null) {
          problems.add(
              step.place(),
              "the step '" + id + "' can be reached without hearing '" + notice + "'",
              "Lead every way to it through a step that says the recording notice");
        }
      }
    }
  }

  /** What a caller says is kept in the recording of the call and nowhere else. */
  private void unrecorded() {
    flow.steps().values().stream()
        .filter(step -> step.action() instanceof Describe)
        .forEach(
            step ->
                problems.add(
                    step.place(),
                    "the step '" + step.id() + "' needs the call to be recorded",
                    "Add 'recording: { from: PROMPT }' to the flow, and say that prompt before"));
  }

  private boolean isA(String id, Class<?> action) {
    Step step = flow.steps().get(id);
    return step != null && action.isInstance(step.action());
  }

  private static boolean says(Step step, String prompt) {
    return step.action() instanceof Say say && say.says(prompt);
  }
}
