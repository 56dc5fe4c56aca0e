package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.config.Example;
import picocli.CommandLine;

/** {@code prompts check}, over the shipped prompts and over some that lack a form. */
class CheckFragmentsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(String... more) {
    return new CommandLine(new CheckFragments())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(more);
  }

  @Test
  void theShippedFragmentsSayEveryNumberOfEveryNoun() {
    assertThat(check("--config", Example.folder().toString())).as(out.toString()).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("en: every number", "ru: every number");
  }

  @Test
  void aFormThatIsMissingIsNamedWithItsFragments(@TempDir Path prompts) throws IOException {
    Path shipped = Example.folder().resolve("prompts");
    for (String language : new String[] {"ru", "en"}) {
      Files.createDirectory(prompts.resolve(language));
      Files.copy(shipped.resolve(language + ".yaml"), prompts.resolve(language + ".yaml"));
      try (var sounds = Files.newDirectoryStream(shipped.resolve(language), "*.wav")) {
        for (Path sound : sounds) {
          Files.copy(sound, prompts.resolve(language).resolve(sound.getFileName()));
        }
      }
    }
    Files.delete(prompts.resolve("ru/kopeck-1-acc.wav"));

    assertThat(check("--config", Example.folder().toString(), "--set", "speech.prompts=" + prompts))
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "ru: sums of money: kopeck-1-acc", "ru: kopecks, accusative: kopeck-1-acc");
  }
}
