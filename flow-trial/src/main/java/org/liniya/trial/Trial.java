package org.liniya.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowRunner;
import org.liniya.flow.FlowWatcher;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.step.Step;

/**
 * Runs a flow for one caller who follows a script, in milliseconds. The call and its script share
 * the one thread that calls {@link #run}; nothing outlives it, and nothing leaves it: what a flow
 * stores or dials stays in memory.
 *
 * <p>Bounded by the limits of a call ({@link Limits#DEFAULT}) in virtual time and visits of a step.
 */
public final class Trial {

  private static final Duration BETWEEN_KEYS = Duration.ofMillis(200);
  // a person needs a moment after what was heard
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final List<Act> script;
  private final World world;
  private final List<String> since = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();
  private int next;
  private Optional<Result.Stopped> stopped = Optional.empty();

  private Trial(World world, List<Act> script) {
    this.world = world;
    this.script = List.copyOf(script);
  }

  /** Runs the flow to its end. Never throws for what a flow does. */
  public static Result run(Flow flow, Surroundings surroundings, Given given, List<Act> script) {
    return new Trial(new World(surroundings, given), script).run(flow, given);
  }

  private Result run(Flow flow, Given given) {
    world.leg.onHeard(heard -> heard(heard.name()));
    goOn();
    FlowRunner.Ended ended = world.run(flow, given, world.inbox, new Notes());
    stop();
    return new Result(
        ended, steps, world.leg.heardNames(), world.queues(), world.ticket(), ways, stopped);
  }

  /** Which steps were entered, and how they were left. */
  private final class Notes implements FlowWatcher {
    @Override
    public void enters(Step step, LiveCall call) {
      steps.add(step.id());
    }

    @Override
    public void left(Step step, Outcome outcome) {
      Way.taken(step, outcome).ifPresent(ways::add);
    }
  }

  private void heard(String name) {
    since.add(name);
    if (stopped.isPresent() || next == script.size()) {
      return;
    }
    switch (script.get(next)) {
      case Act.Hears(String prompt) when prompt.equals(name) -> happened();
      case Act.HearsNext(String prompt) when prompt.equals(name) -> happened();
      case Act.HearsNext _ -> {
        stop();
        world.leg.partyEnds(EndCause.NORMAL); // the rest would only tell of another call
      }
      case Act.Hears _,
          Act.Presses _,
          Act.Says _,
          Act.SaysWords _,
          Act.Waits _,
          Act.HangsUp _,
          Act.OperatorAnswers _,
          Act.OperatorHangsUp _,
          Act.OutsideAnswers _,
          Act.OutsideIsBusy _,
          Act.OutsideHangsUp _ -> {}
    }
  }

  private void happened() {
    next++;
    since.clear();
    goOn();
  }

  /** Does what comes next, unless that is to hear something. */
  private void goOn() {
    if (next == script.size()) {
      return;
    }
    switch (script.get(next)) {
      case Act.Hears _, Act.HearsNext _ -> {}
      case Act.Presses(String keys) -> press(keys);
      case Act.Says(Duration span) -> {
        world.inbox.after(MOMENT, () -> world.leg.speaks(span));
        world.inbox.after(MOMENT.plus(span), this::happened);
      }
      case Act.SaysWords(String words) -> {
        world.inbox.after(MOMENT, () -> world.says(words, Act.SaysWords.TAKES));
        world.inbox.after(MOMENT, this::happened);
      }
      case Act.Waits(Duration span) -> world.inbox.after(span, this::happened);
      case Act.HangsUp _ -> soon(() -> true, () -> world.leg.partyEnds(EndCause.NORMAL));
      case Act.OperatorAnswers _ -> soon(world::waits, world::operatorAnswers);
      case Act.OperatorHangsUp _ -> soon(world::talks, world::operatorHangsUp);
      case Act.OutsideAnswers _ -> soon(world.outside::rings, world.outside::answers);
      case Act.OutsideIsBusy _ -> soon(world.outside::rings, world.outside::isBusy);
      case Act.OutsideHangsUp _ -> soon(world.outside::talks, world.outside::hangsUp);
    }
  }

  /** What nobody can do in this moment ends the trial: it would only tell of another call. */
  private void soon(BooleanSupplier possible, Runnable action) {
    world.inbox.after(
        MOMENT,
        () -> {
          if (possible.getAsBoolean()) {
            action.run();
            happened();
          } else {
            stop();
            world.leg.partyEnds(EndCause.NORMAL);
          }
        });
  }

  private void press(String keys) {
    Duration at = MOMENT;
    for (int i = 0; i < keys.length(); i++) {
      Key key = new Key(keys.charAt(i));
      world.inbox.after(at, () -> world.leg.presses(key));
      at = at.plus(BETWEEN_KEYS);
    }
    // with the last key and not after it: what that key brings may begin at once
    world.inbox.after(at.minus(BETWEEN_KEYS), this::happened);
  }

  /** Notes the first act that did not happen. */
  private void stop() {
    if (stopped.isEmpty() && next < script.size()) {
      stopped =
          Optional.of(
              new Result.Stopped(
                  next + 1,
                  script.get(next),
                  steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast()),
                  since));
    }
  }
}
