package org.liniya.trial;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.liniya.flow.Flow;
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
  private final Names names;
  private final Problems problems;

  /**
   * What a test may name. Immutable.
   *
   * @param prompts that can be heard, in any language
   * @param services that {@code http} steps may ask
   */
  public record Names(
      Map<String, Flow> flows, Set<String> groups, Set<String> prompts, Set<String> services) {
    public Names {
      flows = Map.copyOf(flows);
      groups = Set.copyOf(groups);
      prompts = Set.copyOf(prompts);
      services = Set.copyOf(services);
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

  private Optional<FlowTest> test(String file, Section root) {
    String name = root.required("test");
    if (name.length() > LONGEST_NAME) {
      problems.add(
          root.placeOf("test"), "the name is longer than " + LONGEST_NAME + " characters", "");
    }
    root.needs("flow");
    Optional<Flow> flow =
        root.scalar("flow").flatMap(word -> known(word, names.flows(), "flow", problems));
    Given given = new GivenReader(names, problems).read(root.section("given"));
    root.needs("script");
    List<FlowTest.Line> script =
        root.value("script")
            .map(new ScriptReader(names.prompts(), problems)::read)
            .orElse(List.of());
    List<Expectation> expected =
        root.section("expect")
            .map(new ExpectationReader(names, flow, problems)::read)
            .orElse(List.of());
    root.done();
    return flow.map(f -> new FlowTest(file, name, f, given, script, expected));
  }

  static boolean isGroup(Yaml.Text word, Set<String> groups, Problems problems) {
    if (!groups.contains(word.value())) {
      unknown(word.place(), "skill group", word.value(), groups, problems);
    }
    return groups.contains(word.value());
  }

  static <T> Optional<T> known(Yaml.Text word, Map<String, T> all, String what, Problems problems) {
    Optional<T> found = Optional.ofNullable(all.get(word.value()));
    if (found.isEmpty()) {
      unknown(word.place(), what, word.value(), all.keySet(), problems);
    }
    return found;
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
