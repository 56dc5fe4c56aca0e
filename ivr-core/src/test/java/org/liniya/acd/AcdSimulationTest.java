package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Many random days of a hotline. {@code -Dliniya.seeds=N} for more of them, {@code
 * -Dliniya.table=true} to see how many of them took each transition.
 */
class AcdSimulationTest {

  @Test
  void everyDayKeepsTheRulesAndTogetherTheyTakeEveryTransition() {
    Map<TransitionTable.Row, Integer> taken = new TreeMap<>();
    int seeds = Integer.getInteger("liniya.seeds", 1_000);
    for (int seed = 0; seed < seeds; seed++) {
      SimulatedDay day = new SimulatedDay(seed);
      day.run();
      day.rows().forEach(row -> taken.merge(row, 1, Integer::sum));
    }
    if (Boolean.getBoolean("liniya.table")) {
      System.out.println(TransitionTable.print(taken));
    }
    assertThat(taken.keySet()).containsExactlyInAnyOrderElementsOf(TransitionTable.rows());
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
