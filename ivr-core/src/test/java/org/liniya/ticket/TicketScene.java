package org.liniya.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.ticket.TicketRules.Outcome;

/** Names and values for tests of tickets. */
final class TicketScene {

  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  static final Instant OPENED = Instant.parse("2026-11-26T09:00:00Z");
  static final Author ANNA = new Author("anna");
  static final OperatorId ONE = new OperatorId("1001");
  static final OperatorId TWO = new OperatorId("1002");
  static final Department PASSPORTS = new Department("passport-office");
  static final Department TAXES = new Department("tax-office");

  private TicketScene() {}

  static Deadline deadline(long days) {
    return new Deadline(OPENED.plus(Duration.ofDays(days)), MOSCOW);
  }

  static TicketLife complaint() {
    return TicketLife.opened(OPENED, deadline(30), Optional.of(deadline(3)));
  }

  static Secret text(String text) {
    return new Secret(text);
  }

  static CallId call(int number) {
    return new CallId(new UUID(0x7000L, number));
  }

  /** The ticket after verbs that all must be allowed, each an hour after the other. */
  static TicketLife after(TicketLife life, TicketVerb... verbs) {
    TicketLife now = life;
    Instant at = OPENED;
    for (TicketVerb verb : verbs) {
      at = at.plus(Duration.ofHours(1));
      now =
          switch (TicketRules.apply(now, verb, ANNA, at)) {
            case Outcome.Done done -> done.life();
            case Outcome.Refused refused ->
                throw new AssertionError(verb + ": " + refused.why().sentence());
          };
    }
    return now;
  }
}
