package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.call.Language;
import org.liniya.identity.Masking;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.SpeechSettings;
import org.liniya.speech.PromisedPrompts;
import org.liniya.speech.PromptCache;
import org.liniya.speech.PromptFiles;
import org.liniya.speech.PromptLibrary;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prompts}: what the line says, in which voice, and how it is changed. */
@Command(
    name = "prompts",
    mixinStandardHelpOptions = true,
    description = "what the line says: list it, have it spoken, take recordings of a studio")
final class PromptWork implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  /** With its subcommands. */
  static CommandLine commandLine() {
    return new CommandLine(new PromptWork())
        .addSubcommand(new ListPrompts())
        .addSubcommand(new RenderPrompts())
        .addSubcommand(new PlayPrompt())
        .addSubcommand(new PromptScript())
        .addSubcommand(new ImportTakes())
        .addSubcommand(new CheckFragments());
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is needed: list, render, play, script, import or check");
  }

  /** What the subcommands share: the configuration without its flows, and one language or all. */
  @Command(mixinStandardHelpOptions = true)
  abstract static class OnPrompts implements Callable<Integer> {

    @Mixin private Shared shared = new Shared();

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
        names = "--language",
        paramLabel = "LANG",
        description = "one language only, such as ru")
    private Optional<String> language = Optional.empty();

    /** Does it; gives the exit code. */
    abstract int work(Configuration read) throws IOException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
      Problems problems = new Problems();
      Optional<Configuration> read = shared.configuration(problems);
      problems.list().stream().map(Problem::toString).map(Masking::of).forEach(err()::println);
      if (read.isEmpty()) {
        return 1;
      }
      try {
        return work(read.get());
      } catch (IOException e) {
        err().println("liniya: a file cannot be read or written: " + e.getMessage());
        return 1;
      } finally {
        out().flush();
        err().flush();
      }
    }

    final PrintWriter out() {
      return command.commandLine().getOut();
    }

    final PrintWriter err() {
      return command.commandLine().getErr();
    }

    /** Ends the command with what it should have been told. */
    final ParameterException wrong(String message) {
      return new ParameterException(command.commandLine(), message);
    }

    /** The languages that are meant, in order. */
    final List<Language> languages(Configuration read) {
      List<Language> all =
          read.prompts().keySet().stream()
              .sorted(java.util.Comparator.comparing(Language::tag))
              .toList();
      if (language.isEmpty()) {
        return all;
      }
      List<Language> one = all.stream().filter(each -> each.tag().equals(language.get())).toList();
      if (one.isEmpty()) {
        throw wrong("there is no language '" + language.get() + "'. Languages: " + all);
      }
      return one;
    }

    /** The one that is meant, where several would mean nothing. */
    final Language onlyLanguage(Configuration read) {
      List<Language> all = languages(read);
      if (all.size() > 1) {
        throw wrong("say which language: --language " + all.getFirst());
      }
      return all.getFirst();
    }

    final Map<String, String> texts(Configuration read, Language of) {
      return read.prompts().getOrDefault(of, Map.of());
    }

    final Path folder(Configuration read) {
      return read.settings().speech().prompts(read.folder());
    }

    final PromptFiles files(Configuration read) {
      return new PromptFiles(folder(read), read.settings().speech().voices(), read.lexicon());
    }

    final PromptCache cache(Configuration read) {
      return new PromptCache(read.settings().speech().cache(shared.data()));
    }

    /** As a server would have it, without anything being spoken. */
    final PromptLibrary library(Configuration read) {
      SpeechSettings speech = read.settings().speech();
      return PromptLibrary.load(
          read.prompts(),
          folder(read),
          speech.music(read.folder()),
          new PromisedPrompts(speech.voices(), read.lexicon(), Optional.of(cache(read))));
    }

    /** One voice a language: two in one sentence are heard at once. */
    final void warnOfTwo(Language of, java.util.Set<String> voices) {
      if (voices.size() > 1) {
        List<String> all = voices.stream().sorted().toList();
        err()
            .println(
                "liniya: "
                    + of
                    + " has "
                    + all.size()
                    + " voices now: "
                    + String.join(", ", all)
                    + ". A caller hears it; record all of a language, or render --all");
      }
    }
  }
}
