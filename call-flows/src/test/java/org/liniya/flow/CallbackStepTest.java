package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallerNumber;
import org.liniya.call.JournalEvent.CallbackOwed;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.yaml.Problems;

/** {@code callback}: the caller is asked, promised, and owed one callback. */
class CallbackStepTest {

  private static final String FLOW =
      """
      flow: back
      languages: [ru, en]
      trouble: trouble
      steps:
        welcome:
          say: [welcome]
        ring:
          callback: { skill-group: access, number: =caller.phone, done: thanks, refused: no }
        thanks:
          say: [connecting]
          next: end
        no:
          say: [sorry]
          next: end
        trouble:
          say: [trouble]
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  @Test
  void whoPressesOneIsOwedACallbackToTheNumberTheyRingFrom() {
    caller
        .hears("your-ticket-number-is", "callback-number", "callback-number-keys")
        .presses("1")
        .hears("callback-confirmed", "callback-confirmed-end", "connecting")
        .run(flow());

    assertThat(caller.callbacks.open())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.call()).isEqualTo(caller.call);
              assertThat(task.number()).isEqualTo(PhoneNumber.of("+79990000001"));
              assertThat(task.ticket()).contains(caller.ticket().number());
              assertThat(task.group()).isEqualTo("access");
              assertThat(task.rank())
                  .isEqualTo(caller.calls.find(caller.call).orElseThrow().arrivedAt());
              assertThat(task.reason()).isEqualTo("asked for");
            });
    assertThat(caller.events(CallbackOwed.class)).containsExactly(new CallbackOwed("asked for"));
    assertThat(caller.tickets.history(caller.ticket().number()).orElseThrow().entries())
        .extracting(TicketEntry::event)
        .contains(new TicketEvent.Noted(new Secret("callback: +79990000001")));
    assertThat(caller.calls.find(caller.call).orElseThrow().served()).isTrue();
    assertThat(caller.digitsHeard())
        .as("the ticket's number, and twice the end of the telephone's")
        .isEqualTo(caller.ticket().number().digits() + "0101");
  }

  @Test
  void anotherNumberThatWasKeyedInIsCalled() {
    caller
        .hears("enter-phone")
        .presses("9161234567")
        .hears("callback-number")
        .presses("1")
        .hears("connecting")
        .run(
            Config.read(
                "f",
                FLOW.replace(
                    "  ring:",
                    "  ask:\n    ask: { kind: phone, prompt: enter-phone, failed: ring }\n  ring:")));

    assertThat(caller.callbacks.open())
        .extracting(Callbacks.Task::number)
        .containsExactly(PhoneNumber.of("+79161234567"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "333", ""})
  void whoDoesNotWantItOrSaysNothingIsOwedNone(String keys) {
    for (int i = 0; i < Math.max(1, keys.length()); i++) {
      caller.hears("callback-number").presses(keys.isEmpty() ? "" : keys.substring(i, i + 1));
    }
    caller.hears("sorry").run(flow());

    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(caller.steps()).containsExactly("welcome", "ring", "no", "end");
  }

  @Test
  void withoutANumberThatCanBeDialledNothingIsOffered() {
    caller.from = new CallerNumber.Withheld();

    caller.hears("sorry").run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("callback-number");
  }

  @Test
  void passedAgainItIsPromisedAgainAndOwedOnce() {
    caller
        .hears("callback-number")
        .presses("1")
        .hears("callback-confirmed", "callback-confirmed", "callback-confirmed-end")
        .hangsUp()
        .run(Config.read("f", FLOW.replace("next: end\n  no:", "next: ring\n  no:")));

    assertThat(caller.callbacks.open()).hasSize(1);
    assertThat(caller.events(CallbackOwed.class)).hasSize(1);
  }

  @Test
  void whatCannotBeKeptIsNotPromised() {
    caller
        .hears("callback-number")
        .then(s -> s.callbacks.failing(true))
        .presses("1")
        .hears("trouble", "music")
        .hangsUp()
        .run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("callback-confirmed");
    caller.callbacks.failing(false);
    assertThat(caller.callbacks.open()).as("nothing was kept").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", refused: no | '' | the key 'refused' is missing",
        "skill-group: access | skill-group: acces | takes a skill group",
        "refused: no | refused: nobody | there is no step 'nobody'",
        "refused: no | refused: ring | never ends without a key",
        "refused: no | refused: no, keep: 1 | the key 'keep' is not known here",
      })
  void whatCannotBeIsRefused(String right, String wrong, String said) {
    Problems problems = new Problems();
    FlowReader.read("f", FLOW.replace(right, wrong), Config.known(), problems);

    assertThat(problems.list())
        .extracting(Object::toString)
        .anySatisfy(problem -> assertThat(problem).contains(said));
  }
}
