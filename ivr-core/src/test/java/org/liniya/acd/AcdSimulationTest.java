package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Many random days of a hotline; {@code -Dliniya.seeds=N} for more of them. */
class AcdSimulationTest {

  /** Every change of an operator's state that there is: from -event-> to. */
  private static final Set<String> TABLE =
      Set.of(
          "offline -> paused",
          "offline -> ready",
          "offline -> offline",
          "paused -> offline",
          "paused -> paused",
          "paused -> ready",
          "ready -> offline",
          "ready -> paused",
          "ready -> ringing",
          "ringing -> offline",
          "ringing -> paused",
          "ringing -> ready",
          "ringing -> talking",
          "talking -> talking",
          "talking -> offline",
          "talking -> paused",
          "talking -> ready",
          "talking -> wrap-up",
          "wrap-up -> offline",
          "wrap-up -> paused",
          "wrap-up -> ready");

  @Test
  void everyDayKeepsTheRulesAndTogetherTheyTakeEveryTransition() {
    Set<String> taken = new TreeSet<>();
    int seeds = Integer.getInteger("liniya.seeds", 2_000);
    for (int seed = 0; seed < seeds; seed++) {
      SimulatedDay day = new SimulatedDay(seed);
      day.run();
      taken.addAll(day.transitions());
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(TABLE);
  }

  @Test
  void theSameEventsGiveTheSameEffects() {
    for (int seed = 0; seed < 50; seed++) {
      SimulatedDay day = new SimulatedDay(seed);
      day.run();
      Acd again = new Acd("t", AcdSettings.DEFAULTS);
      List<List<AcdEffect>> effects = new ArrayList<>();
      day.events().forEach(event -> effects.add(again.handle(event)));
      assertThat(effects).as("seed %d", seed).isEqualTo(day.effects());
    }
  }
}
