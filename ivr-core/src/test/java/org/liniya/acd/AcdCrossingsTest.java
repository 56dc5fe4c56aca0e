package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.EndCause;
import org.liniya.call.Language;

/** Events that cross each other, come twice, out of order, or never. */
class AcdCrossingsTest extends AcdScene {

  @Test
  void aCallerWhoLeavesTheTalkWhileItStillRingsForUsIsGone() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.CallerLeft(now, OFFER_1, EndCause.NORMAL));
    assertThat(effects).contains(new AcdEffect.CancelRing(OFFER_1));
    assertThat(acd.place(FIRST)).isEmpty();
    assertThat(state(ANNA)).isEqualTo("ready");
    assertThat(rings()).isEmpty();
  }

  @Test
  void aFailureAfterTheAnswerChangesNothing() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    say(new AcdEvent.OfferFailed(now, OFFER_1, EndCause.UNREACHABLE));
    assertThat(effects).isEmpty();
    assertThat(state(ANNA)).isEqualTo("talking");
    say(new AcdEvent.CallBridged(now, OFFER_1));
    say(new AcdEvent.OfferFailed(now, OFFER_1, EndCause.UNREACHABLE));
    assertThat(effects).isEmpty();
    assertThat(state(ANNA)).isEqualTo("talking");
  }

  @Test
  void aSecondAnswerAndASecondBridgeChangeNothing() {
    talk();
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    assertThat(effects).isEmpty();
    say(new AcdEvent.CallBridged(now, OFFER_1));
    assertThat(effects).isEmpty();
  }

  @Test
  void aTalkWhoseTelephoneEndsUnheardIsEndedByItsCall() {
    talk();
    after(60);
    say(new AcdEvent.CallLeft(now, FIRST, "over"));
    assertThat(effects).contains(new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL));
    assertThat(state(ANNA)).isEqualTo("wrap-up");
    say(new AcdEvent.OperatorLegEnded(now, OFFER_1, EndCause.NORMAL));
    assertThat(effects).isEmpty();
  }

  @Test
  void anAnswerWhoseTelephoneEndsUnheardIsEndedByItsCallBeforeTheBridge() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    say(new AcdEvent.CallLeft(now, FIRST, "over"));
    assertThat(effects).contains(new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL));
    assertThat(state(ANNA)).isEqualTo("ready");
    assertThat(rings()).isEmpty();
  }

  @Test
  void aBridgeInTimeForgetsTheBridgeTimeout() {
    talk();
    after(60);
    say(new AcdEvent.Woken(now, new WakeKey.BridgeTimeout(OFFER_1)));
    assertThat(effects).isEmpty();
    assertThat(state(ANNA)).isEqualTo("talking");
  }

  @Test
  void aBridgeTimeoutNeedsNoWakeUpOfItsOwn() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    after(5);
    enter(SECOND);
    assertThat(effects)
        .contains(new AcdEffect.TellOperatorLeft(OFFER_1, FIRST, ANNA, EndCause.FAULT));
  }

  @Test
  void aCallThatEntersAgainFromATalkLeavesItsOperator() {
    talk();
    enter(FIRST);
    assertThat(effects)
        .contains(
            new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL),
            new AcdEffect.TellPlace(FIRST, 1));
    assertThat(state(ANNA)).isEqualTo("wrap-up");
  }

  @Test
  void aCallThatEntersTheSameQueueAgainChangesNothing() {
    enter(FIRST);
    enter(SECOND);
    say(
        new AcdEvent.CallEntered(
            now, SECOND, "access", Language.RU, now, Duration.ofHours(1), WhenNobody.WAIT));
    assertThat(effects).isEmpty();
    assertThat(acd.place(SECOND)).contains(2);
  }

  @Test
  void aTimeBeforeTheLastOneCountsAsIt() {
    talk();
    after(30);
    say(new AcdEvent.OperatorLegEnded(now, OFFER_1, EndCause.NORMAL));
    after(-25);
    say(new AcdEvent.PauseRequested(now, BORIS, "lunch"));
    after(25);
    say(new AcdEvent.Woken(now.plusSeconds(19), new WakeKey.WrapUpOver(ANNA)));
    assertThat(state(ANNA)).isEqualTo("wrap-up");
    say(new AcdEvent.Woken(now.plusSeconds(20), new WakeKey.WrapUpOver(ANNA)));
    assertThat(state(ANNA)).isEqualTo("ready");
  }

  @Test
  void aPauseOfAnEarlierRunOutlivesTheStartButNotADecisionMadeSince() {
    say(new AcdEvent.PauseRemembered(now, ANNA, "lunch"));
    register(ANNA);
    assertThat(state(ANNA)).isEqualTo("paused");
    register(BORIS);
    say(new AcdEvent.PauseRemembered(now, BORIS, "lunch"));
    assertThat(state(BORIS)).isEqualTo("ready");
  }

  @Test
  void theRankDecidesOverAllGroupsOfAnOperator() {
    say(
        new AcdEvent.ConfigurationChanged(
            now, List.of(group("access"), group("payment")), List.of(anna("access", "payment"))));
    say(entered(FIRST, "access", WhenNobody.WAIT));
    say(
        new AcdEvent.CallEntered(
            now, SECOND, "payment", Language.EN, now, Duration.ofSeconds(1), WhenNobody.WAIT));
    register(ANNA);
    assertThat(ringsFor()).containsExactly(SECOND);
  }
}
