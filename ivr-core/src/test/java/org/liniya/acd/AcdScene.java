package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.liniya.acd.AcdEvent.WhenNobody;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/** An ACD with one group and two operators, and short words for what happens to it. */
abstract class AcdScene {

  static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  static final OperatorId ANNA = new OperatorId("1001");
  static final OperatorId BORIS = new OperatorId("1002");
  static final CallId FIRST = new CallId(new UUID(1, 1));
  static final CallId SECOND = new CallId(new UUID(1, 2));
  static final OfferId OFFER_1 = new OfferId("t-1");
  static final OfferId OFFER_2 = new OfferId("t-2");

  final Acd acd = new Acd("t", AcdSettings.DEFAULTS);
  Instant now = START;
  List<AcdEffect> effects = new ArrayList<>();

  @BeforeEach
  void configure() {
    say(new AcdEvent.ConfigurationChanged(now, List.of(group()), List.of(anna(), boris())));
  }

  void talk() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    say(new AcdEvent.CallBridged(now, OFFER_1));
    assertThat(state(ANNA)).isEqualTo("talking");
  }

  void register(OperatorId operator) {
    say(new AcdEvent.OperatorRegistered(now, operator));
  }

  void enter(CallId call) {
    say(entered(call, "access", WhenNobody.WAIT));
  }

  AcdEvent entered(CallId call, String group, WhenNobody whenNobody) {
    return new AcdEvent.CallEntered(now, call, group, Language.RU, now, Duration.ZERO, whenNobody);
  }

  void after(int seconds) {
    now = now.plusSeconds(seconds);
  }

  void say(AcdEvent event) {
    effects = acd.handle(event);
  }

  /** Why the telephones ring that ring now. */
  List<String> reasons() {
    return offered().map(AcdEffect.Ring::reason).toList();
  }

  /** What the journals get now. */
  List<JournalEvent.Durable> journal() {
    return effects.stream()
        .filter(AcdEffect.Journal.class::isInstance)
        .map(effect -> ((AcdEffect.Journal) effect).event())
        .toList();
  }

  List<OperatorId> rings() {
    return offered().map(AcdEffect.Ring::operator).toList();
  }

  List<CallId> ringsFor() {
    return offered().map(AcdEffect.Ring::call).toList();
  }

  private Stream<AcdEffect.Ring> offered() {
    return effects.stream()
        .filter(AcdEffect.Ring.class::isInstance)
        .map(AcdEffect.Ring.class::cast);
  }

  String state(OperatorId operator) {
    return acd.operators().stream()
        .filter(view -> view.id().equals(operator))
        .findFirst()
        .orElseThrow()
        .state();
  }

  static SkillGroup group() {
    return group("access");
  }

  static SkillGroup group(String name) {
    return group(name, 2);
  }

  static SkillGroup group(String name, int maxWaiting) {
    return new SkillGroup(
        name, Map.of(), SkillGroup.DEFAULT_RING_TIMEOUT, SkillGroup.DEFAULT_WRAP_UP, maxWaiting);
  }

  static SkillGroup group(String name, Routing routing) {
    return new SkillGroup(
        name,
        Map.of(),
        SkillGroup.DEFAULT_RING_TIMEOUT,
        SkillGroup.DEFAULT_WRAP_UP,
        SkillGroup.DEFAULT_MAX_WAITING,
        routing);
  }

  static OperatorProfile operator(OperatorId id, Map<String, Integer> levels) {
    return new OperatorProfile(id, "op", levels, Set.of(), true);
  }

  static OperatorProfile anna() {
    return anna("access");
  }

  static OperatorProfile anna(String... skills) {
    return new OperatorProfile(ANNA, "Anna", Set.of(skills), Set.of(), true);
  }

  static OperatorProfile boris() {
    return new OperatorProfile(BORIS, "Boris", Set.of("access"), Set.of("ru"), true);
  }
}
