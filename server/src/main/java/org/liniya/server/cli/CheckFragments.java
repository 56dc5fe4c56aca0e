package org.liniya.server.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.liniya.call.Language;
import org.liniya.identity.Masking;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.SpeechSettings;
import org.liniya.speak.Coverage;
import org.liniya.speak.Grammar;
import org.liniya.speech.PromptLibrary;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code prompts check}: one line a form of speech that a language could not say; exit 1 when there
 * is any.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "whether the fragments say digits, dates, times, sums, and every number from 0 to 9,999 of"
            + " every noun")
final class CheckFragments implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Optional<Configuration> read = shared.configuration(problems);
    problems.list().stream().map(Problem::toString).map(Masking::of).forEach(err()::println);
    boolean whole = read.isPresent() && check(read.get());
    command.commandLine().getOut().flush();
    err().flush();
    return whole ? 0 : 1;
  }

  private boolean check(Configuration read) {
    SpeechSettings speech = read.settings().speech();
    PromptLibrary library =
        PromptLibrary.load(
            read.prompts(), speech.prompts(read.folder()), speech.music(read.folder()));
    List<Language> languages =
        read.prompts().keySet().stream().sorted(Comparator.comparing(Language::tag)).toList();
    boolean whole = true;
    for (Language language : languages) {
      whole &= check(language, library.names(language));
    }
    return whole;
  }

  private boolean check(Language language, Set<String> there) {
    Optional<Grammar> grammar = Grammar.find(language);
    if (grammar.isEmpty()) {
      out().println(language + ": there is no grammar of it; docs/prompts.md says how to add one");
      return false;
    }
    List<Coverage.Gap> gaps = Coverage.gaps(grammar.get(), there);
    for (Coverage.Gap gap : gaps) {
      out().println(language + ": " + gap.form() + ": " + String.join(" ", gap.missing()));
    }
    if (gaps.isEmpty()) {
      err().println(language + ": every number from 0 to 9,999 can be said with every noun");
    }
    return gaps.isEmpty();
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
