package org.liniya.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.ticket.TicketNumber;

final class ErasureRuleTest {
  private static final TicketNumber TICKET = new TicketNumber("12345674");
  private static final CallId CALL = CallId.parse("0193aaaa-0000-7000-8000-000000000001");

  private static Belongings kept(
      Set<TicketNumber> open, Set<TicketNumber> held, Set<CallId> goingOn) {
    return new Belongings(
        Optional.of(PersonId.random()),
        List.of(TICKET),
        open,
        held,
        List.of(CALL),
        Set.of(),
        goingOn,
        List.of(),
        List.of(),
        false);
  }

  @Test
  void whatIsAnsweredMayGo() {
    assertThat(ErasureRule.refusal(kept(Set.of(), Set.of(), Set.of()), false)).isEmpty();
  }

  @Test
  void whatIsOpenGoesOnlyWhenThatIsWanted() {
    Belongings open = kept(Set.of(TICKET), Set.of(), Set.of());
    assertThat(ErasureRule.refusal(open, false).orElseThrow())
        .contains("ticket 12345674", "--even-open");
    assertThat(ErasureRule.refusal(open, true)).isEmpty();
  }

  @Test
  void aHoldAndACallAreNotOverruled() {
    assertThat(ErasureRule.refusal(kept(Set.of(), Set.of(TICKET), Set.of()), true).orElseThrow())
        .contains("held", "12345674");
    assertThat(ErasureRule.refusal(kept(Set.of(), Set.of(), Set.of(CALL)), true)).isPresent();
  }
}
