package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.testkit.call.FakeWaitingRoom;
import org.liniya.ticket.TicketNumber;

/** The queues learn who served a ticket in an earlier call. */
class LastOperatorTest {

  private static final String HEAD =
      """
      flow: test
      languages: [ru, en]
      trouble: person
      variables:
        category: { one-of: skill-groups, default: other }
        rating: { whole: 1-9, default: 3 }
        patience: { type: span, default: 10m }
        known: yes-no
      steps:
      """;

  private static final String TAIL =
      """
        person:
          queue: { skill-group: =category, nobody: nobody, served: end }
        nobody:
          say: [sorry]
        end:
          hangup: normal
      """;

  private static final OperatorId ANNA = new OperatorId("1001");

  private final Scenario caller = new Scenario();

  @Test
  void whoServedTheEarlierTicketIsNamed() {
    TicketNumber earlier =
        caller.tickets.open(
            CallId.create(caller.time.now(), new Random(7)),
            "access",
            Identity.NONE,
            Language.RU,
            caller.time.now());
    caller.tickets.served(earlier, ANNA, caller.time.now());

    caller.hears("enter-ticket").presses(earlier.digits()).hears("music").hangsUp().run(line());

    assertThat(lastServed()).contains(ANNA);
  }

  @Test
  void ofANewTicketNobodyIsNamed() {
    caller.hears("enter-ticket").presses("12345674").hears("music").hangsUp().run(line());

    assertThat(lastServed()).isEmpty();
  }

  private Optional<OperatorId> lastServed() {
    return caller.room.moves().stream()
        .filter(FakeWaitingRoom.Move.Entered.class::isInstance)
        .map(move -> ((FakeWaitingRoom.Move.Entered) move).request().lastServed())
        .findFirst()
        .orElseThrow();
  }

  private static Flow line() {
    String steps =
        """
        ask:
          ask: { kind: ticket, prompt: enter-ticket, save: caller.ticket, failed: person }
        find:
          ticket: { find: =caller.ticket, not-found: person }
        """;
    return Config.read("test.yaml", HEAD + steps.indent(2) + TAIL);
  }
}
