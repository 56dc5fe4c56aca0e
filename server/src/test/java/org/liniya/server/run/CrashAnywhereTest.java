package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at any point of a day's life of queues and callbacks, and starts again on the
 * real store. The days are lived by the line itself ({@link PaperLine}, {@link PaperDay}); what it
 * wrote up to the crash is written again into an H2 file, and the start does the rest: first with
 * one caller of the day and each point of their strand, then with all of them, each at a point of
 * their own. {@code -Dliniya.crashes=N} for so many of the latter.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class CrashAnywhereTest {

  private static final int CRASHES = Integer.getInteger("liniya.crashes", 20);

  @TempDir private Path folder = Path.of("");

  @Test
  void withTheOperatorFirst() throws Exception {
    everyPointOf("operator");
  }

  @Test
  void withTheCallerFirst() throws Exception {
    everyPointOf("caller");
  }

  private void everyPointOf(String first) throws Exception {
    try (PaperLine line = new PaperLine(folder.resolve("config"), callbacks(first));
        Restart restart = new Restart(line, folder.resolve("data"))) {
      new PaperDay(line).live();
      List<StoreWrite> day = line.writes.all();
      assertThat(day).hasSizeGreaterThan(150);
      Strands strands = Strands.of(day);
      for (List<StoreWrite> strand : strands.each()) {
        for (int cut = 1; cut <= strand.size(); cut++) {
          restart.after(strand.subList(0, cut));
        }
      }
      Random random = new Random(CRASHES);
      for (int i = 0; i < CRASHES; i++) {
        restart.after(strands.cut(random));
      }
      restart.after(day);
      System.out.printf("%s first: %d crashes%n", first, restart.count());
    }
  }

  private static String callbacks(String first) {
    return "  first: " + first + "\n  spacing: 1m\n  a-day: 5\n";
  }
}
