package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;

/** Anna is of the group; Boris helps out at level 6, Clara at level 2. */
class OverflowTest extends AcdScene {

  private static final OperatorId CLARA = new OperatorId("1003");

  private void team(Overflow.When when, Tier... tiers) {
    Routing routing =
        new Routing(
            RingStrategy.DEFAULT, 2, Duration.ZERO, 4, List.of(new Overflow(when, List.of(tiers))));
    say(
        new AcdEvent.ConfigurationChanged(
            now,
            List.of(group("access", routing), group("other", Routing.DEFAULT)),
            List.of(
                operator(ANNA, Map.of("access", 4)),
                operator(BORIS, Map.of("other", 6)),
                operator(CLARA, Map.of("access", 3, "other", 2)))));
  }

  private CallId waits(int number) {
    CallId call = new CallId(new java.util.UUID(2, number));
    enter(call);
    return call;
  }

  private void overflowDue(CallId call) {
    say(new AcdEvent.Woken(now, new WakeKey.OverflowDue(call)));
  }

  @Test
  void aCallThatHasWaitedIsOfferedToThoseWhoHelpOut() {
    team(new Overflow.Waited(Duration.ofMinutes(2)), new Tier("other", 5));
    register(BORIS);
    register(CLARA);
    enter(FIRST);
    after(119);
    overflowDue(FIRST);
    assertThat(rings()).isEmpty();
    after(1);
    overflowDue(FIRST);
    assertThat(rings()).as("Clara is not good enough at it").containsExactly(BORIS);
    assertThat(reasons().getFirst())
        .isEqualTo(
            "after 120s also other from level 5: only one ready, idle 120s; place 1 of 1 in access");
  }

  @Test
  void whoHelpsOutAndGetsReadyFindsTheCallThatHasWaited() {
    team(new Overflow.Waited(Duration.ofMinutes(2)), new Tier("other", 5));
    enter(FIRST);
    after(100);
    enter(SECOND);
    after(20);
    register(BORIS);
    assertThat(ringsFor()).containsExactly(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    say(new AcdEvent.CallBridged(now, OFFER_1));
    say(new AcdEvent.CallLeft(now, FIRST, "hung-up"));
    say(new AcdEvent.ReadyRequested(now, BORIS));
    assertThat(rings()).as("the second has not waited long enough").isEmpty();
  }

  @Test
  void lessSkilledOperatorsOfTheSameGroupHelpOut() {
    team(new Overflow.Waited(Duration.ofMinutes(2)), new Tier("access", 1));
    register(CLARA);
    enter(FIRST);
    after(120);
    overflowDue(FIRST);
    assertThat(rings()).containsExactly(CLARA);
    assertThat(reasons().getFirst()).startsWith("after 120s also access: ");
  }

  @Test
  void theGroupsOwnComeFirstThenTheTiersInOrder() {
    team(new Overflow.NobodyLoggedIn(), new Tier("other", 5), new Tier("access", 1));
    register(BORIS);
    after(60);
    register(ANNA);
    enter(FIRST);
    assertThat(rings()).as("idle for less time, but of the group").containsExactly(ANNA);
  }

  @Test
  void aLongQueueFlowsOverAndAShortOneDoesNot() {
    team(new Overflow.LongerThan(2), new Tier("other", 1));
    register(BORIS);
    CallId first = waits(1);
    waits(2);
    assertThat(rings()).isEmpty();
    waits(3);
    assertThat(ringsFor()).as("three wait: the first of them is served").containsExactly(first);
    assertThat(reasons().getFirst()).startsWith("more than 2 waiting also other: ");
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    register(CLARA);
    assertThat(rings()).as("two wait").isEmpty();
  }

  @Test
  void callersOfAGroupWhereNobodyIsLoggedInAreServedByOthers() {
    team(new Overflow.NobodyLoggedIn(), new Tier("other", 1));
    register(ANNA);
    say(new AcdEvent.PauseRequested(now, ANNA, "lunch"));
    register(BORIS);
    enter(FIRST);
    assertThat(rings()).as("Anna is paused, but logged in").isEmpty();
    say(new AcdEvent.OperatorUnregistered(now, ANNA));
    assertThat(rings()).containsExactly(BORIS);
    assertThat(reasons().getFirst()).startsWith("nobody logged in also other: ");
  }

  @Test
  void whenTheWaitIsLikelyToBeLongOthersHelpOut() {
    team(new Overflow.EstimateAbove(Duration.ofMinutes(5)), new Tier("other", 1));
    register(BORIS);
    CallId first = waits(1);
    say(new AcdEvent.EstimateTold(now, "access", Duration.ofMinutes(5)));
    say(new AcdEvent.EstimateTold(now, "other", Duration.ofMinutes(9)));
    assertThat(rings()).as("not above five minutes; of another group").isEmpty();
    say(new AcdEvent.EstimateTold(now, "access", Duration.ofSeconds(301)));
    assertThat(ringsFor()).containsExactly(first);
    assertThat(reasons().getFirst()).startsWith("estimate above 300s also other: ");
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    say(new AcdEvent.EstimateTold(now, "access", Duration.ofMinutes(4)));
    register(CLARA);
    waits(2);
    assertThat(ringsFor()).as("shorter again").isEmpty();
  }

  @Test
  void aCallerIsNotRefusedWhereOthersHelpOut() {
    team(new Overflow.NobodyLoggedIn(), new Tier("other", 1));
    register(BORIS);
    say(entered(FIRST, "access", AcdEvent.WhenNobody.REFUSE));
    assertThat(rings()).containsExactly(BORIS);
  }

  @Test
  void rulesOfANewConfigurationHoldForThoseWhoWait() {
    team(new Overflow.Waited(Duration.ofHours(1)), new Tier("other", 1));
    register(BORIS);
    enter(FIRST);
    after(60);
    team(new Overflow.Waited(Duration.ofSeconds(90)), new Tier("other", 1));
    assertThat(rings()).isEmpty();
    after(30);
    overflowDue(FIRST);
    assertThat(rings()).containsExactly(BORIS);
  }
}
