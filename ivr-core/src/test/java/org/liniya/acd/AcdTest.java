package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal.WaitingEnded;

class AcdTest extends AcdScene {

  @Test
  void theLongestIdleGetsTheCallAndTheNextOneAfterADecline() {
    register(ANNA);
    after(5);
    register(BORIS);
    enter(FIRST);
    assertThat(rings()).containsExactly(ANNA);
    say(new AcdEvent.OfferFailed(now, OFFER_1, EndCause.DECLINED));
    assertThat(rings()).containsExactly(BORIS);
    assertThat(state(ANNA)).isEqualTo("ready");
  }

  @Test
  void aTalkEndsInWrapUpAndThenTheNextCallRings() {
    talk();
    enter(SECOND);
    assertThat(effects).contains(new AcdEffect.TellPlace(SECOND, 1));
    after(30);
    say(new AcdEvent.OperatorLegEnded(now, OFFER_1, EndCause.NORMAL));
    assertThat(effects)
        .contains(new AcdEffect.TellOperatorLeft(OFFER_1, FIRST, ANNA, EndCause.NORMAL));
    assertThat(state(ANNA)).isEqualTo("wrap-up");
    after(20);
    say(new AcdEvent.Woken(now, new WakeKey.WrapUpOver(ANNA)));
    assertThat(rings()).containsExactly(ANNA);
  }

  @Test
  void twoMissesInARowPause() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferRinging(now, OFFER_1));
    after(20);
    say(new AcdEvent.Woken(now, new WakeKey.RingTimeout(OFFER_1)));
    assertThat(effects).contains(new AcdEffect.CancelRing(OFFER_1));
    assertThat(rings()).isEmpty();
    after(10);
    say(new AcdEvent.Woken(now, new WakeKey.CoolDownOver(ANNA)));
    assertThat(rings()).containsExactly(ANNA);
    say(new AcdEvent.OfferFailed(now, OFFER_2, EndCause.UNREACHABLE));
    assertThat(state(ANNA)).isEqualTo("paused");
    assertThat(acd.operators().getFirst().reason()).isEqualTo(OperatorState.MISSED_CALLS);
  }

  @Test
  void theCallerWhoHangsUpWhileItRingsFreesTheOperatorWithTheOldIdleTime() {
    register(ANNA);
    after(1);
    register(BORIS);
    enter(FIRST);
    after(3);
    say(new AcdEvent.CallLeft(now, FIRST, "hung-up"));
    assertThat(effects).contains(new AcdEffect.CancelRing(OFFER_1));
    enter(SECOND);
    assertThat(rings()).containsExactly(ANNA);
  }

  @Test
  void anAnswerAfterTheCallerHungUpIsHungUp() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.CallLeft(now, FIRST, "hung-up"));
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    assertThat(effects).containsExactly(new AcdEffect.HangUpOperator(OFFER_1, EndCause.WITHDRAWN));
    assertThat(state(ANNA)).isEqualTo("ready");
  }

  @Test
  void anAnswerThatIsNeverBridgedIsGivenUp() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    assertThat(effects).contains(new AcdEffect.HandOver(OFFER_1, FIRST, ANNA));
    after(5);
    say(new AcdEvent.Woken(now, new WakeKey.BridgeTimeout(OFFER_1)));
    assertThat(effects)
        .contains(
            new AcdEffect.HangUpOperator(OFFER_1, EndCause.FAULT),
            new AcdEffect.TellOperatorLeft(OFFER_1, FIRST, ANNA, EndCause.FAULT));
    assertThat(state(ANNA)).isEqualTo("ready");
  }

  @Test
  void pauseAndUnregisteringDuringATalkWaitForItsEnd() {
    talk();
    say(new AcdEvent.PauseRequested(now, ANNA, "lunch"));
    say(new AcdEvent.OperatorUnregistered(now, ANNA));
    assertThat(state(ANNA)).isEqualTo("talking");
    say(new AcdEvent.CallerLeft(now, OFFER_1, EndCause.NORMAL));
    assertThat(effects).contains(new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL));
    assertThat(state(ANNA)).isEqualTo("offline");
    register(ANNA);
    assertThat(state(ANNA)).isEqualTo("paused");
  }

  @Test
  void aHeadStartGoesFirst() {
    enter(FIRST);
    after(60);
    say(
        new AcdEvent.CallEntered(
            now, SECOND, "access", Language.RU, now, Duration.ofMinutes(5), WhenNobody.WAIT));
    assertThat(effects)
        .contains(new AcdEffect.TellPlace(SECOND, 1), new AcdEffect.TellPlace(FIRST, 2));
  }

  @Test
  void aFullGroupAndAnUnknownOneAndNobodyGiveTheCallBack() {
    enter(FIRST);
    enter(SECOND);
    CallId third = new CallId(new UUID(1, 3));
    enter(third);
    assertThat(effects).contains(new AcdEffect.EndWaiting(third, WaitingEnded.Reason.FULL));
    say(entered(third, "nowhere", WhenNobody.WAIT));
    assertThat(effects).contains(new AcdEffect.EndWaiting(third, WaitingEnded.Reason.FAULT));
    say(entered(third, "access", WhenNobody.REFUSE));
    assertThat(effects).contains(new AcdEffect.EndWaiting(third, WaitingEnded.Reason.NOBODY));
  }

  @Test
  void aRemovedGroupGivesItsCallersBackWhenNobodyServesItAndARemovedOperatorFinishesTheTalk() {
    talk();
    enter(SECOND);
    say(new AcdEvent.ConfigurationChanged(now, List.of(), List.of(cook())));
    assertThat(effects).contains(new AcdEffect.EndWaiting(SECOND, WaitingEnded.Reason.CLOSED));
    assertThat(acd.groups(now)).isEmpty();
    assertThat(state(ANNA)).isEqualTo("talking");
    say(new AcdEvent.CallLeft(now, FIRST, "over"));
    assertThat(acd.operators()).extracting(view -> view.id()).containsExactly(cook().id());
  }

  @Test
  void aRemovedGroupIsServedToItsEndByThoseWhoServedItAndTakesNobodyIn() {
    enter(FIRST);
    OperatorProfile unskilled = new OperatorProfile(ANNA, "Anna", Set.of(), Set.of(), true);
    say(new AcdEvent.ConfigurationChanged(now, List.of(), List.of(unskilled)));
    assertThat(acd.place(FIRST)).contains(1);
    enter(SECOND);
    assertThat(effects).contains(new AcdEffect.EndWaiting(SECOND, WaitingEnded.Reason.CLOSED));
    register(ANNA);
    assertThat(ringsFor()).containsExactly(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    assertThat(acd.groups(now)).isEmpty();
    say(new AcdEvent.CallLeft(now, FIRST, "over"));
    enter(SECOND);
    assertThat(effects).contains(new AcdEffect.EndWaiting(SECOND, WaitingEnded.Reason.CLOSED));
  }

  @Test
  void aGroupThatIsBackTakesCallersInAgain() {
    enter(FIRST);
    say(new AcdEvent.ConfigurationChanged(now, List.of(), List.of(anna())));
    say(new AcdEvent.ConfigurationChanged(now, List.of(group()), List.of(anna())));
    enter(SECOND);
    assertThat(acd.place(SECOND)).contains(2);
  }

  private static OperatorProfile cook() {
    return new OperatorProfile(new OperatorId("cook"), "Cook", Set.of("soup"), Set.of(), true);
  }
}
