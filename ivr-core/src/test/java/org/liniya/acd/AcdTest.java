package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal.WaitingEnded;

class AcdTest {

  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final CallId FIRST = new CallId(new UUID(1, 1));
  private static final CallId SECOND = new CallId(new UUID(1, 2));
  private static final OfferId OFFER_1 = new OfferId("t-1");
  private static final OfferId OFFER_2 = new OfferId("t-2");

  private final Acd acd = new Acd("t", AcdSettings.DEFAULTS);
  private Instant now = START;
  private List<AcdEffect> effects = new ArrayList<>();

  @BeforeEach
  void configure() {
    say(new AcdEvent.ConfigurationChanged(now, List.of(group()), List.of(anna(), boris())));
  }

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
  void aRemovedGroupGivesItsCallersBackAndARemovedOperatorFinishesTheTalk() {
    talk();
    enter(SECOND);
    say(new AcdEvent.ConfigurationChanged(now, List.of(), List.of(boris())));
    assertThat(effects).contains(new AcdEffect.EndWaiting(SECOND, WaitingEnded.Reason.CLOSED));
    assertThat(state(ANNA)).isEqualTo("talking");
    say(new AcdEvent.CallLeft(now, FIRST, "over"));
    assertThat(acd.operators()).extracting(view -> view.id()).containsExactly(BORIS);
  }

  private void talk() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    say(new AcdEvent.CallBridged(now, OFFER_1));
    assertThat(state(ANNA)).isEqualTo("talking");
  }

  private void register(OperatorId operator) {
    say(new AcdEvent.OperatorRegistered(now, operator));
  }

  private void enter(CallId call) {
    say(entered(call, "access", WhenNobody.WAIT));
  }

  private AcdEvent entered(CallId call, String group, WhenNobody whenNobody) {
    return new AcdEvent.CallEntered(now, call, group, Language.RU, now, Duration.ZERO, whenNobody);
  }

  private void after(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private void say(AcdEvent event) {
    effects = acd.handle(event);
  }

  private List<OperatorId> rings() {
    return effects.stream()
        .filter(AcdEffect.Ring.class::isInstance)
        .map(effect -> ((AcdEffect.Ring) effect).operator())
        .toList();
  }

  private String state(OperatorId operator) {
    return acd.operators().stream()
        .filter(view -> view.id().equals(operator))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static SkillGroup group() {
    return new SkillGroup(
        "access", Map.of(), SkillGroup.DEFAULT_RING_TIMEOUT, SkillGroup.DEFAULT_WRAP_UP, 2);
  }

  private static OperatorProfile anna() {
    return new OperatorProfile(ANNA, "Anna", Set.of("access"), Set.of(), true);
  }

  private static OperatorProfile boris() {
    return new OperatorProfile(BORIS, "Boris", Set.of("access"), Set.of("ru"), true);
  }
}
