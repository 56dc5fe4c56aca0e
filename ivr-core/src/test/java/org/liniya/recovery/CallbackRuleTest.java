package org.liniya.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore.CallRow;
import org.liniya.recovery.CallbackRule.Decision;
import org.liniya.ticket.TicketNumber;

class CallbackRuleTest {

  private static final Instant ARRIVED = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant RANK = Instant.parse("2026-11-23T09:55:00Z");
  private static final PhoneNumber NUMBER = PhoneNumber.of("+79990000001");

  @Test
  void noCallableNumber() {
    assertThat(decide(call(new CallerNumber.Withheld(), true, false), false))
        .isEqualTo(new Decision.NotOwed("no callable number"));
    CallerNumber noNumber = new CallerNumber.Claimed(PhoneNumber.of("alice"));
    assertThat(decide(call(noNumber, true, false), false))
        .isEqualTo(new Decision.NotOwed("no callable number"));
  }

  @Test
  void languageNotChosen() {
    assertThat(decide(call(claimed(), false, false), false))
        .isEqualTo(new Decision.NotOwed("language not chosen"));
  }

  @Test
  void whoAskedForAPersonInsteadOfALanguageHasATicket() {
    CallRow call = call(claimed(), false, false, Optional.of(new TicketNumber("10000010")));

    assertThat(decide(call, false)).isEqualTo(new Decision.Owed(NUMBER, RANK));
  }

  @Test
  void alreadyServed() {
    assertThat(decide(call(claimed(), true, true), false))
        .isEqualTo(new Decision.NotOwed("already served"));
  }

  @Test
  void rangInSince() {
    assertThat(decide(call(claimed(), true, false), true))
        .isEqualTo(new Decision.NotOwed("rang in since"));
  }

  @Test
  void owedAtTheOldPlace() {
    assertThat(decide(call(claimed(), true, false), false))
        .isEqualTo(new Decision.Owed(NUMBER, RANK));
  }

  /** We rang; the line died before it could say that the callback was made. */
  @Test
  void itsCallbackStands() {
    CallRow made = call(CallbackRule.CALLED_BACK, claimed(), true, false, Optional.empty());

    assertThat(CallbackRule.decide(made, false, true))
        .isEqualTo(new Decision.NotOwed("its callback stands"));
    assertThat(CallbackRule.decide(made, false, false)).isEqualTo(new Decision.Owed(NUMBER, RANK));
    assertThat(CallbackRule.decide(call(claimed(), true, false), false, true))
        .as("who has rung in while the number is dialled")
        .isEqualTo(new Decision.Owed(NUMBER, RANK));
  }

  private static Decision decide(CallRow call, boolean rangInSince) {
    return CallbackRule.decide(call, rangInSince, false);
  }

  private static CallerNumber claimed() {
    return new CallerNumber.Claimed(NUMBER);
  }

  private static CallRow call(CallerNumber from, boolean languageChosen, boolean served) {
    return call(from, languageChosen, served, Optional.empty());
  }

  private static CallRow call(
      CallerNumber from, boolean languageChosen, boolean served, Optional<TicketNumber> ticket) {
    return call("hotline", from, languageChosen, served, ticket);
  }

  private static CallRow call(
      String to,
      CallerNumber from,
      boolean languageChosen,
      boolean served,
      Optional<TicketNumber> ticket) {
    return new CallRow(
        new CallId(new UUID(1, 2)),
        from,
        to,
        "hotline",
        "v",
        languageChosen ? Optional.of(Language.RU) : Optional.empty(),
        ARRIVED,
        Optional.of(ARRIVED),
        Optional.empty(),
        Optional.empty(),
        ticket,
        Optional.empty(),
        Optional.of("access"),
        Optional.of(RANK),
        Optional.empty(),
        Optional.empty(),
        served);
  }
}
