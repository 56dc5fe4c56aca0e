package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.liniya.acd.TransitionTable.Row;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/**
 * A random day from one seed: {@link SimulatedCallers}, operators who come and go, and a {@link
 * SimulatedWorld} that answers; the configuration changes, the clock goes back, and the server is
 * killed and started again. {@link DayWitness} checks the rules after every event; a broken one
 * prints the story.
 */
final class SimulatedDay {

  /** No day is shorter. */
  static final int LEAST_EVENTS = 300;

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final Duration DAY = Duration.ofMinutes(20);

  private final long seed;
  private final PlantedBug bug;
  private final DayPlan plan;
  private final SimulatedTeam team;
  private final SimulatedCallers callers;
  private final SimulatedWorld world;
  private SimulatedTelephones telephones;
  private int repairs;
  private final List<AcdEvent> events = new ArrayList<>();
  private final List<List<AcdEffect>> effects = new ArrayList<>();
  private final Set<Row> rows = new TreeSet<>();

  /** What the operator store holds: it outlives the server. */
  private final Map<OperatorId, AcdEffect.SaveOperator> stored = new TreeMap<>();

  private final Set<OfferId> everMade = new HashSet<>();

  private Subject acd;
  private DayWitness witness;
  private TransitionTable.Reader table;
  private AcdEvent.ConfigurationChanged configuration;

  /** Where each run of the server begins in the day's events. */
  private final List<Integer> starts = new ArrayList<>();

  SimulatedDay(long seed, PlantedBug bug) {
    this.seed = seed;
    this.bug = bug;
    plan = new DayPlan(seed);
    team = new SimulatedTeam(plan);
    callers = new SimulatedCallers(plan);
    world = new SimulatedWorld(plan, team, callers);
    telephones = new SimulatedTelephones(plan);
    acd = start();
    witness = new DayWitness(acd, everMade);
    table = new TransitionTable.Reader();
    configuration = team.configuration(START, 1);
  }

  private Subject start() {
    starts.add(events.size());
    return bug.plantIn(Subject.of(new Acd(bug.epoch(starts.size()), AcdSettings.DEFAULTS)));
  }

  void run() {
    try {
      open();
      int untilKilled = plan.chance(4) ? 20 + plan.below(200) : Integer.MAX_VALUE;
      while (!plan.isEmpty()) {
        AcdEvent next = plan.next();
        watch(next.at());
        step(next);
        if (events.size() >= untilKilled) {
          untilKilled = Integer.MAX_VALUE;
          restart(witness.now());
        }
        if (plan.isEmpty() && events.size() < LEAST_EVENTS) {
          callers.add(witness.now());
        }
      }
      watch(witness.now().plus(SimulatedTelephones.BOUND));
      step(
          new AcdEvent.Woken(
              witness.now().plus(Duration.ofHours(3)), new WakeKey.PlacesDue("none")));
      witness.checkAllIsOver();
    } catch (RuntimeException | AssertionError broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage() + story(), broken);
    }
  }

  /** How often the watchdog had something to repair, and said so. */
  int repairs() {
    return repairs + telephones.repairs();
  }

  Set<Row> rows() {
    return rows;
  }

  /** The events of each run of the server. */
  List<List<AcdEvent>> events() {
    return cut(events);
  }

  /** The effects of each run of the server. */
  List<List<List<AcdEffect>>> effects() {
    return cut(effects);
  }

  private <T> List<List<T>> cut(List<T> all) {
    List<List<T>> runs = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : all.size();
      runs.add(all.subList(starts.get(i), end));
    }
    return runs;
  }

  /** The watchdog looks as often as it would have by then. */
  private void watch(Instant until) {
    while (telephones.lookDue(until)) {
      telephones.look(acd.offersInUse(), bug).forEach(this::step);
    }
  }

  private void step(AcdEvent event) {
    events.add(event);
    telephones.told(event);
    List<AcdEffect> done = acd.handle(event);
    effects.add(done);
    witness.sees(event, done);
    rows.addAll(table.read(event, witness.now(), done));
    for (AcdEffect effect : done) {
      if (effect instanceof AcdEffect.SaveOperator row) {
        stored.put(row.operator(), row);
      }
      if (telephones.perform(effect, witness.now())) {
        world.perform(effect, witness.now());
      }
    }
    telephones.check(acd.offersInUse(), witness.now());
    if (event instanceof AcdEvent.ConfigurationChanged changed) {
      configuration = changed;
    }
  }

  /** Killed and started: nobody waits or talks any more, and only the store remembers pauses. */
  private void restart(Instant now) {
    acd = start();
    repairs += telephones.repairs();
    telephones = new SimulatedTelephones(plan);
    witness = new DayWitness(acd, everMade);
    table = new TransitionTable.Reader();
    step(new AcdEvent.ConfigurationChanged(now, configuration.groups(), configuration.operators()));
    Set<String> automatic = Set.of("", OperatorState.MISSED_CALLS, OperatorState.NOT_READY_YET);
    List.copyOf(stored.values()).stream()
        .filter(row -> !automatic.contains(row.reason()))
        .forEach(row -> step(new AcdEvent.PauseRemembered(now, row.operator(), row.reason())));
    for (int i = 0; i < plan.operatorCount(); i++) {
      Instant back = now.plusSeconds(plan.below(20));
      plan.add(back, new AcdEvent.OperatorRegistered(back, DayPlan.operator(i)));
    }
  }

  // ---- the day's plan

  private void open() {
    plan.add(START, configuration);
    for (int i = plan.below(3); i > 0; i--) {
      Instant at = atAnyTime();
      plan.add(at, team.configuration(at, 2 + plan.below(4)));
    }
    for (int i = 0; i < plan.operatorCount(); i++) {
      planOperator(DayPlan.operator(i));
    }
    for (int i = plan.below(12); i > 0; i--) {
      Instant at = atAnyTime();
      Duration wait = Duration.ofSeconds(plan.below(480));
      plan.add(at, new AcdEvent.EstimateTold(at, plan.anyGroup(), wait));
    }
    for (int i = 20 + plan.below(20); i > 0; i--) {
      callers.add(atAnyTime());
    }
  }

  private void planOperator(OperatorId id) {
    if (plan.chance(10)) {
      plan.add(START, new AcdEvent.PauseRemembered(START, id, "lunch"));
    }
    Instant first = START.plusSeconds(1L + plan.below(60));
    plan.add(first, new AcdEvent.OperatorRegistered(first, id));
    for (int i = 0; i < 8; i++) {
      Instant at = atAnyTime();
      plan.add(at, doing(id, at));
    }
  }

  private AcdEvent doing(OperatorId id, Instant at) {
    return switch (plan.below(8)) {
      case 6, 7 -> callingOut(id, at);
      case 0 -> new AcdEvent.OperatorUnregistered(at, id);
      case 1 -> new AcdEvent.PauseRequested(at, id, "lunch");
      case 2, 3 -> new AcdEvent.ReadyRequested(at, id);
      default -> new AcdEvent.OperatorRegistered(at, id);
    };
  }

  private AcdEvent callingOut(OperatorId id, Instant at) {
    CallId own = new CallId(new UUID(0x8000L, plan.below(1000)));
    Instant over = at.plusSeconds(1L + plan.below(60));
    if (plan.chance(4)) { // to a colleague
      OperatorId colleague = plan.anyOperator();
      plan.add(at, new AcdEvent.CallDirected(at, own, colleague, "", Language.RU));
    }
    plan.add(over, new AcdEvent.OperatorHungUp(over, id, own));
    plan.add(over, new AcdEvent.CallLeft(over, own, "over"));
    return new AcdEvent.OperatorCallingOut(at, id, own);
  }

  private Instant atAnyTime() {
    return START.plusMillis(plan.below((int) DAY.toMillis()));
  }

  private String story() {
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      story.append("\n").append(events.get(i));
      if (i < effects.size()) {
        effects.get(i).forEach(effect -> story.append("\n    ").append(effect));
      }
    }
    return story.toString();
  }
}
