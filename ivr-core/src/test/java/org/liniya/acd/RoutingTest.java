package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/** Who is rung: levels, the group's strategy, several telephones at once, misses. */
class RoutingTest extends AcdScene {

  private static final OperatorId CLARA = new OperatorId("1003");
  private static final CallId THIRD = new CallId(new java.util.UUID(1, 3));

  private void team(RingStrategy strategy, int level, int misses) {
    Routing routing = new Routing(strategy, misses, Duration.ZERO, level, List.of());
    say(
        new AcdEvent.ConfigurationChanged(
            now,
            List.of(group("access", routing)),
            List.of(
                operator(ANNA, Map.of("access", 3)),
                operator(BORIS, Map.of("access", 8)),
                operator(CLARA, Map.of("access", 5)))));
    for (OperatorId each : List.of(ANNA, BORIS, CLARA)) {
      after(1);
      register(each);
    }
  }

  private static RingStrategy oneByOne(RingStrategy.Order order) {
    return new RingStrategy(order, 1);
  }

  private static RingStrategy ringAll(int most) {
    return new RingStrategy(RingStrategy.Order.LONGEST_IDLE, most);
  }

  @Test
  void theMostSkilledIsRung() {
    team(oneByOne(RingStrategy.Order.MOST_SKILLED), 1, 2);
    enter(FIRST);
    assertThat(rings()).containsExactly(BORIS);
    assertThat(reasons().getFirst()).startsWith("most skilled of 3 ready, level 8");
  }

  @Test
  void whoHasTalkedLeastIsRungAlthoughOthersAreIdleLonger() {
    team(oneByOne(RingStrategy.Order.FEWEST_CALLS), 1, 2);
    serve(FIRST, ANNA, 1);
    serve(SECOND, BORIS, 2);
    after(1000);
    say(new AcdEvent.OperatorUnregistered(now, CLARA));
    register(CLARA); // idle for no time, but has talked with nobody
    enter(THIRD);
    assertThat(rings()).containsExactly(CLARA);
    assertThat(reasons().getFirst()).startsWith("fewest calls of 3 ready, 0");
  }

  private void serve(CallId call, OperatorId by, int offer) {
    enter(call);
    assertThat(rings()).containsExactly(by);
    say(new AcdEvent.OfferAnswered(now, new OfferId("t-" + offer)));
    say(new AcdEvent.CallBridged(now, new OfferId("t-" + offer)));
    say(new AcdEvent.CallLeft(now, call, "hung-up"));
    say(new AcdEvent.ReadyRequested(now, by));
  }

  @Test
  void eachIsRungInTurnWhateverComesOfIt() {
    team(oneByOne(RingStrategy.Order.ROUND_ROBIN), 1, 2);
    enter(FIRST);
    assertThat(rings()).containsExactly(ANNA);
    say(new AcdEvent.CallLeft(now, FIRST, "hung-up"));
    enter(SECOND);
    assertThat(rings()).as("Anna is idle longest still").containsExactly(BORIS);
    assertThat(reasons().getFirst()).startsWith("next in turn of 3 ready");
  }

  @Test
  void whoIsNotGoodEnoughIsNotRung() {
    team(RingStrategy.DEFAULT, 6, 2);
    enter(FIRST);
    assertThat(rings()).containsExactly(BORIS);
    enter(SECOND);
    assertThat(rings()).as("Anna and Clara have less than level 6").isEmpty();
    assertThat(acd.place(SECOND)).contains(2);
  }

  @Test
  void severalAreRungAtOnceAndTheFirstWhoAnswersGetsTheCall() {
    team(ringAll(3), 1, 2);
    enter(FIRST);
    assertThat(rings()).containsExactly(ANNA, BORIS, CLARA);
    assertThat(reasons().get(1)).startsWith("rings with 1 more: ");

    say(new AcdEvent.OfferAnswered(now, OFFER_2));

    assertThat(effects)
        .contains(
            new AcdEffect.CancelRing(OFFER_1),
            new AcdEffect.CancelRing(new OfferId("t-3")),
            new AcdEffect.HandOver(OFFER_2, FIRST, BORIS));
    assertThat(List.of(state(ANNA), state(BORIS), state(CLARA)))
        .containsExactly("ready", "talking", "ready");
    say(new AcdEvent.OfferAnswered(now, OFFER_1)); // her 200 has crossed our CANCEL
    assertThat(effects).containsExactly(new AcdEffect.HangUpOperator(OFFER_1, EndCause.WITHDRAWN));
    assertThat(state(ANNA)).isEqualTo("ready");
  }

  @Test
  void whoIsWithdrawnHasMissedNothingAndIsOfferedTheNextCallAtOnce() {
    team(ringAll(2), 1, 1);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    enter(SECOND);
    assertThat(rings()).containsExactly(BORIS, CLARA);
  }

  @Test
  void nobodyRingsForCompanyWhileAnotherCallerHasNoTelephone() {
    team(ringAll(3), 1, 2);
    say(new AcdEvent.PauseRequested(now, ANNA, "lunch"));
    say(new AcdEvent.PauseRequested(now, BORIS, "lunch"));
    say(new AcdEvent.PauseRequested(now, CLARA, "lunch"));
    enter(FIRST);
    enter(SECOND);
    say(
        new AcdEvent.ConfigurationChanged(
            now,
            List.of(group("access", new Routing(ringAll(3), 2, Duration.ZERO, 1, List.of()))),
            List.of(operator(ANNA, Map.of("access", 3)), operator(BORIS, Map.of("access", 3)))));
    say(new AcdEvent.ReadyRequested(now, ANNA));
    assertThat(ringsFor()).containsExactly(FIRST);
    say(new AcdEvent.ReadyRequested(now, BORIS));
    assertThat(ringsFor()).as("a telephone each").containsExactly(SECOND);
  }

  @Test
  void theCallLooksOnOnlyWhenTheLastTelephoneHasGivenUp() {
    team(ringAll(2), 1, 2);
    enter(FIRST);
    say(new AcdEvent.OfferFailed(now, OFFER_1, EndCause.DECLINED));
    assertThat(rings()).as("Boris's rings on").isEmpty();
    say(new AcdEvent.OfferFailed(now, OFFER_2, EndCause.DECLINED));
    assertThat(rings()).as("the others cool down").containsExactly(CLARA);
  }

  @Test
  void aCallerWhoHangsUpSilencesAllTelephones() {
    team(ringAll(3), 1, 2);
    enter(FIRST);
    say(new AcdEvent.CallLeft(now, FIRST, "hung-up"));
    assertThat(effects.stream().filter(AcdEffect.CancelRing.class::isInstance)).hasSize(3);
    assertThat(List.of(state(ANNA), state(BORIS), state(CLARA))).containsOnly("ready");
  }

  @Test
  void asManyMissesAsTheGroupAllowsPauseAndSupervisorsAreTold() {
    team(oneByOne(RingStrategy.Order.MOST_SKILLED), 6, 3);
    enter(FIRST);
    for (int miss = 1; miss <= 2; miss++) {
      say(new AcdEvent.OfferFailed(now, new OfferId("t-" + miss), EndCause.UNREACHABLE));
      assertThat(state(BORIS)).as("after %d", miss).isEqualTo("ready");
      after(10);
      say(new AcdEvent.Woken(now, new WakeKey.CoolDownOver(BORIS)));
    }
    say(new AcdEvent.OfferFailed(now, new OfferId("t-3"), EndCause.UNREACHABLE));

    assertThat(state(BORIS)).isEqualTo("paused");
    assertThat(effects).contains(new AcdEffect.TellMissesPaused(BORIS, "access", 3));
    assertThat(journal())
        .contains(new JournalEvent.OperatorPaused("1002", "3 missed calls in a row"));
  }
}
