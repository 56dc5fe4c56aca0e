package org.liniya.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.liniya.call.Language;
import org.liniya.server.config.Configuration;
import org.liniya.speech.StudioImport;
import org.liniya.yaml.DidYouMean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code prompts import}: exit 1 when a file was not taken. */
@Command(
    name = "import",
    description =
        "take a studio's recordings: FOLDER/LANG/PROMPT.wav, or FOLDER/PROMPT.wav with --language;"
            + " any rate, 16 or 24 bits, mono or stereo")
final class ImportTakes extends PromptWork.OnPrompts {

  private static final int NAMED = 10;

  @Parameters(paramLabel = "FOLDER", description = "with the recordings")
  private Path takes = Path.of("");

  @Override
  int work(Configuration read) throws IOException {
    if (!Files.isDirectory(takes)) {
      throw wrong("there is no folder " + takes);
    }
    int status = 0;
    int languages = 0;
    for (Language language : languages(read)) {
      Path own = takes.resolve(language.tag());
      if (Files.isDirectory(own)) {
        languages++;
        status = Math.max(status, take(read, language, own));
      }
    }
    if (languages == 0) {
      status = take(read, onlyLanguage(read), takes);
    }
    return status;
  }

  private int take(Configuration read, Language language, Path folder) throws IOException {
    Map<String, String> texts = texts(read, language);
    StudioImport.Report report = new StudioImport(folder(read)).take(language, texts, folder);
    if (report.items().isEmpty()) {
      err().println("liniya: there is no WAV file in " + folder);
      return 1;
    }
    int taken = 0;
    for (StudioImport.Item item : report.items()) {
      switch (item) {
        case StudioImport.Item.Taken(Path _, String name, double seconds) -> {
          taken++;
          out().printf(Locale.ROOT, "%s/%s: taken, %.1f s%n", language, name, seconds);
        }
        case StudioImport.Item.Unknown(Path file, String name) ->
            out()
                .printf(
                    "%s:1:1: there is no prompt '%s'. %s%n",
                    file, name, DidYouMean.hint(name, texts.keySet()));
        case StudioImport.Item.Refused(Path file, String why, String cure) ->
            out().printf("%s:1:1: not taken: %s. %s%n", file, why, cure);
      }
    }
    out()
        .printf(
            "%s: %d taken, %d not taken, %d of %d prompts without a recording%s%n",
            language,
            taken,
            report.items().size() - taken,
            report.missing().size(),
            texts.size(),
            named(report.missing()));
    warnOfTwo(language, report.voices());
    if (taken > 0) {
      err()
          .println(
              "liniya: name the speaker and your rights in " + folder(read).resolve("LICENSES"));
    }
    return report.items().size() == taken ? 0 : 1;
  }

  private static String named(List<String> missing) {
    if (missing.isEmpty()) {
      return "";
    }
    String first = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
    return ": " + first + (missing.size() > NAMED ? " …" : "");
  }
}
