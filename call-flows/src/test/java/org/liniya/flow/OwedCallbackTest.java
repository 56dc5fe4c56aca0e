package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.CallbackNotOwed;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Callbacks.Task;

/** Whom the line itself cuts off it owes a callback, by the rule that holds after a crash too. */
class OwedCallbackTest {

  private final Scenario caller = new Scenario();

  private Scenario waiting() {
    return caller
        .hears("press-for-english")
        .presses("1")
        .hears("choose-category")
        .presses("3")
        .hears("enter-snils")
        .presses("#")
        .hears("music");
  }

  private static void drained(Scenario s) {
    s.inbox.post(new Signal.EndRequested(EndCause.UNAVAILABLE));
  }

  @Test
  void whoWaitsWhenTheServerDrainsIsOwedOneCallbackAtTheOldPlace() {
    FlowRunner.Ended ended = waiting().then(OwedCallbackTest::drained).hears("no-service").run();

    assertThat(ended.ending()).isEqualTo(Ending.CUT_OFF);
    Task task = caller.callbacks.open().getFirst();
    assertThat(caller.callbacks.open()).hasSize(1);
    assertThat(task.call()).isEqualTo(caller.call);
    assertThat(task.ticket()).contains(caller.ticket().number());
    assertThat(task.group()).isEqualTo("payment");
    assertThat(task.rank()).isEqualTo(caller.calls.find(caller.call).orElseThrow().rank().get());
    assertThat(kinds()).endsWith("cut-off", "callback-owed", "call-ended");
  }

  @Test
  void whoseLineIsLostIsOwedOneToo() {
    waiting().then(s -> s.leg.partyEnds(EndCause.LOST)).run();

    assertThat(caller.callbacks.open()).extracting(Task::call).containsExactly(caller.call);
  }

  @Test
  void whoHasOnlyHeardTheGreetingIsOwedNothingAndTheJournalSaysWhy() {
    caller.hears("press-for-russian").then(OwedCallbackTest::drained).hears("no-service").run();

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(caller.events(CallbackNotOwed.class))
        .containsExactly(new CallbackNotOwed("language not chosen"));
  }

  @Test
  void whoHangsUpIsOwedNothing() {
    waiting().hangsUp().run();

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(kinds()).doesNotContain("cut-off", "callback-not-owed");
  }

  @Test
  void whoRangAgainMeanwhileIsNotOwedTwice() {
    waiting()
        .then(
            s -> {
              s.inbox.after(
                  Duration.ofSeconds(1),
                  () -> {
                    CallerNumber same = new CallerNumber.Claimed(PhoneNumber.of("+79990000001"));
                    CallId again = CallId.create(s.time.now(), new Random(7));
                    s.calls.arrived(again, same, "hotline", "hotline", "1", s.time.now());
                    drained(s);
                  });
            })
        .hears("no-service")
        .run();

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(caller.events(CallbackNotOwed.class))
        .containsExactly(new CallbackNotOwed("rang in since"));
  }

  @Test
  void whatCouldNotBeStoredIsLeftToTheNextStart() {
    waiting()
        .then(
            s -> {
              s.callbacks.failing(true);
              s.calls.failing(true);
              drained(s);
            })
        .hears("no-service")
        .run();
    caller.calls.failing(false);
    caller.callbacks.failing(false);

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(caller.calls.find(caller.call).orElseThrow().ending()).isEqualTo(Optional.empty());
  }

  private List<String> kinds() {
    return caller.events().stream().map(JournalEvent::kind).toList();
  }
}
