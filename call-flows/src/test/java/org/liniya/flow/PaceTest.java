package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.JournalEvent.InputMissed;

/** A caller who needs more time gets it: {@code call.pace}. */
class PaceTest {

  private final Scenario caller = new Scenario();

  private static Flow flow(String pace) {
    return Config.read(
        "test.yaml",
        """
        flow: test
        languages: [ru]
        trouble: person
        steps:
          pace:
            set: { call.pace: %s }
          choice:
            menu:
              prompt: choose-category
              keys: { 1: { go: end } }
              wait: 5s
              tries: 1
              otherwise: person
          end:
            hangup: normal
          person:
            queue: { skill-group: other, served: end }
        """
            .formatted(pace));
  }

  /** From the beginning of a prompt of two seconds; a slow one is followed by a pause of 0.6 s. */
  @ParameterizedTest
  @CsvSource({"slow, 12.3S, 0", "slow, 12.9S, 1", "normal, 6.8S, 0", "normal, 7.2S, 1"})
  void slowIsTwiceTheWaitAndAPauseBehindEachSentence(String pace, String after, int missed) {
    caller.hears("choose-category").waits(Duration.parse("PT" + after)).presses("1");
    if (missed > 0) {
      caller.hangsUp(); // from the queue
    }
    caller.run(flow(pace));

    assertThat(caller.events(InputMissed.class)).hasSize(missed);
  }
}
