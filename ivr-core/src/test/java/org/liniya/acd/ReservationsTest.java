package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.ReservationEnded;
import org.liniya.call.Language;
import org.liniya.call.OfferId;

/** A caller waits for the operator who served the ticket before, for 30 s. */
class ReservationsTest extends AcdScene {

  private static final Duration SPAN = Duration.ofSeconds(30);
  private static final CallId OTHERS = new CallId(new java.util.UUID(1, 3));

  @BeforeEach
  void annaTalksAndBorisIsPaused() {
    Routing routing = new Routing(RingStrategy.DEFAULT, 2, SPAN, 1, List.of());
    say(
        new AcdEvent.ConfigurationChanged(
            now,
            List.of(group("access", routing)),
            List.of(operator(ANNA, Map.of("access", 5)), operator(BORIS, Map.of("access", 5)))));
    talk();
    register(BORIS);
    say(new AcdEvent.PauseRequested(now, BORIS, "lunch"));
  }

  private void enterAgain(CallId call) {
    say(
        new AcdEvent.CallEntered(
            now,
            call,
            "access",
            Language.RU,
            now,
            Duration.ZERO,
            WhenNobody.WAIT,
            Optional.of(ANNA)));
  }

  private void borisIsReady() {
    say(new AcdEvent.ReadyRequested(now, BORIS));
  }

  private void annaIsReady() {
    say(new AcdEvent.OperatorLegEnded(now, OFFER_1, EndCause.NORMAL));
    say(new AcdEvent.ReadyRequested(now, ANNA));
  }

  @Test
  void whoServedTheTicketIsRungAlthoughAnotherIsIdleLonger() {
    borisIsReady();
    after(5);
    annaIsReady();
    enterAgain(SECOND);
    assertThat(rings()).containsExactly(ANNA);
    assertThat(reasons().getFirst()).startsWith("served this ticket before");
  }

  @Test
  void nothingIsReservedWhileNobodyElseIsThere() {
    enterAgain(SECOND);
    after(60);
    borisIsReady();
    assertThat(journal())
        .as("the wait begins when another one would come")
        .contains(
            new JournalEvent.Reserved(
                "1001", 30_000, "served this ticket before; instead of 1002"));
    assertThat(rings()).isEmpty();
  }

  @Test
  void theCallWaitsForItsOperatorAndGetsThem() {
    enterAgain(SECOND);
    borisIsReady();
    after(29);
    annaIsReady();
    assertThat(rings()).containsExactly(ANNA);
    assertThat(ringsFor()).containsExactly(SECOND);
  }

  @Test
  void theWaitIsBounded() {
    borisIsReady();
    enterAgain(SECOND);
    assertThat(rings()).isEmpty();
    after(30);
    say(new AcdEvent.Woken(now, new WakeKey.ReservationOver(SECOND)));
    assertThat(rings()).containsExactly(BORIS);
    assertThat(journal()).contains(new ReservationEnded("1001", "waited long enough"));
  }

  @Test
  void thoseBehindGoOnMeanwhile() {
    borisIsReady();
    enterAgain(SECOND);
    enter(OTHERS);
    assertThat(ringsFor()).containsExactly(OTHERS);
    assertThat(acd.place(SECOND)).as("keeps its place").contains(1);
  }

  @Test
  void anOperatorWhoGoesIsWaitedForNoLonger() {
    borisIsReady();
    enterAgain(SECOND);
    say(new AcdEvent.PauseRequested(now, ANNA, "lunch"));
    assertThat(rings()).containsExactly(BORIS);
    assertThat(journal()).contains(new ReservationEnded("1001", "pauses after the present talk"));
  }

  @Test
  void nobodyIsWaitedForWhoIsAway() {
    annaIsReady();
    say(new AcdEvent.OperatorUnregistered(now, ANNA));
    borisIsReady();
    enterAgain(SECOND);
    assertThat(rings()).containsExactly(BORIS);
  }

  @Test
  void whoDidNotTakeTheCallIsNotWaitedForAgain() {
    borisIsReady();
    enterAgain(SECOND);
    annaIsReady();
    say(new AcdEvent.OfferFailed(now, new OfferId("t-2"), EndCause.DECLINED));
    assertThat(rings()).containsExactly(BORIS);
  }

  @Test
  void aWakeUpOfAnEarlierReservationEndsNothing() {
    borisIsReady();
    enterAgain(SECOND);
    say(new AcdEvent.CallLeft(now, SECOND, "menu"));
    after(20);
    enterAgain(SECOND);
    after(10);
    say(new AcdEvent.Woken(now, new WakeKey.ReservationOver(SECOND)));
    assertThat(rings()).isEmpty();
    after(20);
    say(new AcdEvent.Woken(now, new WakeKey.ReservationOver(SECOND)));
    assertThat(rings()).containsExactly(BORIS);
  }
}
