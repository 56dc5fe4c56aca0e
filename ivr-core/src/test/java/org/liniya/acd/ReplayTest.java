package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;

/** Whoever is told the same decides the same, call by call. */
class ReplayTest {

  @Test
  void randomDaysAreDecidedAgainAsTheyWere() {
    IntStream.range(0, 60).forEach(ReplayTest::again);
  }

  private static void again(int seed) {
    SimulatedDay day = new SimulatedDay(seed, PlantedBug.NONE);
    day.run();
    for (int run = 0; run < day.events().size(); run++) {
      List<AcdEvent> events = day.events().get(run);
      List<AcdEffect.Journal> journal = journal(day.effects().get(run));
      Set<CallId> calls = new LinkedHashSet<>();
      journal.forEach(entry -> calls.add(entry.call()));
      String epoch = PlantedBug.NONE.epoch(run + 1);
      for (CallId call : calls.stream().limit(5).toList()) {
        Replay replay = replay(epoch, call);
        events.forEach(replay::tell);
        assertThat(replay.decisions(Instant.MAX))
            .as("seed %d, call %s", seed, call)
            .isEqualTo(journal.stream().filter(entry -> entry.call().equals(call)).toList());
      }
    }
  }

  private static Replay replay(String epoch, CallId call) {
    return new Replay(new AcdRecord.Run(epoch, AcdSettings.DEFAULTS, Instant.EPOCH), call);
  }

  private static List<AcdEffect.Journal> journal(List<List<AcdEffect>> effects) {
    return effects.stream()
        .flatMap(List::stream)
        .filter(AcdEffect.Journal.class::isInstance)
        .map(AcdEffect.Journal.class::cast)
        .toList();
  }

  @Test
  void whatComesAfterTheMomentDoesNotCount() {
    Replay replay = replay("t", AcdScene.FIRST);
    Instant at = AcdScene.START;
    replay.tell(
        new AcdEvent.ConfigurationChanged(at, List.of(AcdScene.group()), List.of(AcdScene.anna())));
    replay.tell(
        new AcdEvent.CallEntered(
            at,
            AcdScene.FIRST,
            "access",
            Language.RU,
            at,
            Duration.ZERO,
            AcdEvent.WhenNobody.WAIT));
    replay.tell(new AcdEvent.CallLeft(at.plusSeconds(5), AcdScene.FIRST, "hung up"));
    assertThat(replay.decisions(at)).hasSize(1);
    assertThat(replay.decisions(at.plusSeconds(5))).hasSize(2);
  }
}
