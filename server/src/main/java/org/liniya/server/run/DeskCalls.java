package org.liniya.server.run;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.Dialer;
import org.liniya.port.FrontDesk;
import org.liniya.port.Journal;
import org.liniya.port.OperatorDesk;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.Time;
import org.liniya.port.WaitingRoom;

/**
 * Takes every call that an operator makes from their own telephone and gives it a virtual thread,
 * as {@link CallDesk} does for callers. Thread-safe; never blocks.
 */
final class DeskCalls implements OperatorDesk, Consultations {

  private final Supplier<DialPlan> plan;
  private final Ports ports;
  private final ActiveCalls active;
  private final RandomGenerator random;
  private final RunningDeskCalls running;

  /** What the calls work with. */
  record Ports(
      WaitingRoom waitingRoom,
      Dialer dialer,
      Journal journal,
      PromptCatalogue prompts,
      DeskOrders orders,
      Conferences conferences,
      Supervisors supervisors,
      Time time) {}

  DeskCalls(
      Supplier<DialPlan> plan,
      Ports ports,
      ActiveCalls active,
      RunningDeskCalls running,
      RandomGenerator random) {
    this.running = running;
    this.plan = plan;
    this.ports = ports;
    this.active = active;
    this.random = random;
  }

  @Override
  public Dialled meaning(String dialled) {
    return plan.get().meaning(dialled);
  }

  @Override
  public FrontDesk.Accepted called(Call call) {
    Instant at = ports.time().now();
    CallId id = CallId.create(at, random);
    DeskInbox inbox = new DeskInbox();
    if (!active.add(id, inbox)) {
      Thread.startVirtualThread(() -> call.leg().hangUp(EndCause.UNAVAILABLE));
      return new FrontDesk.Accepted(id, _ -> {});
    }
    DeskCall desk = new DeskCall(id, call, ports, inbox);
    running.add(call.leg().id(), desk);
    Thread.ofVirtual()
        .name("desk-" + id)
        .start(
            () -> {
              try {
                desk.run();
              } finally {
                running.remove(call.leg().id());
                active.remove(id);
              }
            });
    return new FrontDesk.Accepted(id, inbox::post);
  }

  @Override
  public Optional<Taken> take(LegId operatorsLeg, Consumer<Signal> signals) {
    return running.find(operatorsLeg).flatMap(call -> call.giveUp(signals));
  }
}
