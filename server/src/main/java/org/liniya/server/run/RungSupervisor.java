package org.liniya.server.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.server.run.DeskInbox.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the telephone of a supervisor who, by the API, wants to hear a talk, and lets them hear it.
 * Runs on its own virtual thread, top to bottom.
 */
final class RungSupervisor {

  private static final Logger LOG = LoggerFactory.getLogger(RungSupervisor.class);

  /** Who does not answer sooner has changed their mind. */
  private static final Duration RINGING = Duration.ofSeconds(30);

  private final CallId call;
  private final Supervisors.Wish wish;
  private final Supervisors.Asked.Granted granted;
  private final DeskCalls.Ports ports;
  private final DeskInbox inbox;

  RungSupervisor(
      CallId call,
      Supervisors.Wish wish,
      Supervisors.Asked.Granted granted,
      DeskCalls.Ports ports,
      DeskInbox inbox) {
    this.call = call;
    this.wish = wish;
    this.granted = granted;
    this.ports = ports;
    this.inbox = inbox;
  }

  void run() {
    OperatorId telephone = wish.supervisor();
    journal(
        new JournalEvent.DeskCallStarted(
            telephone.value(), "supervision", wish.operator().value()));
    DeskEnd end = DeskEnd.of(EndCause.FAULT);
    try {
      ports.waitingRoom().callingOut(telephone, call);
      end = ring();
    } catch (InterruptedException e) {
      LOG.atWarn().addKeyValue("call", call).log("a supervision was stopped");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("call", call).setCause(e).log("a supervision broke");
    } finally {
      inbox.close();
      ports.waitingRoom().hungUp(telephone, call);
      journal(new JournalEvent.DeskCallEnded(end.reason(), end.talk().toMillis()));
    }
  }

  private void journal(JournalEvent.Durable event) {
    ports.journal().commitLater(call, ports.time().now(), event);
  }

  private DeskEnd ring() throws InterruptedException {
    Dialer.Dialling dialling =
        ports
            .dialer()
            .dial(
                new Dialer.Request(
                    new Dialer.Destination.Operator(wish.supervisor()),
                    call,
                    Optional.empty(),
                    wish.operator().value(),
                    Map.of(),
                    inbox::post),
                result -> inbox.post(new Event.Dialled(result)));
    Duration until = ports.time().elapsed().plus(RINGING);
    while (true) {
      switch (inbox.take(until.minus(ports.time().elapsed()))) {
        case Event.Dialled(Dialer.Result.Answered(Leg leg)) -> {
          return hear(leg);
        }
        case Event.Dialled(Dialer.Result.Failed(EndCause cause)) -> {
          return DeskEnd.of(cause);
        }
        case Event.Happened(Signal.EndRequested(EndCause cause)) -> {
          dialling.cancel(); // an answer that was quicker is let go by the inbox
          return DeskEnd.of(cause);
        }
        case Event.Nothing() -> {
          dialling.cancel();
          return DeskEnd.of(EndCause.NO_ANSWER);
        }
        default -> {}
      }
    }
  }

  private DeskEnd hear(Leg leg) throws InterruptedException {
    DeskLine line = new DeskLine(call, wish.supervisor(), leg, ports, inbox, new Handover(inbox));
    try {
      return new Supervising(line, wish).listen(granted);
    } finally {
      leg.hangUp(EndCause.NORMAL);
    }
  }
}
