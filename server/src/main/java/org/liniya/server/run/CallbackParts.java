package org.liniya.server.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.liniya.acd.SkillGroup;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.callback.CallbackPlan;
import org.liniya.callback.DiallingRule;
import org.liniya.flow.call.Limits;
import org.liniya.flow.call.Ports;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.Task;
import org.liniya.server.config.Configuration;

/**
 * What callbacks are dialled with, and what is known of each. Thread-safe; the facts are asked of
 * the store.
 *
 * @param portsOf what the flows of an edition need from outside
 */
record CallbackParts(
    CallbackPlan plan,
    Editions editions,
    Function<Edition, Ports> portsOf,
    Limits limits,
    ActiveCalls active,
    RandomGenerator random,
    MeterRegistry metrics) {

  Ports ports() {
    return portsOf.apply(editions.current());
  }

  Instant now() {
    return ports().time().now();
  }

  private Configuration configuration() {
    return editions.current().line().configuration();
  }

  /** Within which people may be rung; a check has found that it is there. */
  WorkingCalendar hours() {
    return Objects.requireNonNull(configuration().calendars().get(plan.hours()), "no calendar");
  }

  /** In whose queue; a call may have been cut off before it had one, or the group is gone. */
  String group(Task task) {
    List<SkillGroup> groups = configuration().skillGroups();
    return groups.stream()
        .map(SkillGroup::name)
        .filter(task.group()::equals)
        .findFirst()
        .orElseGet(() -> Settings.lastResort(groups));
  }

  /**
   * Whether it may be dialled.
   *
   * @param inUse whether another callback rings the number or talks with it
   */
  DiallingRule.Decision decide(Standing callback, boolean inUse) {
    Task task = callback.task();
    Ports ports = ports();
    Instant now = now();
    DiallingRule.Facts facts =
        new DiallingRule.Facts(
            LaterCalls.any(task, ports.calls()),
            goesOn(task.call()),
            Line.mayCall(configuration(), task.number()),
            ports.callbacks().tries(task.number(), DiallingRule.dayBegan(hours(), now)),
            inUse);
    return DiallingRule.decide(callback, plan, hours(), facts, now);
  }

  /** A call whose end is written is in the queues for a moment yet, under the same name. */
  private boolean goesOn(CallId call) {
    return active.has(call)
        || ports().calls().find(call).filter(row -> row.endedAt().isEmpty()).isPresent();
  }

  /** What became of a try. */
  void count(String outcome) {
    metrics.counter("liniya.callbacks.tries", "outcome", outcome).increment();
  }

  static String word(EndCause cause) {
    return switch (cause) {
      case NORMAL, CANCELLED, WITHDRAWN -> "withdrawn";
      case BUSY -> "busy";
      case DECLINED -> "declined";
      case NO_ANSWER -> "no answer";
      case UNREACHABLE, LOST -> "unreachable";
      case UNAVAILABLE, FAULT -> "trouble";
    };
  }
}
