package org.liniya.server.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.call.Supervision;
import org.liniya.port.Consultations;
import org.liniya.port.DeskOrder;
import org.liniya.port.Guest;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call that an operator makes from their own telephone: to a colleague, or to a number outside.
 * Runs on its own virtual thread, top to bottom; only {@link #giveUp} and the far leg's signals
 * come from elsewhere.
 */
final class DeskCall {

  private static final Logger LOG = LoggerFactory.getLogger(DeskCall.class);

  private final DeskLine line;
  private final Dialled dialled;

  DeskCall(CallId id, OperatorDesk.Call call, DeskCalls.Ports ports, DeskInbox inbox) {
    this.line = new DeskLine(id, call.operator(), call.leg(), ports, inbox, new Handover(inbox));
    this.dialled = call.dialled();
  }

  void run() {
    journal(started());
    DeskEnd end = DeskEnd.of(EndCause.FAULT);
    try {
      if (occupies()) {
        line.ports().waitingRoom().callingOut(line.operator(), line.call());
      }
      end = call();
    } catch (InterruptedException e) {
      LOG.atWarn().addKeyValue("call", line.call()).log("an operator's call was stopped");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("call", line.call()).setCause(e).log("an operator's call broke");
    } finally {
      line.inbox().close();
      line.leg().hangUp(EndCause.NORMAL);
      if (occupies()) {
        line.ports().waitingRoom().hungUp(line.operator(), line.call());
      }
      journal(new JournalEvent.DeskCallEnded(end.reason(), end.talk().toMillis()));
      LOG.atInfo()
          .addKeyValue("call", line.call())
          .addKeyValue("operator", line.operator())
          .log("operator's call over: {}", end.reason());
    }
  }

  /** Whether nothing is offered meanwhile; an order is about the operator's state, and is short. */
  private boolean occupies() {
    return !(dialled instanceof Dialled.Order);
  }

  private void journal(JournalEvent.Durable event) {
    line.ports().journal().commitLater(line.call(), line.ports().time().now(), event);
  }

  private JournalEvent.DeskCallStarted started() {
    return switch (dialled) {
      case Dialled.Colleague(OperatorId colleague) -> started("colleague", colleague.value());
      case Dialled.Outside(PhoneNumber number) -> started("outside", number.masked());
      case Dialled.Emergency(PhoneNumber number, var _) ->
          started("emergency", number.full().reveal());
      case Dialled.Order _ -> started("order", "");
      case Dialled.Supervised(OperatorId operator) -> started("supervision", operator.value());
      case Dialled.Group _, Dialled.Unknown _ -> started("nobody", "");
    };
  }

  private JournalEvent.DeskCallStarted started(String party, String to) {
    return new JournalEvent.DeskCallStarted(line.operator().value(), party, to);
  }

  private DeskEnd call() throws InterruptedException {
    return switch (dialled) {
      case Dialled.Colleague(OperatorId colleague) -> colleague(colleague);
      case Dialled.Outside(PhoneNumber number) -> talkOrRefuse(outside(number));
      case Dialled.Emergency(PhoneNumber number, boolean connected) ->
          connected ? emergency(number) : DeskSentence.noEmergencyCalls(line);
      case Dialled.Order(DeskOrder order) ->
          DeskSentence.answer(line, line.ports().orders().obey(line.operator(), order));
      case Dialled.Supervised(OperatorId operator) ->
          new Supervising(
                  line, Supervisors.Wish.dialled(line.operator(), operator, Supervision.LISTEN))
              .dialled();
      case Dialled.Group _, Dialled.Unknown _ -> refuse(EndCause.UNREACHABLE);
    };
  }

  private DeskEnd colleague(OperatorId colleague) throws InterruptedException {
    ReachColleague reach = new ReachColleague(line, colleague);
    try {
      return talkOrRefuse(reach.run());
    } catch (InterruptedException | RuntimeException e) {
      reach.leave("fault");
      throw e;
    }
  }

  private Reached outside(PhoneNumber number) throws InterruptedException {
    return new ReachOutside(line, number).run();
  }

  /** Nobody in need is refused in silence. */
  private DeskEnd emergency(PhoneNumber number) throws InterruptedException {
    Reached reached = outside(number);
    return reached instanceof Reached.Failed
        ? DeskSentence.noEmergencyCalls(line)
        : talkOrRefuse(reached);
  }

  private DeskEnd talkOrRefuse(Reached reached) throws InterruptedException {
    return switch (reached) {
      case Reached.Answered(FarParty far) -> new DeskTalk(line, far).run();
      case Reached.Failed(EndCause cause) -> refuse(cause);
      case Reached.GivenUp(EndCause cause) -> refuse(cause);
    };
  }

  private DeskEnd refuse(EndCause cause) {
    line.leg().hangUp(cause);
    return DeskEnd.of(cause);
  }

  /** A transfer wants the far party; empty when there is none (any more). From any thread. */
  Optional<Consultations.Taken> giveUp(Consumer<Signal> signals) {
    return line.handover().giveUp(signals);
  }

  boolean isOf(OperatorId operator) {
    return line.operator().equals(operator);
  }

  /** Whether the two hear each other, and nobody else does. From any thread. */
  boolean talks() {
    return line.handover().talking();
  }

  /**
   * Both are to talk with the operator's caller too; empty when they do not talk, or do so already.
   * From any thread.
   *
   * @param leave says to the caller's call that the far party is gone
   */
  Optional<Guest.Consulted> join(Runnable leave) {
    return line.handover()
        .join(leave)
        .map(far -> new Guest.Consulted(line.leg(), far.leg(), far.who()));
  }

  /** They do not talk with a caller any more. From any thread. */
  void part() {
    line.handover().part(line.leg());
  }
}
