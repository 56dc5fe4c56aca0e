package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.TicketHolds;
import org.liniya.port.TicketHolds.Outcome;
import org.liniya.port.TicketStore;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketHold;
import org.liniya.ticket.TicketNumber;

/** What every {@link TicketHolds} keeps to. */
public abstract class TicketHoldsContract {
  private static final Author OLGA = new Author("olga");
  private static final Author ANNA = new Author("anna");
  private static final Secret WHY = new Secret("claim of the citizen, case 5");

  /** The same at every call within a test. */
  protected abstract TicketStore tickets();

  /** Holds of those tickets. */
  protected abstract TicketHolds holds();

  private TicketNumber ticket(int second) {
    return tickets()
        .open(
            Samples.call(second),
            "access",
            new Identity(IdentityLevel.NONE, "", ""),
            Language.RU,
            Samples.NOON);
  }

  @Test
  void aTicketIsHeldByWhomSinceWhenAndWhy() {
    TicketNumber number = ticket(1);
    TicketNumber other = ticket(2);

    assertThat(holds().of(number)).isEmpty();
    assertThat(holds().hold(number, WHY, OLGA, Samples.NOON)).isEqualTo(Outcome.DONE);

    assertThat(holds().of(number))
        .containsExactly(new TicketHold(Samples.NOON, OLGA, WHY, Optional.empty()));
    assertThat(holds().of(other)).isEmpty();
  }

  @Test
  void whoHoldsASecondTimeChangesNothing() {
    TicketNumber number = ticket(1);
    holds().hold(number, WHY, OLGA, Samples.NOON);

    assertThat(holds().hold(number, new Secret("x"), ANNA, Samples.NOON.plusSeconds(5)))
        .isEqualTo(Outcome.NOTHING_TO_DO);

    assertThat(holds().of(number))
        .containsExactly(new TicketHold(Samples.NOON, OLGA, WHY, Optional.empty()));
  }

  @Test
  void whatIsReleasedStaysAsHistoryAndMayBeHeldAgain() {
    TicketNumber number = ticket(1);
    holds().hold(number, WHY, OLGA, Samples.NOON);

    assertThat(holds().release(number, ANNA, Samples.NOON.plusSeconds(5))).isEqualTo(Outcome.DONE);
    assertThat(holds().release(number, ANNA, Samples.NOON.plusSeconds(6)))
        .isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(holds().hold(number, new Secret("again"), ANNA, Samples.NOON.plusSeconds(7)))
        .isEqualTo(Outcome.DONE);

    List<TicketHold> all = holds().of(number);
    assertThat(all.getFirst().release())
        .contains(new TicketHold.Release(Samples.NOON.plusSeconds(5), ANNA));
    assertThat(all).extracting(TicketHold::held).containsExactly(false, true);
    assertThat(all.getLast().why()).isEqualTo(new Secret("again"));
  }

  @Test
  void whatIsNotThereCannotBeHeld() {
    TicketNumber nobodys = new TicketNumber("99999993");

    assertThat(holds().hold(nobodys, WHY, OLGA, Samples.NOON)).isEqualTo(Outcome.NO_SUCH_TICKET);
    assertThat(holds().release(nobodys, OLGA, Samples.NOON)).isEqualTo(Outcome.NO_SUCH_TICKET);
    assertThat(holds().of(nobodys)).isEmpty();
    assertThat(holds().release(ticket(1), OLGA, Samples.NOON)).isEqualTo(Outcome.NOTHING_TO_DO);
  }
}
