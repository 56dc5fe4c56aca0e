package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.Overflow;
import org.liniya.acd.RingStrategy;
import org.liniya.acd.Routing;
import org.liniya.acd.SkillGroup;
import org.liniya.acd.Tier;
import org.liniya.acd.WakeKey;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/** What the queues are told comes back from its JSON as it was, to the nanosecond. */
class AcdJsonTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00.123456789Z");
  private static final CallId CALL = new CallId(new UUID(1, 1));
  private static final OperatorId OPERATOR = new OperatorId("1001");
  private static final OfferId OFFER = new OfferId("t-1");

  static List<AcdEvent> events() {
    return List.of(
        new AcdEvent.ConfigurationChanged(
            AT,
            List.of(
                new SkillGroup(
                    "access",
                    Map.of("ru", "Доступ"),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    10,
                    new Routing(
                        new RingStrategy(RingStrategy.Order.MOST_SKILLED, 2),
                        2,
                        Duration.ofSeconds(5),
                        3,
                        List.of(
                            new Overflow(
                                new Overflow.Waited(Duration.ofSeconds(60)),
                                List.of(new Tier("other", 4))),
                            new Overflow(new Overflow.LongerThan(5), List.of(new Tier("a", 1))),
                            new Overflow(new Overflow.NobodyLoggedIn(), List.of(new Tier("b", 1))),
                            new Overflow(
                                new Overflow.EstimateAbove(Duration.ofMinutes(5)),
                                List.of(new Tier("c", 1))))),
                    true)),
            List.of(
                new OperatorProfile(OPERATOR, "Анна", Map.of("access", 7), Set.of("ru"), true))),
        new AcdEvent.PauseRemembered(AT, OPERATOR, "lunch"),
        new AcdEvent.OperatorRegistered(AT, OPERATOR),
        new AcdEvent.OperatorUnregistered(AT, OPERATOR),
        new AcdEvent.PauseRequested(AT, OPERATOR, "lunch"),
        new AcdEvent.ReadyRequested(AT, OPERATOR),
        new AcdEvent.WrapUpExtended(AT, OPERATOR),
        new AcdEvent.CallEntered(
            AT,
            CALL,
            "access",
            Language.RU,
            AT,
            Duration.ofMinutes(5),
            AcdEvent.WhenNobody.REFUSE,
            Optional.of(OPERATOR)),
        new AcdEvent.CallLeft(AT, CALL, "hung up"),
        new AcdEvent.CallDirected(AT, CALL, OPERATOR, "", Language.EN),
        new AcdEvent.DirectLeft(AT, CALL, OPERATOR),
        new AcdEvent.OfferMoved(AT, OFFER, CALL, "access", Language.RU),
        new AcdEvent.OperatorCallingOut(AT, OPERATOR, CALL),
        new AcdEvent.OperatorHungUp(AT, OPERATOR, CALL),
        new AcdEvent.OfferRinging(AT, OFFER),
        new AcdEvent.OfferAnswered(AT, OFFER),
        new AcdEvent.OfferFailed(AT, OFFER, EndCause.NO_ANSWER),
        new AcdEvent.CallBridged(AT, OFFER),
        new AcdEvent.OperatorLegEnded(AT, OFFER, EndCause.NORMAL),
        new AcdEvent.CallerLeft(AT, OFFER, EndCause.LOST),
        new AcdEvent.CallerPassedOn(AT, OFFER),
        new AcdEvent.EstimateTold(AT, "access", Duration.ofSeconds(200)),
        new AcdEvent.Woken(AT, new WakeKey.OverflowDue(CALL)));
  }

  static Stream<WakeKey> keys() {
    return Stream.of(
        new WakeKey.RingTimeout(OFFER),
        new WakeKey.BridgeTimeout(OFFER),
        new WakeKey.WrapUpOver(OPERATOR),
        new WakeKey.CoolDownOver(OPERATOR),
        new WakeKey.OverflowDue(CALL),
        new WakeKey.ReservationOver(CALL),
        new WakeKey.PlacesDue("access"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventComesBack(AcdEvent event) {
    assertThat(AcdJson.event(AcdJson.text(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aWakeUpComesBack(WakeKey key) {
    AcdEvent event = new AcdEvent.Woken(AT, key);
    assertThat(AcdJson.event(AcdJson.text(event))).isEqualTo(event);
  }

  @Test
  void noneIsForgotten() {
    assertThat(events().stream().<Class<?>>map(AcdEvent::getClass))
        .containsExactlyInAnyOrder(AcdEvent.class.getPermittedSubclasses());
    assertThat(keys().<Class<?>>map(WakeKey::getClass))
        .containsExactlyInAnyOrder(WakeKey.class.getPermittedSubclasses());
  }

  @Test
  void theSettingsComeBack() {
    assertThat(AcdJson.settings(AcdJson.text(AcdSettings.DEFAULTS)))
        .isEqualTo(AcdSettings.DEFAULTS);
  }
}
