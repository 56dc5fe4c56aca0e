package org.liniya.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.liniya.call.Ending;
import org.liniya.flow.Flow;
import org.liniya.identity.IdentityLevel;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/**
 * Reads a test of a flow; every fault goes to the problems, with its place. For one thread, one
 * file.
 */
public final class FlowTestReader {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_VISITS = 200;
  private static final String NOT_YET = "is not yet in this version";

  private final Names names;
  private final Problems problems;

  /**
   * What a test may name. Immutable.
   *
   * @param prompts that can be heard, in any language
   */
  public record Names(Map<String, Flow> flows, Set<String> groups, Set<String> prompts) {
    public Names {
      flows = Map.copyOf(flows);
      groups = Set.copyOf(groups);
      prompts = Set.copyOf(prompts);
    }
  }

  private FlowTestReader(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The test in a file; empty exactly when this call found a problem. */
  public static Optional<FlowTest> read(
      String file, String content, Names names, Problems problems) {
    Problems own = new Problems();
    Optional<FlowTest> test =
        YamlReader.read(file, content, own)
            .flatMap(root -> Section.root(root, own))
            .flatMap(root -> new FlowTestReader(names, own).test(file, root));
    own.list().forEach(p -> problems.add(p.place(), p.text(), p.hint()));
    return own.isEmpty() ? test : Optional.empty();
  }

  static void later(Section section, String... keys) {
    for (String key : keys) {
      section
          .value(key)
          .ifPresent(
              _ ->
                  section
                      .problems()
                      .add(section.placeOfKey(key), "the key '" + key + "' " + NOT_YET, ""));
    }
  }

  private Optional<FlowTest> test(String file, Section root) {
    String name = root.required("test");
    if (name.length() > LONGEST_NAME) {
      problems.add(
          root.placeOf("test"), "the name is longer than " + LONGEST_NAME + " characters", "");
    }
    root.needs("flow");
    Optional<Flow> flow = root.scalar("flow").flatMap(word -> known(word, names.flows(), "flow"));
    Given given = new GivenReader(names.groups(), problems).read(root.section("given"));
    root.needs("script");
    List<FlowTest.Line> script =
        root.value("script")
            .map(new ScriptReader(names.prompts(), problems)::read)
            .orElse(List.of());
    List<Expectation> expected = new ArrayList<>();
    root.section("expect").ifPresent(section -> expected(section, flow, expected));
    root.done();
    return flow.map(f -> new FlowTest(file, name, f, given, script, expected));
  }

  private void expected(Section in, Optional<Flow> flow, List<Expectation> expected) {
    later(in, "reached");
    in.scalar("ended")
        .ifPresent(
            word ->
                word(word, Ending.values(), Ending::word)
                    .ifPresent(e -> expected.add(new Expectation.Ended(word.place(), e))));
    in.section("queued").ifPresent(queued -> queued(queued, expected));
    in.section("ticket").ifPresent(ticket -> ticket(ticket, expected));
    if (in.value("rating").isPresent()) {
      expected.add(new Expectation.Rated(in.placeOf("rating"), in.whole("rating", 1, 0, 9)));
    }
    visits(in.texts("visits"), flow, expected);
    in.done();
  }

  private void queued(Section in, List<Expectation> expected) {
    later(in, "head-start");
    in.scalar("skill-group")
        .filter(this::isGroup)
        .ifPresent(word -> expected.add(new Expectation.Queued(word.place(), word.value())));
    in.done();
  }

  private void ticket(Section in, List<Expectation> expected) {
    in.scalar("category")
        .filter(this::isGroup)
        .ifPresent(word -> expected.add(new Expectation.Category(word.place(), word.value())));
    in.scalar("identity")
        .ifPresent(
            word ->
                word(word, IdentityLevel.values(), IdentityLevel::word)
                    .ifPresent(l -> expected.add(new Expectation.Identified(word.place(), l))));
    in.done();
  }

  private void visits(List<Yaml.Text> steps, Optional<Flow> flow, List<Expectation> expected) {
    if (steps.size() > MOST_VISITS) {
      problems.add(steps.getFirst().place(), "there are more than " + MOST_VISITS + " steps", "");
      return;
    }
    List<String> before = new ArrayList<>();
    for (Yaml.Text step : steps) {
      if (flow.isEmpty() || known(step, flow.get().steps(), "step").isPresent()) {
        expected.add(new Expectation.Visits(step.place(), step.value(), before));
      }
      before.add(step.value());
    }
  }

  private boolean isGroup(Yaml.Text word) {
    return isGroup(word, names.groups(), problems);
  }

  static boolean isGroup(Yaml.Text word, Set<String> groups, Problems problems) {
    if (!groups.contains(word.value())) {
      unknown(word.place(), "skill group", word.value(), groups, problems);
    }
    return groups.contains(word.value());
  }

  private <T> Optional<T> known(Yaml.Text word, Map<String, T> all, String what) {
    Optional<T> found = Optional.ofNullable(all.get(word.value()));
    if (found.isEmpty()) {
      unknown(word.place(), what, word.value(), all.keySet(), problems);
    }
    return found;
  }

  private <T> Optional<T> word(Yaml.Text text, T[] all, Function<T, String> word) {
    return word(text, all, word, problems);
  }

  static <T> Optional<T> word(
      Yaml.Text text, T[] all, Function<T, String> word, Problems problems) {
    Optional<T> found =
        Arrays.stream(all).filter(one -> word.apply(one).equals(text.value())).findFirst();
    if (found.isEmpty()) {
      problems.add(
          text.place(),
          "'" + text.value() + "' is not known here",
          DidYouMean.hint(text.value(), Arrays.stream(all).map(word).toList()));
    }
    return found;
  }

  static void unknown(Place place, String what, String word, Set<String> known, Problems problems) {
    problems.add(place, "there is no " + what + " '" + word + "'", DidYouMean.hint(word, known));
  }
}
