package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.asterisk.OperatorAndCaller.CALLER;
import static org.liniya.asterisk.OperatorAndCaller.PROMPT;
import static org.liniya.asterisk.OperatorAndCaller.next;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.slf4j.LoggerFactory;

/**
 * The end of a prompt is told when the caller has heard it: from then on an answer is waited for.
 */
@Tag("telephones")
@Tag("asterisk")
@Timeout(120)
class EndOfPlayingTest {

  private static final int TIMES = 20;

  private static final Duration QUIET = Duration.ofMillis(400);

  /** A packet, and the other side's clock. */
  private static final Duration EARLY = Duration.ofMillis(60);

  @Test
  void theEndIsToldOnceTheCallerHasHeardThePrompt() throws Exception {
    List<Duration> behind = new ArrayList<>();
    try (OperatorAndCaller line = OperatorAndCaller.start()) {
      OperatorAndCaller.Far caller = line.caller(CALLER);
      for (int i = 0; i < TIMES; i++) {
        Leg.Playing playing =
            caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, Duration.ofMillis(400))));
        assertThat(next(caller.signals()))
            .isEqualTo(new Signal.PlayingEnded(playing.number(), true));
        long told = System.nanoTime();
        Awaitility.await("nothing more is heard")
            .atMost(OperatorAndCaller.SOON)
            .until(() -> System.nanoTime() - caller.heard().lastAt(PROMPT) > QUIET.toNanos());
        behind.add(Duration.ofNanos(told - caller.heard().lastAt(PROMPT)));
      }
    }
    behind.sort(null);
    LoggerFactory.getLogger(EndOfPlayingTest.class)
        .info(
            "told after the last packet: median {}, longest {}",
            behind.get(TIMES / 2),
            behind.getLast());
    assertThat(behind.getFirst()).isGreaterThan(EARLY.negated());
  }

  /** Music would be asked for without end; a prompt is over as if it had been played. */
  @Test
  void aFileThatAsteriskDoesNotPlayTakesItsTime() throws Exception {
    try (OperatorAndCaller line = OperatorAndCaller.start()) {
      OperatorAndCaller.Far caller = line.caller(CALLER);
      Utterance prompt = Utterance.of(new Clip.Tone(PROMPT, Duration.ofMillis(100)));
      caller.leg().play(prompt);
      assertThat(next(caller.signals())).isInstanceOf(Signal.PlayingEnded.class);
      deleteFilesIn(line.behind.asterisk.sounds().here());

      long asked = System.nanoTime();
      Leg.Playing playing = caller.leg().play(prompt);

      assertThat(next(caller.signals())).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(450));
    }
  }

  private static void deleteFilesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
