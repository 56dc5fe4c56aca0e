package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.liniya.testkit.line.PlainLine;
import org.liniya.yaml.Problems;

/**
 * The shipped hotline, mangled as a hurried hand would: reading it never throws, and what {@code
 * check} lets pass brings a caller to an end.
 */
class MangledFlowsTest {

  private static final String SHIPPED = PlainLine.flow();

  /** Only against a reader that hangs; a slow machine may take its time. */
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static final List<String> PIECES =
      List.of(
          "=",
          "==",
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "#",
          " # ",
          "'",
          "\"",
          "*",
          "&",
          "!",
          "?",
          "|",
          ">",
          "-",
          "- ",
          "\t",
          "\n",
          "  ",
          "0",
          "-1",
          "99999999999999999999",
          "999999d",
          "10m",
          "yes",
          "no",
          "null",
          "~",
          "person",
          "repeat",
          "back",
          "top",
          "return",
          "hangup",
          "always",
          "=category",
          "=caller.snils",
          "= 1 / 0",
          "=((((",
          "menu:",
          "say:",
          "queue:",
          "\u0000",
          "\uD83D",
          "ё",
          "---",
          "...",
          "%YAML 1.2",
          "<<: *x");

  @Property(tries = 600)
  void readingThemNeverThrows(@ForAll long seed) {
    String mangled = mangled(new Random(seed));
    Problems problems = new Problems();

    Optional<Flow> flow =
        Assertions.assertTimeoutPreemptively(
            BOUND, () -> FlowReader.read("hotline.yaml", mangled, Config.known(), problems));

    assertThat(flow.isEmpty()).as(problems.list().toString()).isEqualTo(!problems.isEmpty());
    flow.ifPresent(MangledFlowsTest::bringsACallerToAnEnd);
  }

  private static void bringsACallerToAnEnd(Flow flow) {
    Scenario silent = new Scenario();

    silent.run(flow);

    assertThat(silent.leg.ended()).isPresent();
  }

  private static String mangled(Random random) {
    List<String> lines = new ArrayList<>(SHIPPED.lines().toList());
    for (int change = random.nextInt(3); change >= 0; change--) {
      mangle(lines, random);
    }
    return String.join("\n", lines) + "\n";
  }

  private static void mangle(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    int column = random.nextInt(line.length() + 1);
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 3 -> lines.set(at, line.substring(0, column));
      case 4 -> lines.set(at, line.substring(Math.min(column, 4)));
      case 5 -> lines.set(at, word(line, piece(random)));
      default -> lines.set(at, line.substring(0, column) + piece(random) + line.substring(column));
    }
  }

  /** The line's last word changed for another. */
  private static String word(String line, String other) {
    int space = line.stripTrailing().lastIndexOf(' ');
    return space < 0 ? other : line.substring(0, space + 1) + other;
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
