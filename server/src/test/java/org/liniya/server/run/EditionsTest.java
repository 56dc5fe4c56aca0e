package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.console.LineEditions.Outcome;
import org.liniya.console.LineEditions.View;
import org.liniya.server.config.Example;
import org.liniya.yaml.Problems;

/** Which edition new calls get. */
class EditionsTest {

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  private Optional<Line> read(Problems problems) {
    return Line.load(folder, Map.of(), Map.of(), problems);
  }

  private Editions started() throws IOException {
    Problems problems = new Problems();
    Line line = read(problems).orElseThrow(() -> new AssertionError(problems.list()));
    return new Editions(line, this::read, new SystemTime());
  }

  private void change(String file, int number) throws IOException {
    Files.writeString(folder.resolve(file), "# change " + number + "\n", StandardOpenOption.APPEND);
  }

  @Test
  void theLatestFewAreRememberedAndUsedAgain() throws IOException {
    Editions editions = started();
    String first = editions.current().id();
    for (int number = 1; number <= Editions.REMEMBERED; number++) {
      change("flows/hotline.yaml", number);
      assertThat(editions.reload()).isInstanceOf(Outcome.Taken.class);
    }
    List<View> latest = editions.latest();

    assertThat(latest).hasSize(Editions.REMEMBERED).extracting(View::id).doesNotHaveDuplicates();
    assertThat(latest).extracting(View::current).containsExactly(true, false, false, false, false);
    assertThat(editions.use(first)).as("it is the oldest, and forgotten").isEmpty();
    View back = editions.use(latest.get(2).id()).orElseThrow();
    assertThat(back.current()).isTrue();
    assertThat(editions.current().id()).isEqualTo(latest.get(2).id());
    assertThat(editions.latest()).hasSize(Editions.REMEMBERED);
  }

  @Test
  void whatHasNotChangedIsTheSameEdition() throws IOException {
    Editions editions = started();

    assertThat(editions.reload()).isInstanceOf(Outcome.Taken.class);
    assertThat(editions.latest()).hasSize(1);
  }

  @Test
  void aFileThatChangesMeanwhileIsNotTaken() throws IOException {
    Problems problems = new Problems();
    Line line = read(problems).orElseThrow();
    Editions editions =
        new Editions(
            line,
            found -> {
              Optional<Line> read = read(found);
              try {
                change("flows/hotline.yaml", 1);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return read;
            },
            new SystemTime());

    assertThat(editions.reload())
        .isEqualTo(
            new Outcome.Refused(List.of("the files changed while they were read; reload again")));
  }

  @Test
  void whatHoldsFromTheStartIsNamed() throws IOException {
    Editions editions = started();
    change("operators.yaml", 1);
    Files.writeString(folder.resolve("extra.yaml"), "a: b\n");
    Files.writeString(folder.resolve("persons.csv"), "snils\n");

    assertThat(editions.reload())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                        "extra.yaml, operators.yaml, persons.csv changed since the start."));
  }
}
