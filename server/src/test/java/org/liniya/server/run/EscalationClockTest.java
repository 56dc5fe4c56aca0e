package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Time;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.Due;
import org.liniya.ticket.Escalation;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.slf4j.LoggerFactory;

class EscalationClockTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");
  private static final TicketPlan PLAN =
      new TicketPlan(
          TicketPlan.STANDARD.deadlines(),
          Map.of(),
          new Escalation(
              List.of(
                  new EscalationLevel(Due.ANSWER, "supervisor", Duration.ofHours(-4)),
                  new EscalationLevel(Due.ANSWER, "head", Duration.ZERO)),
              Optional.empty()),
          Map.of());

  private final InMemoryTickets tickets = new InMemoryTickets(PLAN);

  private static Time at(Instant now) {
    return new Time() {
      @Override
      public Instant now() {
        return now;
      }

      @Override
      public Duration elapsed() {
        return Duration.ZERO;
      }
    };
  }

  private TicketNumber open(int call) {
    return tickets.open(
        CallId.parse("0192f0c1-0000-7000-8000-%012d".formatted(call)),
        "access",
        new Identity(IdentityLevel.NONE, "", ""),
        Language.RU,
        AT);
  }

  @Test
  void eachLevelOfEachTicketIsToldOnce() {
    for (int call = 1; call <= 450; call++) { // more than two batches
      open(call);
    }
    Instant answer = PLAN.open("access", AT).answer().at();

    assertThat(EscalationClock.look(tickets, at(AT))).isZero();
    assertThat(EscalationClock.look(tickets, at(answer.minus(Duration.ofHours(1))))).isEqualTo(450);
    assertThat(EscalationClock.look(tickets, at(answer.minus(Duration.ofHours(1))))).isZero();
    assertThat(EscalationClock.look(tickets, at(answer))).isEqualTo(450);
    assertThat(EscalationClock.look(tickets, at(answer.plus(Duration.ofDays(9))))).isZero();
  }

  /** After an upgrade, when hundreds of old tickets are late at once. */
  @Test
  void manyAtOnceAreNamedUpToABoundAndThenCountedInOneLine() {
    for (int call = 1; call <= 450; call++) {
      open(call);
    }
    Instant answer = PLAN.open("access", AT).answer().at();
    Logger logger = (Logger) LoggerFactory.getLogger(EscalationClock.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      assertThat(EscalationClock.look(tickets, at(answer))).isEqualTo(900);
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(lines.list).hasSize(EscalationClock.MOST_LINES + 1);
    assertThat(lines.list.getLast().getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly("more=880");
  }

  @Test
  void twoLevelsThatAreDueAtOnceAreToldInTheirOrder() {
    TicketNumber number = open(1);

    EscalationClock.look(tickets, at(AT.plus(Duration.ofDays(30))));

    assertThat(tickets.history(number).orElseThrow().entries())
        .extracting(entry -> entry.event())
        .containsExactly(
            new TicketEvent.Escalated(Due.ANSWER, "supervisor"),
            new TicketEvent.Escalated(Due.ANSWER, "head"));
  }
}
