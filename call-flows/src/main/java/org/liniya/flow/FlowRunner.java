package org.liniya.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent.StepEntered;
import org.liniya.call.JournalEvent.StepFailed;
import org.liniya.flow.call.Arrival;
import org.liniya.flow.call.CallClosing;
import org.liniya.flow.call.LastWords;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Ports;
import org.liniya.flow.call.Returned;
import org.liniya.flow.call.Stage;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Step;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a flow for one answered call, step after step, until the call is over. Runs on the call's
 * own thread and blocks it; it waits nowhere but in {@link Inbox#next}.
 *
 * <p>A step that breaks leads to the flow's {@code trouble} target; a second one to the last resort
 * ({@link LastWords}): a call never ends in silence because of our error. However it ends, {@link
 * CallClosing} closes it.
 */
public final class FlowRunner {

  private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

  private final Flow flow;
  private final Limits limits;
  private final LiveCall call;
  private final LastWords lastWords;
  private final Map<String, Integer> visits = new HashMap<>();
  private final Deque<String> questions = new ArrayDeque<>();
  private int failures;

  /** How a call ended, and why in a few words for the journal. */
  public record Ended(Ending ending, String reason) {}

  /**
   * @param lastResort the skill group of callers for whom nothing else works any more
   */
  public FlowRunner(
      Flow flow,
      Ports ports,
      Limits limits,
      String lastResort,
      Arrival arrival,
      Leg leg,
      Inbox inbox) {
    this.flow = flow;
    this.limits = limits;
    this.call = new LiveCall(arrival, ports, limits, flow.script(), leg, inbox);
    this.lastWords = new LastWords(call, lastResort);
  }

  /** Before {@link #run()}: the call is one that we have made. */
  public void resume(Returned caller) {
    call.resume(caller);
  }

  /**
   * Runs the call to its end and closes it; the caller must hear us by now. Never throws for a
   * failing port. When the thread is interrupted, the call ends at once and the flag is set on
   * return.
   */
  public Ended run() {
    return run((_, _) -> {});
  }

  /**
   * As {@link #run()}.
   *
   * @param watcher is told on this thread of every visit of a step
   */
  public Ended run(FlowWatcher watcher) {
    Ended ended = new Ended(Ending.CUT_OFF, "fault");
    EndCause cause = EndCause.FAULT;
    try {
      Outcome outcome = walk(watcher);
      ended = ended(outcome);
      cause = cause(outcome, ended);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", call.arrival().call())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a call broke");
    } finally {
      boolean interrupted = Thread.interrupted();
      new CallClosing(call).close(ended.ending(), ended.reason(), cause);
      if (interrupted || stopped()) {
        Thread.currentThread().interrupt();
      }
    }
    return ended;
  }

  private static EndCause cause(Outcome outcome, Ended ended) {
    if (outcome instanceof Outcome.Done(EndCause said)) {
      return said;
    }
    if (outcome instanceof Outcome.HungUp(EndCause theirs) && theirs == EndCause.LOST) {
      return theirs;
    }
    return ended.ending() == Ending.CUT_OFF ? EndCause.FAULT : EndCause.NORMAL;
  }

  private boolean stopped() {
    return call.line().over().filter(new Outcome.Ordered("stopped")::equals).isPresent();
  }

  private Outcome walk(FlowWatcher watcher) {
    Step step = step(flow.start());
    while (true) {
      Outcome outcome = visit(step, watcher);
      watcher.left(step, outcome);
      Optional<Target> onward =
          switch (outcome) {
            case Outcome.Onward _ -> step.next().or(() -> Optional.of(new Target.HangUp()));
            case Outcome.Next(Target target) -> Optional.of(target);
            case Outcome.Failed(String reason) -> afterFailure(step, reason);
            case Outcome.HungUp _, Outcome.Ordered _, Outcome.LimitReached _, Outcome.Done _ ->
                Optional.empty();
          };
      if (onward.isEmpty()) {
        return outcome instanceof Outcome.Failed && answered() ? lastWords.lastResort() : outcome;
      }
      if (onward.get() instanceof Target.HangUp) {
        return new Outcome.Done();
      }
      step = follow(onward.get(), step);
    }
  }

  /** Nobody is connected to a caller whose call was never answered. */
  private boolean answered() {
    return !(flow.answer() instanceof Answering.EarlyMedia);
  }

  private Outcome visit(Step step, FlowWatcher watcher) {
    if (visits.merge(step.id(), 1, Integer::sum) > limits.visits()) {
      return new Outcome.LimitReached("visits of step " + step.id());
    }
    if (call.line().over().isPresent()) {
      return call.line().over().get();
    }
    call.log().note(new StepEntered(step.id()));
    watcher.enters(step, call);
    try {
      return step.action().run(step.id(), call);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", call.arrival().call())
          .addKeyValue("step", step.id())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a step failed");
      watcher.broke(step, e);
      return new Outcome.Failed(e.getClass().getSimpleName());
    }
  }

  /** Where a broken step leads; empty when only the last resort is left. */
  private Optional<Target> afterFailure(Step step, String reason) {
    failures++;
    Optional<Target> next = Optional.empty();
    if (call.stage() == Stage.SERVED) {
      // an operator was reached already: going on is kinder than queueing again
      next = failures > 3 ? Optional.of(new Target.HangUp()) : step.next();
    } else if (failures == 1) {
      next = flow.trouble();
    }
    call.log()
        .note(new StepFailed(step.id(), reason, next.map(Target::word).orElse("last resort")));
    return next;
  }

  private Step follow(Target target, Step from) {
    if (from.action().listens() && !from.id().equals(questions.peek())) {
      questions.push(from.id());
    }
    Step next = next(target, from);
    leaveSubFlows(from, next);
    return next;
  }

  /** Leaving a sub-flow, for whatever reason, the question before is the step that ran it. */
  private void leaveSubFlows(Step from, Step next) {
    call.memory().leaveTo(next.depth());
    String scope = Step.scope(from.id());
    while (!scope.isEmpty() && !next.id().startsWith(scope)) {
      String left = scope;
      String run = scope.substring(0, scope.length() - Step.IN.length());
      if (questions.removeIf(question -> question.startsWith(left))) {
        questions.push(run);
      }
      scope = Step.scope(run);
    }
  }

  private Step next(Target target, Step from) {
    return switch (target) {
      case Target.ToStep to -> step(to.step());
      case Target.Repeat _ -> from;
      case Target.Top _ -> step(flow.start());
      case Target.Back _ -> back(from);
      case Target.HangUp _ -> throw new IllegalStateException("a hang-up leads nowhere");
    };
  }

  private Step back(Step from) {
    if (from.id().equals(questions.peek())) {
      questions.pop();
    }
    return step(questions.isEmpty() ? flow.start() : questions.pop());
  }

  private Step step(String id) {
    return Objects.requireNonNull(flow.steps().get(id), id);
  }

  private Ended ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> new Ended(Ending.COMPLETED, "flow ended");
      case Outcome.HungUp(EndCause cause)
          when cause == EndCause.LOST && call.stage() != Stage.SERVED ->
          new Ended(Ending.CUT_OFF, "caller's line lost");
      case Outcome.HungUp _ -> new Ended(call.stage().onHangUp(), "caller hung up");
      case Outcome.LimitReached(String what) -> {
        lastWords.say(Duration.ofSeconds(30), "limit-reached");
        yield new Ended(Ending.TIMEOUT, "limit: " + what);
      }
      case Outcome.Ordered(String reason) -> {
        if (!stopped()) {
          lastWords.say(Duration.ofSeconds(10), "no-service");
        }
        yield new Ended(Ending.CUT_OFF, reason);
      }
      case Outcome.Failed(String reason) -> {
        lastWords.say(Duration.ofSeconds(30), "no-service");
        yield new Ended(Ending.CUT_OFF, reason);
      }
      case Outcome.Onward _, Outcome.Next _ -> new Ended(Ending.COMPLETED, "flow ended");
    };
  }
}
