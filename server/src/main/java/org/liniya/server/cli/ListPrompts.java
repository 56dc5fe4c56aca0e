package org.liniya.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.server.config.Configuration;
import org.liniya.server.run.Line;
import org.liniya.speak.Grammar;
import org.liniya.speech.PromptLibrary;
import org.liniya.speech.PromptState;
import org.liniya.yaml.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code prompts list}: exit 1 when a prompt is missing or says an old text. */
@Command(
    name = "list",
    description = "every prompt: in which voice, how long, and which flows say it")
final class ListPrompts extends PromptWork.OnPrompts {

  private static final List<String> COLUMNS =
      List.of("language", "prompt", "voice", "seconds", "used");

  @Option(names = "--json", description = "print it as JSON")
  private boolean json;

  @Override
  int work(Configuration read) {
    PromptLibrary library = library(read);
    Map<String, Set<Place>> uses = Line.uses(read, library);
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    boolean whole = true;
    for (Language language : languages(read)) {
      Set<String> fragments = fragments(language);
      for (Map.Entry<String, PromptState> each : library.states(language).entrySet()) {
        String name = each.getKey();
        rows.addObject()
            .put("language", language.tag())
            .put("prompt", name)
            .put("voice", each.getValue().word())
            .put("seconds", seconds(library, language, name))
            .put("used", used(name, uses, fragments));
        whole &= fit(each.getValue());
      }
    }
    out().println(json ? rows.toString() : String.join("\n", Table.lines(rows, COLUMNS)));
    return whole ? 0 : 1;
  }

  private static boolean fit(PromptState state) {
    return switch (state) {
      case PromptState.OfFile(String _) -> true;
      case PromptState.OfVoice(String _) -> true;
      case PromptState.Promised() -> true;
      case PromptState.Stale(String _) -> false;
      case PromptState.Missing() -> false;
    };
  }

  private static String seconds(PromptLibrary library, Language language, String name) {
    return library
        .sound(language, name, Encoding.PCMA)
        .map(sound -> String.format(Locale.ROOT, "%.1f", (double) sound.length / G711.RATE))
        .orElse("");
  }

  /** What the numbers of a language are put together from; none for a language without grammar. */
  static Set<String> fragments(Language language) {
    return Grammar.find(language).map(Grammar::fragments).orElse(Set.of());
  }

  /**
   * By flows, or by the grammar of numbers; the rest is said by the server itself, or by nobody.
   */
  static String used(String name, Map<String, Set<Place>> uses, Set<String> fragments) {
    if (fragments.contains(name)) {
      return "numbers";
    }
    return uses.getOrDefault(name, Set.of()).stream()
        .map(place -> Path.of(place.file()).getFileName() + ":" + place.line())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .limit(3)
        .collect(Collectors.joining(" "));
  }
}
