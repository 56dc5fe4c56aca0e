package org.liniya.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.call.Language;
import org.liniya.server.config.Configuration;
import org.liniya.speech.PromptCache;
import org.liniya.speech.PromptFiles;
import org.liniya.speech.PromptProblem;
import org.liniya.speech.RenderedPrompts;
import org.liniya.yaml.DidYouMean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prompts render}: makes files beside the texts; exit 1 when a text was not spoken. */
@Command(
    name = "render",
    description = "have the voices make the sound of every prompt whose text has changed")
final class RenderPrompts extends PromptWork.OnPrompts {

  @Option(names = "--all", description = "every prompt anew, but for recordings of your own")
  private boolean all;

  @Parameters(
      paramLabel = "PROMPT",
      arity = "0..*",
      description = "these prompts, recordings of your own among them")
  private List<String> names = new ArrayList<>();

  @Override
  int work(Configuration read) throws IOException {
    int status = 0;
    for (Language language : languages(read)) {
      status = Math.max(status, render(read, language));
    }
    return status;
  }

  private int render(Configuration read, Language language) throws IOException {
    Map<String, String> texts = texts(read, language);
    PromptFiles.Choice choice = choice(texts.keySet());
    if (choice instanceof PromptFiles.Choice.Changed) {
      return told(language, render(read, language, choice, cache(read)));
    }
    Path fresh = Files.createTempDirectory("liniya-prompts"); // nothing of what was said before
    try {
      return told(language, render(read, language, choice, new PromptCache(fresh)));
    } finally {
      try (Stream<Path> files = Files.walk(fresh)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private PromptFiles.Report render(
      Configuration read, Language language, PromptFiles.Choice choice, PromptCache cache)
      throws IOException {
    return files(read)
        .render(
            language,
            texts(read, language),
            choice,
            new RenderedPrompts(read.settings().speech().voices(), read.lexicon(), cache));
  }

  private PromptFiles.Choice choice(Set<String> known) {
    if (names.isEmpty()) {
      return all ? new PromptFiles.Choice.Everything() : new PromptFiles.Choice.Changed();
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw wrong("there is no prompt '" + name + "'. " + DidYouMean.hint(name, known));
      }
    }
    return new PromptFiles.Choice.Named(new LinkedHashSet<>(names));
  }

  private int told(Language language, PromptFiles.Report report) {
    for (PromptProblem.NotSpoken each : report.failed()) {
      err().println("liniya: " + each.message() + ". " + each.hint());
    }
    for (String name : report.toRecord()) {
      err()
          .println(
              "liniya: %s/%s: the text of your own recording has changed; record it again, or render %s to give it back to a voice"
                  .formatted(language, name, name));
    }
    report.gone().stream()
        .sorted()
        .forEach(name -> err().println("liniya: " + language + "/" + name + " is gone"));
    warnOfTwo(language, report.voices());
    out().printf("%s: %d rendered, %d in all%n", language, report.rendered(), report.all());
    return report.failed().isEmpty() ? 0 : 1;
  }
}
