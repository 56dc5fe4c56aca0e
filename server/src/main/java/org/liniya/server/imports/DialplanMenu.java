package org.liniya.server.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.server.imports.Destination.HangUp;
import org.liniya.server.imports.Destination.Person;
import org.liniya.server.imports.Destination.Says;
import org.liniya.server.imports.Destination.ToQueue;

/**
 * Makes a menu of a context with {@code Background} and {@code WaitExten}, as FreePBX generates
 * {@code [ivr-N]} and as they are written by hand. For one thread.
 */
final class DialplanMenu {

  private static final int USUAL_WAIT_S = 10;

  /** {@code $[${INVALID_LOOPCOUNT} > 3]}: so many tries beyond the first; with = so many. */
  private static final Pattern LOOPS = Pattern.compile("LOOPCOUNT\\}\\s*([>=])\\s*(\\d{1,3})\\]");

  private final ConfSection section;
  private final Findings findings;
  private final Map<String, List<DialplanStep>> extensions = new LinkedHashMap<>();

  DialplanMenu(ConfSection section, Findings findings) {
    this.section = section;
    this.findings = findings;
    String before = "";
    for (ConfLine line : section.lines()) {
      DialplanStep step = DialplanStep.read(line, before).orElse(null);
      if (step != null) {
        extensions.computeIfAbsent(step.extension(), _ -> new ArrayList<>()).add(step);
        before = step.extension();
      }
    }
  }

  boolean isMenu() {
    List<DialplanStep> start = extensions.getOrDefault("s", List.of());
    return start.stream().anyMatch(step -> step.is("WaitExten") || step.is("Background"))
        || (section.name().matches("ivr-\\d+") && !extensions.isEmpty());
  }

  ImportedMenu read() {
    section.lines().stream().filter(line -> line.key().equals("include")).forEach(this::included);
    List<DialplanStep> start = extensions.getOrDefault("s", List.of());
    return new ImportedMenu(
        section.place(),
        section.name(),
        section.comment().isEmpty() ? section.name() : Names.shown(section.comment(), 80),
        greeting(start),
        patience(start),
        Math.max(tries("i"), tries("t")),
        keys(),
        last("t", "silence"),
        last("i", "a wrong key"));
  }

  private void included(ConfLine line) {
    if (line.value().endsWith("-custom")) {
      findings.ignored(line.place(), line.shown(), "FreePBX's place for own lines");
    } else {
      findings.lacking(
          line.place(), line.shown(), "callers do not dial telephones by number in a menu");
    }
  }

  private List<Sound> greeting(List<DialplanStep> start) {
    for (DialplanStep step : start) {
      String said =
          step.is("Background")
              ? step.arguments().split(",", 2)[0]
              : step.is("Set") && step.arguments().startsWith("IVR_MSG=")
                  ? step.arguments().substring("IVR_MSG=".length())
                  : "";
      if (!said.isBlank() && !said.contains("${")) {
        return sounds(step, said);
      }
    }
    return List.of();
  }

  private static List<Sound> sounds(DialplanStep step, String said) {
    return Arrays.stream(said.split("&", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !name.startsWith("silence/"))
        .map(name -> Sound.file(step.place(), name))
        .toList();
  }

  private Duration patience(List<DialplanStep> start) {
    for (DialplanStep step : start) {
      OptionalInt seconds = QueueRules.whole(step.arguments().split(",", 2)[0]);
      if (step.is("WaitExten") && seconds.isPresent()) {
        Duration wait = Duration.ofSeconds(seconds.getAsInt());
        boolean fits =
            wait.compareTo(ImportedMenu.SHORTEST_WAIT) >= 0
                && wait.compareTo(ImportedMenu.LONGEST_WAIT) <= 0;
        String shown = "WaitExten(" + step.arguments() + ")";
        if (fits) {
          findings.taken(step.place(), shown, "wait: " + seconds.getAsInt() + "s");
        } else {
          findings.lacking(step.place(), shown, "a menu waits 1s to 60s for a key");
        }
        return wait;
      }
    }
    return Duration.ofSeconds(USUAL_WAIT_S);
  }

  private int tries(String extension) {
    for (DialplanStep step : extensions.getOrDefault(extension, List.of())) {
      Matcher loops = LOOPS.matcher(step.arguments());
      if (step.is("GotoIf") && loops.find()) {
        int tries = Integer.parseInt(loops.group(2)) + (loops.group(1).equals(">") ? 1 : 0);
        findings.taken(step.place(), "GotoIf(" + step.arguments() + ")", "tries: " + tries);
        return tries;
      }
    }
    return 1;
  }

  private Map<Character, Destination> keys() {
    Map<Character, Destination> keys = new LinkedHashMap<>();
    extensions.forEach(
        (extension, steps) -> {
          if (extension.matches("[0-9*#]")) {
            keys.put(extension.charAt(0), destination(steps, "key " + extension));
          } else if (extension.matches("[0-9*#]+|_.*")) {
            findings.lacking(
                steps.getFirst().place(),
                "exten " + extension,
                "a menu's key is one key: use 'ask: { kind: digits }' and 'choose'");
          }
        });
    return keys;
  }

  private Destination last(String extension, String what) {
    List<DialplanStep> steps = extensions.get(extension);
    if (steps == null) {
      return new HangUp();
    }
    steps.stream()
        .filter(step -> step.is("Set") && step.arguments().startsWith("IVR_MSG="))
        .forEach(
            step ->
                findings.lacking(
                    step.place(),
                    step.arguments(),
                    "the prompts no-input and no-match are said in every menu"));
    return destination(steps, what);
  }

  /** The first step that ends the extension decides; what is said before is said here too. */
  private Destination destination(List<DialplanStep> steps, String what) {
    List<Sound> said = new ArrayList<>();
    for (DialplanStep step : steps) {
      if (step.is("Playback") || step.is("Background")) {
        said.addAll(sounds(step, step.arguments().split(",", 2)[0]));
      } else if (ends(step)) {
        FreePbxDestination.Meaning meaning = meaning(step);
        String shown = what + ": " + step.application() + "(" + step.arguments() + ")";
        if (meaning.lacking().isEmpty()) {
          findings.taken(step.place(), shown, "its 'go'");
        } else {
          findings.lacking(step.place(), shown, meaning.lacking());
        }
        return said.isEmpty() ? meaning.to() : new Says(said, meaning.to());
      }
    }
    return said.isEmpty() ? new HangUp() : new Says(said, new HangUp());
  }

  private boolean ends(DialplanStep step) {
    if (step.is("Goto")) {
      return !step.arguments().startsWith("s,"); // that is once more
    }
    return step.is("Queue")
        || step.is("Hangup")
        || step.is("Dial")
        || step.is("VoiceMail")
        || (step.is("GotoIf") && !LOOPS.matcher(step.arguments()).find());
  }

  private static FreePbxDestination.Meaning meaning(DialplanStep step) {
    if (step.is("Queue")) {
      return new FreePbxDestination.Meaning(
          new ToQueue(step.arguments().split(",", 2)[0].strip()), "");
    }
    if (step.is("Hangup")) {
      return new FreePbxDestination.Meaning(new HangUp(), "");
    }
    if (step.is("Goto")) {
      return step.arguments().matches("(?:1,)?hang(?:,1)?")
          ? new FreePbxDestination.Meaning(new HangUp(), "")
          : FreePbxDestination.of(step.arguments());
    }
    // FreePBX's 'return to IVR': $["x${IVR_CONTEXT_${CONTEXT}}" = "x"]?ELSEWHERE:…,return,1
    if (step.is("GotoIf") && step.arguments().contains(",return,1")) {
      return new FreePbxDestination.Meaning(new Destination.Back(), "");
    }
    return new FreePbxDestination.Meaning(
        new Person(), step.application() + " has no counterpart: callers come to a person");
  }
}
