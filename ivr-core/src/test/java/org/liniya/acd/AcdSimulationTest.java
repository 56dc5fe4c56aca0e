package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.acd.TransitionTable.Row;

/**
 * Many random days of a hotline, on all processors. {@code -Dliniya.seeds=N} for more or fewer of
 * them; {@code -Dliniya.seed=N} for one; {@code -Dplant=N} to see the story in which the N-th
 * {@link PlantedBug} is found.
 */
class AcdSimulationTest {

  private static final int SEEDS = Integer.getInteger("liniya.seeds", 10_000);

  /** Every row is taken by so many days at least, of so many. */
  private static final int LEAST = 50;

  private static final int OF_SEEDS = 10_000;

  private static final int FOUND_WITHIN = 2_000;

  private static final PlantedBug BUG =
      List.of(PlantedBug.values()).get(Integer.getInteger("plant", 0));

  @Test
  void everyDayKeepsTheRulesAndTogetherTheyTakeEveryTransition() {
    long begin = System.nanoTime();
    Map<Row, Integer> taken = new ConcurrentHashMap<>();
    AtomicInteger repairs = new AtomicInteger();
    long events = seeds().parallel().mapToLong(seed -> live(seed, taken, repairs)).sum();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf(
        "%d days, %d events, %d repairs, %d s%n%s",
        seeds().count(), events, repairs.get(), took.toSeconds(), TransitionTable.print(taken));

    if (seeds().count() >= OF_SEEDS) {
      assertThat(repairs).as("what the watchdog repaired").hasValueGreaterThan(OF_SEEDS / 2);
      assertThat(taken.keySet()).containsExactlyInAnyOrderElementsOf(TransitionTable.rows());
      assertThat(taken).allSatisfy((row, days) -> assertThat(days).isGreaterThanOrEqualTo(LEAST));
    }
  }

  private static IntStream seeds() {
    int one = Integer.getInteger("liniya.seed", -1);
    return one >= 0 ? IntStream.of(one) : IntStream.range(0, SEEDS);
  }

  private static int live(int seed, Map<Row, Integer> taken, AtomicInteger repairs) {
    SimulatedDay day = new SimulatedDay(seed, BUG);
    day.run();
    repairs.addAndGet(day.repairs());
    day.rows().forEach(row -> taken.merge(row, 1, Integer::sum));
    int events = day.events().stream().mapToInt(List::size).sum();
    assertThat(events).isGreaterThanOrEqualTo(SimulatedDay.LEAST_EVENTS);
    return events;
  }

  @ParameterizedTest
  @EnumSource(value = PlantedBug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedBugIsFound(PlantedBug bug) {
    Optional<String> found =
        IntStream.range(0, FOUND_WITHIN)
            .mapToObj(seed -> brokenRule(seed, bug))
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(found).as("a day on which %s breaks a rule", bug).isPresent();
    System.out.printf("%s is found: %s%n", bug, found.get());
  }

  private static Optional<String> brokenRule(int seed, PlantedBug bug) {
    try {
      new SimulatedDay(seed, bug).run();
      return Optional.empty();
    } catch (AssertionError broken) {
      return String.valueOf(broken.getMessage()).lines().findFirst();
    }
  }

  @Test
  void theSameEventsGiveTheSameEffects() {
    for (int seed = 0; seed < 50; seed++) {
      SimulatedDay day = new SimulatedDay(seed, PlantedBug.NONE);
      day.run();
      for (int run = 0; run < day.events().size(); run++) {
        Acd again = new Acd(PlantedBug.NONE.epoch(run + 1), AcdSettings.DEFAULTS);
        List<List<AcdEffect>> effects = new ArrayList<>();
        day.events().get(run).forEach(event -> effects.add(again.handle(event)));
        assertThat(effects).as("seed %d", seed).isEqualTo(day.effects().get(run));
      }
    }
  }
}
