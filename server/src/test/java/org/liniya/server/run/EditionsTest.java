package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.console.LineEditions.Outcome;
import org.liniya.console.LineEditions.View;
import org.liniya.server.config.AsteriskSettings;
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
    assertThat(editions.use(latest.get(2).id())).get().isInstanceOf(Outcome.Taken.class);
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
    change("users.yaml", 1);
    Files.writeString(folder.resolve("extra.yaml"), "a: b\n");
    Files.writeString(folder.resolve("persons.csv"), "snils\n");

    assertThat(editions.reload())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .asString()
                    .startsWith("extra.yaml, persons.csv, users.yaml changed since the start."));
  }

  @Test
  void theRestOfTheServerFollowsAndWhatItCannotFollowIsNotTaken() throws IOException {
    Editions editions = started();
    List<String> told = new ArrayList<>();
    AtomicBoolean full = new AtomicBoolean();
    editions.follow(
        new Editions.Follower() {
          @Override
          public void before(Line line) throws IOException {
            if (full.get()) {
              throw new IOException("no space left");
            }
            told.add("before " + current(line, editions));
          }

          @Override
          public void after(Line line) {
            told.add("after " + current(line, editions));
          }
        });
    change("operators.yaml", 1);
    assertThat(editions.reload()).isInstanceOf(Outcome.Taken.class);
    assertThat(told).containsExactly("before false", "after true");

    full.set(true);
    String before = editions.current().id();
    change("operators.yaml", 2);
    assertThat(editions.reload())
        .isEqualTo(new Outcome.Refused(List.of("a file cannot be read or written: no space left")));
    assertThat(editions.current().id()).isEqualTo(before);
  }

  @Test
  void whatARunningServerCannotFollowIsRefusedWithAReason() throws IOException {
    Editions editions = started();
    String before = editions.current().id();
    editions.follow(
        new Editions.Follower() {
          @Override
          public List<String> hindrances(Line line) {
            return List.of("restart the server for it");
          }

          @Override
          public void before(Line line) {
            throw new AssertionError("it was taken");
          }

          @Override
          public void after(Line line) {
            throw new AssertionError("it was taken");
          }
        });
    change("operators.yaml", 1);

    assertThat(editions.reload())
        .isEqualTo(new Outcome.Refused(List.of("restart the server for it")));
    assertThat(editions.current().id()).isEqualTo(before);
  }

  @Test
  void theNumbersOfAsteriskAreTakenAndTheRestOfTheirFileIsNot() throws IOException {
    asterisk("1", "4573");
    Editions editions = started();
    String before = editions.current().id();

    asterisk("2", "4573");
    assertThat(editions.reload()).isInstanceOf(Outcome.Taken.class);
    assertThat(editions.current().id()).isNotEqualTo(before);
    assertThat(editions.current().line().configuration().settings().asterisk().orElseThrow())
        .extracting(AsteriskSettings::numbers)
        .isEqualTo(Map.of("2", "hotline"));

    asterisk("2", "4574");
    assertThat(editions.reload())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problems().getFirst())
                    .startsWith("liniya.yaml changed since the start."));
  }

  private void asterisk(String number, String port) throws IOException {
    Files.writeString(folder.resolve("password"), "open sesame\n");
    Files.writeString(
        folder.resolve("trunks.yaml"),
        "trunks: { pbx: { from: [127.0.0.1], out: { to: 'sip:127.0.0.1' } } }\n");
    Files.writeString(
        folder.resolve("liniya.yaml"),
        """
        asterisk:
          agi: { port: %s }
          ami: { password: "${file:password}" }
          numbers: { "%s": hotline }
          sounds: { seen-as: /srv/sounds }
          recordings: { seen-as: /srv/monitor }
          tie: { trunk: pbx, endpoint: liniya }
        """
            .formatted(port, number));
  }

  private static boolean current(Line line, Editions editions) {
    return editions.current().line().equals(line);
  }

  @Test
  void aCallByANumberOfTheEditionBeforeGetsTheFlowOfThatEdition() throws IOException {
    Editions editions = started();
    Files.writeString(folder.resolve("flows/short.yaml"), SHORT);
    assertThat(editions.reload()).isInstanceOf(Outcome.Taken.class);
    Edition with = editions.having("short").orElseThrow();
    Files.delete(folder.resolve("flows/short.yaml"));
    assertThat(editions.reload()).isInstanceOf(Outcome.Taken.class);

    assertThat(editions.having("short")).contains(with);
    assertThat(editions.having("hotline")).contains(editions.current());
    assertThat(editions.having("nothing")).isEmpty();
  }

  private static final String SHORT =
      """
      flow: short
      languages: [ru]
      trouble: person
      steps:
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;
}
