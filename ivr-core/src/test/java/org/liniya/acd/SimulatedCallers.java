package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;

/** The callers of a {@link SimulatedDay}: they come, go to another group, and lose patience. */
final class SimulatedCallers {

  private final DayPlan plan;
  private int made;

  SimulatedCallers(DayPlan plan) {
    this.plan = plan;
  }

  /** One more caller, who comes at this time. */
  void add(Instant at) {
    CallId call = new CallId(new UUID(0x7000L, made++));
    Instant arrived = at.minusSeconds(plan.below(60));
    plan.add(at, entering(call, at, arrived));
    Instant last = at;
    if (plan.chance(3)) {
      last = at.plusSeconds(plan.below(60));
      plan.add(last, entering(call, last, arrived));
    }
    Instant patience = last.plusSeconds(plan.below(400));
    plan.add(patience, new AcdEvent.CallLeft(patience, call, "hung-up"));
  }

  AcdEvent entering(CallId call, Instant at, Instant arrived) {
    Duration headStart = Duration.ofMinutes(plan.chance(4) ? 5 : 0);
    Language language = plan.chance(3) ? Language.EN : Language.RU;
    WhenNobody nobody = plan.chance(4) ? WhenNobody.REFUSE : WhenNobody.WAIT;
    Instant told = plan.chance(20) ? at.minusSeconds(30) : at;
    Optional<OperatorId> lastServed =
        plan.chance(3) ? Optional.of(plan.anyOperator()) : Optional.empty();
    return new AcdEvent.CallEntered(
        told, call, plan.anyGroup(), language, arrived, headStart, nobody, lastServed);
  }
}
