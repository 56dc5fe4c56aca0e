package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.acd.SkillGroup;
import org.liniya.call.Language;
import org.liniya.flow.Flow;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.TextFile;
import org.liniya.server.service.Service;
import org.liniya.trial.Coverage;
import org.liniya.trial.FlowTest;
import org.liniya.trial.FlowTestReader;
import org.liniya.trial.Given;
import org.liniya.trial.Play;
import org.liniya.trial.Screen;
import org.liniya.trial.Surroundings;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.slf4j.MDC;

/**
 * The tests that stand beside the flows of a line, {@code flows/tests/*.yaml}. Immutable; runs them
 * on the thread that calls, milliseconds each, and touches nothing of a running server.
 */
public record LineTests(Line line) {

  private static final int MOST_FILES = 1_000;

  /** The files of the configuration's own tests, by name; none without the folder. */
  public List<Path> files(Problems problems) {
    Path folder = line.configuration().flows().resolve("tests");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (found.size() <= MOST_FILES) {
        return found;
      }
      problems.add(
          Place.start(folder.toString()), "there are more than " + MOST_FILES + " tests", "");
    } catch (IOException e) {
      problems.add(
          Place.start(folder.toString()),
          "the folder cannot be read",
          "Look at its owner and its permissions");
    }
    return List.of();
  }

  /** Those of the files that are right; what is wrong goes to {@code problems}. */
  public List<FlowTest> read(List<Path> files, Problems problems) {
    Set<String> prompts = new TreeSet<>();
    prompts().values().forEach(prompts::addAll);
    FlowTestReader.Names names =
        new FlowTestReader.Names(
            line.flows(),
            line.configuration().skillGroups().stream()
                .map(SkillGroup::name)
                .collect(Collectors.toUnmodifiableSet()),
            prompts,
            line.configuration().services().stream()
                .map(Service::name)
                .collect(Collectors.toUnmodifiableSet()));
    List<FlowTest> tests = new ArrayList<>();
    for (Path file : files) {
      TextFile.read(file, problems)
          .flatMap(text -> FlowTestReader.read(file.toString(), text, names, problems))
          .ifPresent(tests::add);
    }
    return tests;
  }

  /** Runs them, in this order. */
  public List<FlowTest.Verdict> run(List<FlowTest> tests) {
    Surroundings surroundings = surroundings();
    // logback.xml keeps what a trial logs out of the log: "call ended" there is to be a call
    try (MDC.MDCCloseable _ = MDC.putCloseable("trial", "yes")) {
      return tests.stream().map(test -> test.run(surroundings)).toList();
    }
  }

  /** Lets a person be the caller of a flow. */
  public void play(Flow flow, Given given, Screen screen) {
    try (MDC.MDCCloseable _ = MDC.putCloseable("trial", "yes")) {
      Play.run(flow, surroundings(), given, line.prompts(), screen);
    }
  }

  private Surroundings surroundings() {
    Configuration configuration = line.configuration();
    return new Surroundings(
        Settings.calendars(configuration.calendars()),
        prompts(),
        configuration.tickets(),
        Settings.lastResort(configuration.skillGroups()));
  }

  /** Reads and runs all of them; a test that fails is a problem like any other. */
  void check(Problems problems) {
    run(read(files(problems), problems)).stream()
        .flatMap(verdict -> verdict.failures().stream())
        .forEach(failure -> problems.add(failure.place(), failure.text(), failure.hint()));
  }

  /** What the tests have passed of each flow, by the flow's name. */
  public List<Coverage> coverage(List<FlowTest.Verdict> verdicts) {
    return line.flows().values().stream()
        .map(
            flow ->
                Coverage.of(
                    flow,
                    verdicts.stream()
                        .filter(verdict -> verdict.test().flow().name().equals(flow.name()))
                        .map(FlowTest.Verdict::result)
                        .toList()))
        .sorted(Comparator.comparing(Coverage::flow))
        .toList();
  }

  private Map<Language, Set<String>> prompts() {
    Map<Language, Set<String>> prompts = new HashMap<>();
    line.prompts().languages().forEach(l -> prompts.put(l, line.prompts().names(l)));
    return prompts;
  }
}
