package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;

/** Who is cut off while the server still runs is called back, exactly once. */
class CutOffByUsTest {

  private static final Signal ENOUGH = new Signal.EndRequested(EndCause.UNAVAILABLE);

  private final Scenario caller = new Scenario();

  private CallRow row() {
    return caller.calls.find(caller.call).orElseThrow();
  }

  private List<String> lastKinds() {
    return caller.events().stream()
        .filter(
            event ->
                event instanceof JournalEvent.CallbackOwed
                    || event instanceof JournalEvent.CallbackNotOwed
                    || event instanceof JournalEvent.CallEnded)
        .map(JournalEvent::kind)
        .toList();
  }

  @Test
  void aWaitingCallerIsOwedACallbackAtTheOldPlace() {
    caller.toQueue().tells(ENOUGH).run();

    assertThat(row().ending()).contains(Ending.CUT_OFF);
    assertThat(lastKinds()).containsExactly("callback-owed", "call-ended");
    assertThat(caller.callbacks.open())
        .singleElement()
        .returns(caller.call, Callbacks.Task::call)
        .returns(Optional.of(caller.ticket().number()), Callbacks.Task::ticket)
        .returns(PhoneNumber.of("+79990000001"), Callbacks.Task::number)
        .returns("access", Callbacks.Task::group)
        .returns(row().rank().orElseThrow(), Callbacks.Task::rank);
    assertThat(caller.kept).isEmpty();
  }

  @Test
  void aTalkThatIsCutOffIsOwedToo() {
    caller
        .toQueue()
        .operatorAnswers()
        .waits(Duration.ofSeconds(5))
        .tells(ENOUGH)
        .hears("no-service")
        .run();

    assertThat(caller.callbacks.open()).hasSize(1);
  }

  @Test
  void whoHasNotChosenALanguageOrHasBeenServedIsOwedNothing() {
    caller.hears("welcome").then(s -> s.inbox.post(ENOUGH)).run();
    Scenario served = new Scenario();
    served
        .toQueue()
        .operatorAnswers()
        .waits(Duration.ofSeconds(5))
        .operatorLeaves(EndCause.NORMAL)
        .hears("rate-the-operator")
        .tells(ENOUGH)
        .run();

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(lastKinds()).containsExactly("callback-not-owed", "call-ended");
    assertThat(served.callbacks.open()).isEmpty();
    assertThat(served.events(JournalEvent.CallbackNotOwed.class))
        .containsExactly(new JournalEvent.CallbackNotOwed("already served"));
  }

  @Test
  void whoseLineIsLostIsOwedToo() {
    caller.toQueue().then(s -> s.leg.partyEnds(EndCause.LOST)).run();

    assertThat(row().ending()).contains(Ending.CUT_OFF);
    assertThat(lastKinds()).containsExactly("callback-owed", "call-ended");
    assertThat(caller.callbacks.open()).hasSize(1);
  }

  @Test
  void whoRangAgainMeanwhileIsOwedNothing() {
    caller
        .toQueue()
        .then(
            s -> {
              CallId again = CallId.create(s.time.now().plusSeconds(1), new Random(7));
              s.calls.arrived(
                  again, row().from(), "hotline", "hotline", "1", s.time.now().plusSeconds(1));
              s.leg.partyEnds(EndCause.LOST);
            })
        .run();

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(caller.events(JournalEvent.CallbackNotOwed.class))
        .containsExactly(new JournalEvent.CallbackNotOwed("rang in since"));
  }

  @Test
  void whatCannotBeStoredLeavesTheCallOpenAndIsStoredLaterOnce() {
    caller.toQueue().then(s -> s.callbacks.failing(true)).tells(ENOUGH).run();

    assertThat(row().ending()).isEmpty();
    assertThat(lastKinds()).containsExactly("call-ended");
    caller.callbacks.failing(false);
    caller.kept.forEach(Runnable::run);
    assertThat(row().ending()).contains(Ending.CUT_OFF);
    assertThat(lastKinds()).containsExactly("call-ended", "callback-owed");
    assertThat(caller.callbacks.open()).hasSize(1);
    caller.kept.forEach(Runnable::run);
    assertThat(lastKinds()).hasSize(2);
  }

  @Test
  void aGoodbyeThatCannotBeStoredIsNoReasonForTrouble() {
    caller
        .toQueue()
        .operatorAnswers()
        .waits(Duration.ofSeconds(5))
        .then(s -> Fault.DATABASE.turn(s, true))
        .operatorLeaves(EndCause.NORMAL)
        .hears("rate-the-operator")
        .presses("5")
        .hears("goodbye")
        .run();

    assertThat(caller.leg.heardNames()).doesNotContain("trouble");
    assertThat(caller.room.requests()).hasSize(1);
    assertThat(caller.kept).hasSize(1);
    Fault.DATABASE.turn(caller, false);
    caller.kept.forEach(Runnable::run);
    assertThat(row().served()).isTrue();
    assertThat(row().ending()).contains(Ending.COMPLETED);
    assertThat(caller.ticket().ending()).contains(Ending.COMPLETED);
    assertThat(caller.events(JournalEvent.CallEnded.class)).hasSize(1);
  }

  @Test
  void aHangUpOfAFlowThatNeverReachedAnOperatorIsNoTroubleEither() {
    Flow flow =
        Config.read(
            "short.yaml",
            """
            flow: short
            languages: [ru]
            trouble: person
            steps:
              part:
                say: [goodbye]
                next: end
              person:
                queue: { skill-group: other }
              end:
                hangup: normal
            """);
    caller.hears("goodbye").then(s -> Fault.DATABASE.turn(s, true)).run(flow);

    assertThat(caller.leg.heardNames()).doesNotContain("trouble");
    assertThat(caller.room.requests()).isEmpty();
    Fault.DATABASE.turn(caller, false);
    caller.kept.forEach(Runnable::run);
    assertThat(row().served()).isTrue();
    assertThat(row().ending()).contains(Ending.COMPLETED);
  }
}
