package org.liniya.server.run;

import java.time.Duration;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.callback.CallbackPlan.First;
import org.liniya.port.CallStore;
import org.liniya.server.run.PaperLine.Caller;

/**
 * A day on a {@link PaperLine}: callers who are served, who hang up, who are cut off, who choose a
 * callback and are reached, missed, or ring in first; some are still on the line at its end. For
 * the test's thread.
 */
final class PaperDay {

  private static final String ONE = "1001";
  private static final String OTHER = "1002";

  private final PaperLine line;
  private Duration skipped = Duration.ZERO;

  PaperDay(PaperLine line) {
    this.line = line;
  }

  void live() throws InterruptedException {
    hangsUpEarly();
    choosesACallbackAndIsReachedAtTheSecondTry();
    isCutOffAndHangsUpWhenCalledBack();
    ringsInBeforeTheCallback();
    isServed();
    isMissedByOneOperator();
    withheldAndCutOff();
    whoIsThereAtTheEnd();
  }

  private static PaperLeg asksForAPerson(PaperLeg leg) {
    return leg.presses("press-for-russian", '1').presses("callback-number-keys", '2');
  }

  private static PaperLeg asksForACallback(PaperLeg leg) {
    return leg.presses("press-for-russian", '2').presses("callback-number-keys", '1');
  }

  // ---- callers

  private void hangsUpEarly() throws InterruptedException {
    Caller caller =
        line.calls(
            PaperLine.number(1),
            leg -> leg.hearing("press-for-russian", it -> it.ends(EndCause.NORMAL)));
    awaitEnd(caller.call());
  }

  private void isServed() throws InterruptedException {
    line.ready(ONE);
    Caller caller =
        line.calls(
            PaperLine.number(2), leg -> asksForAPerson(leg).presses("rate-the-operator", '5'));
    PaperLeg operator = answered();
    awaitJournal(caller.call(), JournalEvent.Bridged.class);
    operator.ends(EndCause.NORMAL);
    awaitEnd(caller.call());
    line.leaves(ONE);
  }

  private void isMissedByOneOperator() throws InterruptedException {
    line.ready(ONE);
    Caller caller = line.calls(PaperLine.number(3), PaperDay::asksForAPerson);
    line.rings().fails(EndCause.NO_ANSWER);
    line.ready(OTHER);
    answered();
    awaitJournal(caller.call(), JournalEvent.Bridged.class);
    caller.leg().ends(EndCause.NORMAL);
    awaitEnd(caller.call());
    line.leaves(ONE);
    line.leaves(OTHER);
  }

  private void withheldAndCutOff() throws InterruptedException {
    Caller caller =
        line.calls(new CallerNumber.Withheld(), leg -> leg.presses("press-for-russian", '1'));
    awaitJournal(caller.call(), JournalEvent.Queued.class);
    caller.sink().accept(new Signal.EndRequested(EndCause.UNAVAILABLE));
    awaitEnd(caller.call());
  }

  private void whoIsThereAtTheEnd() throws InterruptedException {
    Caller waits = line.calls(PaperLine.number(8), PaperDay::asksForAPerson);
    awaitJournal(waits.call(), JournalEvent.Queued.class);
    line.ready(ONE);
    answered();
    awaitJournal(waits.call(), JournalEvent.Bridged.class);
    Caller alone = line.calls(PaperLine.number(9), PaperDay::asksForAPerson);
    awaitJournal(alone.call(), JournalEvent.Queued.class);
    line.queues.pause(new OperatorId(OTHER), "lunch");
  }

  // ---- callbacks

  private void choosesACallbackAndIsReachedAtTheSecondTry() throws InterruptedException {
    Caller caller = line.calls(PaperLine.number(4), PaperDay::asksForACallback);
    awaitEnd(caller.call());
    isNotReached(caller.call());
    PaperLeg operator =
        isReached(caller.call(), new PaperLeg("outside").presses("rate-the-operator", '4'));
    operator.ends(EndCause.NORMAL);
    awaitEnd(made(caller.call()));
    line.leaves(ONE);
  }

  private void isCutOffAndHangsUpWhenCalledBack() throws InterruptedException {
    Caller caller = line.calls(PaperLine.number(5), PaperDay::asksForAPerson);
    awaitJournal(caller.call(), JournalEvent.Queued.class);
    caller.sink().accept(new Signal.EndRequested(EndCause.UNAVAILABLE));
    awaitEnd(caller.call());
    PaperLeg outside = new PaperLeg("outside");
    isReached(caller.call(), outside);
    outside.ends(EndCause.NORMAL);
    awaitEnd(made(caller.call()));
    line.leaves(ONE);
  }

  private void ringsInBeforeTheCallback() throws InterruptedException {
    CallerNumber number = new CallerNumber.Network(PhoneNumber.of("+79990000006"));
    Caller caller = line.calls(number, PaperDay::asksForACallback);
    awaitEnd(caller.call());
    Caller again = line.calls(number, PaperDay::asksForAPerson);
    awaitJournal(again.call(), JournalEvent.PlaceKept.class);
    awaitJournal(again.call(), JournalEvent.Queued.class);
    again.leg().ends(EndCause.NORMAL);
    awaitEnd(again.call());
  }

  private void isNotReached(CallId call) throws InterruptedException {
    begins();
    if (line.plan().first() == First.OPERATOR) {
      answered();
    }
    line.rings().fails(EndCause.BUSY);
    awaitJournal(call, JournalEvent.CallbackMissed.class);
    line.leaves(ONE);
  }

  /** Gives the leg of the operator, who talks with the caller. */
  private PaperLeg isReached(CallId call, PaperLeg outside) throws InterruptedException {
    begins();
    PaperLeg operator;
    if (line.plan().first() == First.OPERATOR) {
      operator = answered();
      line.rings().answers(outside);
    } else {
      line.rings().answers(outside);
      operator = answered();
    }
    awaitJournal(made(call), JournalEvent.Bridged.class);
    return operator;
  }

  /** The next telephone that rings is that of the one callback that is owed. */
  private void begins() {
    skipped = skipped.plus(Duration.ofMinutes(2)); // from one try to the next
    line.time.skip(skipped);
    line.ready(ONE);
  }

  private CallId made(CallId owed) throws InterruptedException {
    awaitJournal(owed, JournalEvent.CallbackReached.class);
    return line.writes.all().stream()
        .filter(write -> write.call().filter(owed::equals).isPresent())
        .flatMap(write -> write.arguments().stream())
        .filter(JournalEvent.CallbackReached.class::isInstance)
        .map(event -> CallId.parse(((JournalEvent.CallbackReached) event).call()))
        .findFirst()
        .orElseThrow();
  }

  // ---- telephones and the store

  private PaperLeg answered() throws InterruptedException {
    PaperLeg operator = new PaperLeg("operator");
    line.rings().answers(operator);
    return operator;
  }

  private void awaitJournal(CallId call, Class<? extends JournalEvent> kind)
      throws InterruptedException {
    line.writes.await(
        1,
        kind.getSimpleName() + " of " + call,
        write ->
            write.call().filter(call::equals).isPresent()
                && write.arguments().stream().anyMatch(kind::isInstance));
  }

  private void awaitEnd(CallId call) throws InterruptedException {
    line.writes.await(
        1,
        "the end of " + call,
        write ->
            write.is(CallStore.class, "ended") && write.call().filter(call::equals).isPresent());
  }
}
