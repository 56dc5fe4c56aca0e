package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.PhoneNumber;
import org.liniya.callback.CallbackPlan;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowReader;
import org.liniya.flow.SubFlows;
import org.liniya.flow.value.Expressions;
import org.liniya.flow.value.Known;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.TextFile;
import org.liniya.sip.trunk.DialRule;
import org.liniya.speech.PromisedPrompts;
import org.liniya.speech.PromptCache;
import org.liniya.speech.PromptLibrary;
import org.liniya.speech.PromptProblem;
import org.liniya.speech.RenderedPrompts;
import org.liniya.speech.Rendering;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything an administrator has written, read and found good: what {@code check} checks is
 * exactly what {@code serve} starts with. Immutable.
 */
public record Line(Configuration configuration, PromptLibrary prompts, Map<String, Flow> flows) {

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** How long a sound of the cache is kept that nobody has asked for. */
  private static final Duration UNUSED = Duration.ofDays(90);

  public Line {
    flows = Map.copyOf(flows);
  }

  /**
   * Reads the folder; empty exactly when problems were found. What no file says is not spoken yet:
   * it is enough that a voice is there that could.
   *
   * @param sets keys of {@code liniya.yaml} that the command line overrules
   */
  public static Optional<Line> load(
      Path folder, Map<String, String> sets, Map<String, String> environment, Problems problems) {
    return load(
        folder,
        sets,
        environment,
        read ->
            new PromisedPrompts(
                read.settings().speech().voices(), read.lexicon(), Optional.empty()),
        problems);
  }

  /**
   * As the other, and has the voices speak what no file says: what a server needs. Takes as long as
   * they take.
   *
   * @param data the data folder, with the cache of what they have spoken before
   */
  public static Optional<Line> spoken(
      Path folder,
      Map<String, String> sets,
      Map<String, String> environment,
      Path data,
      Problems problems) {
    Optional<Line> line =
        load(
            folder,
            sets,
            environment,
            read ->
                new RenderedPrompts(
                    read.settings().speech().voices(),
                    read.lexicon(),
                    new PromptCache(read.settings().speech().cache(data))),
            problems);
    line.ifPresent(read -> read.tidy(data));
    return line;
  }

  /** An edition may be taken again, and a text may come back: what is not used stays for long. */
  private void tidy(Path data) {
    PromptLibrary.Rendered rendered = prompts.rendered();
    if (rendered.fresh() > 0) {
      LOG.atInfo().addKeyValue("prompts", rendered.fresh()).log("prompts were rendered");
    }
    new PromptCache(configuration.settings().speech().cache(data))
        .sweep(rendered.keys(), Instant.now().minus(UNUSED));
  }

  private static Optional<Line> load(
      Path folder,
      Map<String, String> sets,
      Map<String, String> environment,
      Function<Configuration, Rendering> voices,
      Problems problems) {
    CompletableFuture<Void> expressions = CompletableFuture.runAsync(Expressions::prepare);
    Optional<Configuration> configuration = Configuration.read(folder, sets, environment, problems);
    if (configuration.isEmpty() || namesUnknown(problems)) {
      return Optional.empty();
    }
    PromptLibrary prompts =
        prompts(configuration.get(), voices.apply(configuration.get()), problems);
    expressions.join();
    Map<String, Flow> flows =
        flows(
            configuration.get().flows(),
            KnownNames.of(configuration.get(), prompts, (_, _) -> {}),
            problems);
    numbersLead(configuration.get(), flows, problems);
    configuration
        .get()
        .settings()
        .callbacks()
        .ifPresent(plan -> callbacksLead(plan, configuration.get(), flows, problems));
    return problems.isEmpty()
        ? Optional.of(new Line(configuration.get(), prompts, flows))
        : Optional.empty();
  }

  /** Where the flows of a folder say which prompt, as far as they can be read. */
  public static Map<String, Set<Place>> uses(Configuration configuration, PromptLibrary library) {
    Map<String, Set<Place>> uses = new TreeMap<>();
    KnownNames known =
        KnownNames.of(
            configuration,
            library,
            (prompt, place) -> uses.computeIfAbsent(prompt, _ -> new LinkedHashSet<>()).add(place));
    flows(configuration.flows(), known, new Problems());
    return uses;
  }

  /** Whether a trunk may dial the number, the limits of trunks aside. */
  static boolean mayCall(Configuration configuration, PhoneNumber number) {
    return configuration.trunks().trunks().stream()
        .flatMap(trunk -> trunk.out().stream())
        .anyMatch(
            rules ->
                DialRule.judge(rules, number, new DialRule.Usage(0, 0))
                    instanceof DialRule.Verdict.Allowed);
  }

  /** Without the files that name things, every name in a flow would look wrong. */
  private static boolean namesUnknown(Problems problems) {
    return problems.list().stream()
        .map(problem -> Path.of(problem.place().file()).getFileName().toString())
        .anyMatch(
            file ->
                !file.equals("liniya.yaml")
                    && !file.equals("trunks.yaml")
                    && !file.equals("users.yaml")
                    && !file.equals("webhooks.yaml"));
  }

  private static PromptLibrary prompts(
      Configuration configuration, Rendering voices, Problems problems) {
    Path folder = configuration.settings().speech().prompts(configuration.folder());
    PromptLibrary prompts =
        PromptLibrary.load(
            configuration.prompts(),
            folder,
            configuration.settings().speech().music(configuration.folder()),
            voices);
    PromptPlaces places = new PromptPlaces(folder);
    for (PromptProblem problem : prompts.problems()) {
      problems.add(places.of(problem), problem.message(), problem.hint());
    }
    return prompts;
  }

  private static Map<String, Flow> flows(Path folder, Known known, Problems problems) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Path file : yamlFiles(folder, problems)) {
      TextFile.read(file, problems).ifPresent(text -> files.put(file.toString(), text));
    }
    SubFlows subFlows = SubFlows.among(files, problems);
    Map<String, Flow> flows = new TreeMap<>();
    files.forEach(
        (file, text) -> {
          if (!subFlows.contains(file)) {
            FlowReader.read(file, text, subFlows, known, problems)
                .ifPresent(flow -> add(flows, file, flow, problems));
          }
        });
    if (problems.isEmpty()) { // a flow with faults may run what seems unused
      subFlows.reportUnused(flows.values(), problems);
    }
    return flows;
  }

  private static void add(Map<String, Flow> flows, String file, Flow flow, Problems problems) {
    if (flows.putIfAbsent(flow.name(), flow) != null) {
      problems.add(
          Place.start(file),
          "there is another flow named '" + flow.name() + "'",
          "Give one of them another name under 'flow:'");
    }
  }

  private static List<Path> yamlFiles(Path folder, Problems problems) {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files.filter(f -> f.toString().endsWith(".yaml")).sorted().collect(Collectors.toList()));
    } catch (IOException e) {
      problems.add(
          Place.start(folder.toString()),
          "there is no folder with flows",
          "Make it, with a file such as hotline.yaml in it");
      return List.of();
    }
  }

  private static void numbersLead(
      Configuration configuration, Map<String, Flow> flows, Problems problems) {
    if (!problems.isEmpty()) {
      return; // a flow with faults is not missing
    }
    configuration
        .leads()
        .forEach(
            lead -> {
              if (!flows.containsKey(lead.flow())) {
                problems.add(
                    lead.place(),
                    "the number '"
                        + lead.number()
                        + "' leads to the flow '"
                        + lead.flow()
                        + "', which is not there",
                    "Flows: " + String.join(", ", flows.keySet()));
              }
            });
  }

  /** The section has no place of its own by now; its file has. */
  private static void callbacksLead(
      CallbackPlan plan, Configuration configuration, Map<String, Flow> flows, Problems problems) {
    if (!problems.isEmpty()) {
      return;
    }
    Place file = Place.start(configuration.folder().resolve("liniya.yaml").toString());
    if (!configuration.calendars().containsKey(plan.hours())) {
      problems.add(
          file,
          "the hours of callbacks are those of the calendar '"
              + plan.hours()
              + "', which is not there",
          "Calendars: " + String.join(", ", new TreeSet<>(configuration.calendars().keySet())));
    }
    if (!flows.containsKey(plan.flow())) {
      problems.add(
          file,
          "callbacks lead to the flow '" + plan.flow() + "', which is not there",
          "Flows: " + String.join(", ", flows.keySet()));
    }
  }
}
