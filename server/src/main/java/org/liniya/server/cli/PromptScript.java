package org.liniya.server.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.liniya.call.Language;
import org.liniya.server.config.Configuration;
import org.liniya.server.run.Line;
import org.liniya.yaml.Place;
import picocli.CommandLine.Command;

/** {@code prompts script}: what a speaker reads in the studio, as CSV (RFC 4180). */
@Command(
    name = "script",
    description = "what a speaker is to read, as CSV: language, id, text, where it is used")
final class PromptScript extends PromptWork.OnPrompts {

  @Override
  int work(Configuration read) throws IOException {
    Map<String, Set<Place>> uses = Line.uses(read, library(read));
    StringWriter csv = new StringWriter();
    try (CsvWriter rows = CsvWriter.builder().build(csv)) {
      rows.writeRecord("language", "id", "text", "used");
      for (Language language : languages(read)) {
        Set<String> fragments = ListPrompts.fragments(language);
        new TreeMap<>(texts(read, language))
            .forEach(
                (name, text) ->
                    rows.writeRecord(
                        language.tag(), name, text, ListPrompts.used(name, uses, fragments)));
      }
    }
    out().print(csv.toString());
    return 0;
  }
}
