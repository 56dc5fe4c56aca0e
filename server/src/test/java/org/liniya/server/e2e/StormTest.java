package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code scripts/storm}: the server is killed again and again under calls; nothing is lost. */
@ExtendWith(LogOnFailure.class)
@Isolated("it says when the database is late, which other work on a small machine makes it")
class StormTest {

  @Test
  @Tag("telephones")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void nothingIsLostInFiveKills(@TempDir Path folder) throws Exception {
    storm(folder, 5);
  }

  /** Or in as many as {@code scripts/storm --kills} wants. */
  @Test
  @Tag("night")
  @Timeout(value = 120, unit = TimeUnit.MINUTES)
  void nothingIsLostInTwoHundredKills(@TempDir Path folder) throws Exception {
    storm(folder, Integer.getInteger("liniya.kills", 200));
  }

  private static void storm(Path folder, int kills) throws Exception {
    long seed = Long.getLong("liniya.seed", System.nanoTime() % 1_000_000);
    System.out.printf("storm: %d kills, seed %d%n", kills, seed);
    Path config =
        ConfigCopy.in(folder)
            .everyGroup("wrap-up: 0s\n  ring-timeout: 3s")
            .replace("flows/hotline.yaml", "answer: \\{ after: 1s \\} ", "answer: { after: 0s } ")
            .folder();
    Path found = Path.of("target", "storm-" + seed);
    assertThat(new Storm(kills, seed, found).run(config))
        .as("seed %d; the database after each kill: %s", seed, found)
        .isEmpty();
    try (Stream<Path> files = Files.list(found)) {
      for (Path file : files.toList()) {
        Files.delete(file); // nothing to look into
      }
    }
    Files.delete(found);
  }
}
