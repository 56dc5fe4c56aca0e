package org.liniya.server.run;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Supervision;
import org.liniya.port.TalkDesk;

/** What the API wants of talks. Thread-safe; each supervision gets a virtual thread of its own. */
final class TalkOrders implements TalkDesk {

  private final DeskCalls.Ports ports;
  private final ActiveCalls active;
  private final RandomGenerator random;

  TalkOrders(DeskCalls.Ports ports, ActiveCalls active, RandomGenerator random) {
    this.ports = ports;
    this.active = active;
    this.random = random;
  }

  @Override
  public Outcome supervise(
      String user, OperatorId operator, OperatorId telephone, Supervision mode) {
    Supervisors.Wish wish = new Supervisors.Wish(user, telephone, operator, mode);
    Optional<Supervisors.Running> running = ports.supervisors().running(telephone);
    if (running.filter(now -> now.operator().equals(operator)).isPresent()) {
      return changed(wish, running.get());
    }
    return switch (ports.supervisors().ask(wish)) {
      case Supervisors.Asked.Granted granted -> ring(wish, granted);
      case Supervisors.Asked.Refused(Supervisors.Refusal why) -> new Outcome.Refused(why.words());
    };
  }

  private Outcome changed(Supervisors.Wish wish, Supervisors.Running running) {
    if (!ports.supervisors().changes(wish, running.call())) {
      return new Outcome.Refused(Supervisors.Refusal.NO_AUDIT.words());
    }
    running.inbox().post(new DeskInbox.Event.ModeWanted(wish.mode()));
    return new Outcome.Changed(running.call());
  }

  private Outcome ring(Supervisors.Wish wish, Supervisors.Asked.Granted granted) {
    Instant at = ports.time().now();
    CallId id = CallId.create(at, random);
    DeskInbox inbox = new DeskInbox();
    if (!active.add(id, inbox)) {
      return new Outcome.Refused("the server takes no more calls");
    }
    RungSupervisor rung = new RungSupervisor(id, wish, granted, ports, inbox);
    Thread.ofVirtual()
        .name("desk-" + id)
        .start(
            () -> {
              try {
                rung.run();
              } finally {
                active.remove(id);
              }
            });
    return new Outcome.Rings(granted.call());
  }

  @Override
  public boolean confer(OperatorId operator) {
    return ports.conferences().join(operator);
  }
}
