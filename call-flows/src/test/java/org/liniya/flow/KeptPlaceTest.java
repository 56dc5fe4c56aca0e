package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.CallbackGivenUp;
import org.liniya.call.JournalEvent.PlaceKept;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.call.Returned;
import org.liniya.identity.Identity;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/** Who comes to the queue with a place from before the call. */
class KeptPlaceTest {

  private static final PhoneNumber NUMBER = PhoneNumber.of("+79990000001");
  private static final Duration BEFORE = Duration.ofMinutes(20);

  private static final String FLOW =
      """
      flow: waiting
      languages: [ru, en]
      trouble: person
      steps:
        person:
          queue: { skill-group: access, head-start: 3m, served: end }
        end:
          hangup: normal
      """;

  private static final String BY_TICKET =
      """
      flow: waiting
      languages: [ru, en]
      trouble: person
      steps:
        earlier:
          ask: { kind: ticket, prompt: enter-ticket, failed: person }
        find:
          ticket: { find: =caller.ticket, not-found: person }
        person:
          queue: { skill-group: access, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();
  private final CallId first = CallId.create(caller.time.now().minus(BEFORE), new Random(2));
  private final Instant rank = caller.time.now().minus(BEFORE);

  private void owed(Optional<TicketNumber> ticket) {
    caller.callbacks.owe(
        new Callbacks.Task(
            first,
            ticket,
            NUMBER,
            Language.RU,
            "access",
            rank,
            caller.time.now().minusSeconds(60),
            "cut off"));
  }

  private Scenario isServed() {
    return caller.hears("music").operatorAnswers().waits(Duration.ofMinutes(1));
  }

  private Duration headStart() {
    return caller.room.requests().getFirst().headStart();
  }

  @Test
  void whoseNumberTheNetworkVouchesForKeepsThePlace() {
    owed(Optional.empty());
    caller.from = new CallerNumber.Network(NUMBER);
    isServed().operatorLeaves(EndCause.NORMAL).run(Config.read("f", FLOW));

    assertThat(headStart()).isEqualTo(BEFORE);
    assertThat(caller.calls.find(caller.call).orElseThrow().rank()).contains(rank);
    assertThat(caller.events(PlaceKept.class))
        .containsExactly(
            new PlaceKept(
                first.toString(), BEFORE.minusMinutes(3).toMillis(), "cut off, and back in time"));
    assertThat(caller.callbacks.open()).isEmpty();
    assertThat(caller.journal.events(first)).contains(new CallbackGivenUp("called back"));
  }

  @Test
  void aNumberThatIsOnlyClaimedKeepsNothing() {
    owed(Optional.empty());
    isServed().operatorLeaves(EndCause.NORMAL).run(Config.read("f", FLOW));

    assertThat(headStart()).hasMinutes(3);
    assertThat(caller.events(PlaceKept.class)).isEmpty();
    assertThat(caller.callbacks.open()).hasSize(1);
  }

  @Test
  void whoTypesTheTicketKeepsThePlace() {
    TicketNumber number =
        caller.tickets.open(first, "access", Identity.NONE, Language.RU, caller.time.now());
    owed(Optional.of(number));
    caller.hears("enter-ticket").presses(number.digits());
    isServed().operatorLeaves(EndCause.NORMAL).run(Config.read("f", BY_TICKET));

    assertThat(headStart()).isGreaterThanOrEqualTo(BEFORE);
    assertThat(caller.events(PlaceKept.class)).hasSize(1);
  }

  @Test
  void withoutTheStoreTheCallHasItsOwnPlace() {
    owed(Optional.empty());
    caller.from = new CallerNumber.Network(NUMBER);
    caller.callbacks.failing(true);
    isServed().operatorLeaves(EndCause.NORMAL).run(Config.read("f", FLOW));

    assertThat(headStart()).hasMinutes(3);
  }

  @Test
  void whoIsCalledBackHasLanguageTicketAndPlaceFromTheStart() {
    TicketNumber number =
        caller.tickets.open(first, "access", Identity.NONE, Language.EN, caller.time.now());
    caller.returned = Optional.of(new Returned(Language.EN, Optional.of(number), "access", rank));
    caller.hears("callback-hello").hears("callback-ticket").hears("recording-notice");
    isServed().operatorLeaves(EndCause.NORMAL).hears("rate-the-operator").hangsUp();
    caller.run(Config.read("f", Config.text(Config.ROOT.resolve("config/flows/callback.yaml"))));

    assertThat(headStart()).isEqualTo(BEFORE);
    assertThat(caller.room.requests().getFirst().language()).isEqualTo(Language.EN);
    assertThat(caller.room.requests().getFirst().ticket()).isEqualTo(number.digits());
    assertThat(caller.digitsHeard()).isEqualTo(number.digits().substring(5));
  }
}
