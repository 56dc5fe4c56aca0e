package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.Main;

/**
 * {@code check} of files that no one in their right mind would write, in a JVM that may have 64 MB:
 * each is refused at its place, and the machine is the administrator's again.
 */
class HostileFilesTest {

  private static final int HUGE = 50_000_000;
  private static final int DEEP = 200_000;

  /** Only against a check without end; a machine of tests is busy. */
  private static final long BOUND_SECONDS = 150;

  private static final String BOMB =
      """
      a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
      d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
      """;

  private static final String PERSON =
      "  person:\n    queue: { skill-group: other, served: end }\n  end:\n    hangup: normal\n";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() {
    ConfigCopy.in(folder);
  }

  @Test
  void flowsThatAreTooMuchAreRefusedAtTheirPlace() throws Exception {
    sparse("flows/huge.yaml");
    write("flows/brackets.yaml", "flow: brackets\nsteps: " + "[".repeat(DEEP));
    write("flows/dashes.yaml", "flow: dashes\nsteps:\n  " + "- ".repeat(DEEP));
    write("flows/bomb.yaml", BOMB);
    write("flows/values.yaml", "flow: values\nsteps: [" + "a,".repeat(450_000) + "a]\n");
    write("flows/steps.yaml", head("steps") + "steps:\n" + PERSON + inARow(9_000));
    write("flows/long-word.yaml", head("long-word") + "steps:\n" + PERSON + saying("x", 900_000));
    write("flows/spaces.yaml", head("spaces") + "steps:\n" + PERSON + saying(" \\n", 300_000));
    Files.createSymbolicLink(folder.resolve("flows/endless.yaml"), Path.of("/dev/zero"));

    Checked checked = check();

    checked.says("flows/huge.yaml:1:1: the file is too long (50000000 bytes)");
    checked.says("flows/brackets.yaml:2:47: this is nested more than 40 deep");
    checked.says("flows/dashes.yaml:3:81: this is nested more than 40 deep");
    checked.says("flows/bomb.yaml:2:8: '*' begins a YAML alias");
    checked.says("flows/values.yaml:2:99999: there are more than 50000 values here");
    checked.says("flows/steps.yaml:2007:3: with its sub-flows this flow has more than 2000 steps");
    checked.says("flows/long-word.yaml:10:11: there is no prompt 'xxx");
    checked.says("flows/spaces.yaml:10:11: there is no prompt");
    checked.says("flows/endless.yaml:1:1: this is no file");
    checked.lines().allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000));
  }

  @Test
  void expressionsAndSubFlowsWithoutEndAreRefusedAtTheirPlace() throws Exception {
    write("flows/long.yaml", choosing("long", "1 == 1 || ".repeat(90_000) + "true"));
    write("flows/deep.yaml", choosing("deep", "(".repeat(400) + "true" + ")".repeat(400)));
    write("flows/runs.yaml", head("runs") + "steps:\n  a:\n    run: ping\n" + PERSON);
    write("flows/ping.yaml", "sub-flow: ping\nsteps:\n  a:\n    run: pong\n    next: return\n");
    write("flows/pong.yaml", "sub-flow: pong\nsteps:\n  a:\n    run: ping\n    next: return\n");
    write("flows/grows.yaml", head("grows") + "steps:\n  a:\n    run: twice0\n" + PERSON);
    for (int i = 0; i < 14; i++) { // 2 to the power of 14, were it read
      String runs = i == 13 ? "say: [thank-you]" : "run: twice" + (i + 1);
      write(
          "flows/twice" + i + ".yaml",
          "sub-flow: twice%d\nsteps:\n  a:\n    %s\n  b:\n    %s\n    next: return\n"
              .formatted(i, runs, runs));
    }

    Checked checked = check();

    checked.says("flows/long.yaml:6:20: this expression is too long");
    checked.says("flows/deep.yaml:6:20: this expression is nested too deep");
    checked.says(
        "flows/pong.yaml:4:10: the sub-flow 'ping' runs itself: runs > ping > pong > ping");
    checked.says("with its sub-flows this flow has more than 2000 steps");
    checked.lines().allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000));
  }

  @Test
  void textsAndTablesThatAreTooMuchAreRefusedAtTheirPlace() throws Exception {
    sparse("prompts/ru.yaml");
    sparse("prompts/ru.sha256");
    write("prompts/en.yaml", BOMB);
    write("operators.yaml", "operators: " + "{a: ".repeat(DEEP));
    write("tickets.yaml", "deadlines: [" + "a,".repeat(450_000) + "a]\n");
    write("calendars.yaml", "office: {zone: Europe/Moscow, week: {mon: \"" + ",".repeat(900_000));
    write("skill-groups.yaml", rows(40_000, "g%d: {titles: 5}"));
    write("trunks.yaml", "numbers:\n" + rows(20_000, "  n%d: hotline"));
    write("users.yaml", "u: " + "\"" + "\\n ".repeat(300_000) + "\"\n");
    write("services.yaml", "%".repeat(900_000));

    Checked checked = check();

    checked.says("prompts/ru.yaml:1:1: the file is too long (50000000 bytes)");
    checked.says("prompts/en.yaml:2:8: '*' begins a YAML alias");
    checked.says("operators.yaml:1:168: this is nested more than 40 deep");
    checked.says("tickets.yaml:1:100007: there are more than 50000");
    checked.says("calendars.yaml:1:900044: this is not YAML");
    checked.says("skill-groups.yaml:12500:18: there are more than 50000");
    checked.says("users.yaml:1:1:");
    checked.says("services.yaml:1:2: this is not YAML");
    checked.lines().allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000));
  }

  @Test
  void namesByTheThousandThatAreNotThereAreToldAThousandTimes() throws Exception {
    write(
        "flows/names.yaml",
        head("names")
            + "steps:\n"
            + PERSON
            + "  say:\n    say: ["
            + IntStream.range(0, 40_000)
                .mapToObj(i -> "digit-" + i)
                .collect(Collectors.joining(","))
            + "]\n    next: person\n");

    Checked checked = check();

    checked.says("flows/names.yaml:10:91: there is no prompt 'digit-10'. Did you mean 'digit-0'?");
    checked.says("there are more problems than are told. Cure these first");
    checked.lines().hasSizeBetween(900, 1_001);
  }

  @Test
  void promptsByTheThousandWithoutSoundAreToldAThousandTimes() throws Exception {
    write("prompts/en.yaml", rows(24_000, "prompt-number-%d: a"));

    Checked checked = check();

    checked.says("prompts/en.yaml:2:1: prompt 'prompt-number-1' has a text in en but no sound");
    checked.says("there are more problems than are told. Cure these first");
    checked.lines().hasSizeBetween(900, 1_001);
  }

  private static String head(String name) {
    return "flow: %s\nlanguages: [ru]\ntrouble: person\n".formatted(name);
  }

  private static String inARow(int steps) {
    return rows(steps, "  s%d: { say: [thank-you] }");
  }

  private static String saying(String piece, int times) {
    return "  say:\n    say: [\"" + piece.repeat(times) + "\"]\n    next: person\n";
  }

  private static String choosing(String name, String condition) {
    return head(name)
        + "steps:\n  choose:\n    choose: [{if: \"%s\", go: person}, {go: person}]\n"
            .formatted(condition)
        + PERSON;
  }

  private static String rows(int count, String form) {
    return IntStream.range(0, count)
        .mapToObj(i -> form.formatted(i) + "\n")
        .collect(Collectors.joining());
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  private void sparse(String file) throws IOException {
    try (RandomAccessFile made = new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
      made.setLength(HUGE);
    }
  }

  /** What {@code check} wrote on standard output. */
  private record Checked(List<String> said) {

    void says(String words) {
      AbstractStringAssert<?> all = assertThat(String.join("\n", said));
      all.contains(words);
    }

    ListAssert<String> lines() {
      return assertThat(said);
    }
  }

  private Checked check() throws IOException, InterruptedException {
    Path out = folder.resolve("said");
    Path faults = folder.resolve("faults");
    Process process =
        new ProcessBuilder(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "check",
                        "--config",
                        folder.toString())
                    .toList())
            .redirectOutput(out.toFile())
            .redirectError(faults.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(faults)).isEmpty();
    assertThat(process.exitValue()).isEqualTo(1);
    return new Checked(Files.readAllLines(out));
  }
}
