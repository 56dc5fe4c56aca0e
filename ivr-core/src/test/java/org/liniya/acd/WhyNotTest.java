package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.GroupWhy;
import org.liniya.port.OperatorBoard.OperatorWhy;
import org.liniya.port.WhyNot;

/** Each reason for which an operator is not being offered a call that waits. */
class WhyNotTest extends AcdScene {

  private static final CallId OWN = new CallId(new UUID(9, 9));

  @BeforeEach
  void bothServeAccess() {
    team(Routing.DEFAULT, anna("access"), boris());
  }

  private void team(Routing routing, OperatorProfile... operators) {
    say(
        new AcdEvent.ConfigurationChanged(
            now,
            List.of(group("access", routing), group("other", Routing.DEFAULT)),
            List.of(operators)));
  }

  private static Routing routing(int level, Duration reservation, Overflow... rules) {
    return new Routing(RingStrategy.DEFAULT, 2, reservation, level, List.of(rules));
  }

  private WhyNot why(OperatorId operator) {
    GroupWhy group = acd.why(now).getFirst();
    return group.operators().stream()
        .filter(each -> each.operator().equals(operator))
        .map(OperatorWhy::why)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nobodyWaitsNothingIsAsked() {
    register(ANNA);
    assertThat(acd.why(now)).isEmpty();
  }

  @Test
  void noTelephoneIsRegistered() {
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.NoTelephone(START, ""));
    say(new AcdEvent.PauseRequested(now, ANNA, "lunch"));
    assertThat(why(ANNA)).isEqualTo(new WhyNot.NoTelephone(START, "lunch"));
    GroupWhy group = acd.why(now).getFirst();
    assertThat(group.call()).isEqualTo(FIRST);
    assertThat(group.place()).isEqualTo(1);
    assertThat(group.operators()).as("every operator of the server").hasSize(2);
  }

  @Test
  void paused() {
    register(ANNA);
    after(3);
    say(new AcdEvent.PauseRequested(now, ANNA, "lunch"));
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.OnPause(now, "lunch"));
  }

  @Test
  void theSkillIsNotThere() {
    team(Routing.DEFAULT, anna("other"), boris());
    register(ANNA);
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.LacksSkill("access"));
  }

  @Test
  void theLevelIsTooLow() {
    team(routing(4, Duration.ZERO), operator(ANNA, Map.of("access", 3)), boris());
    register(ANNA);
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.LevelTooLow(3, 4));
  }

  @Test
  void whoHelpsOutHelpsLater() {
    Overflow rule =
        new Overflow(new Overflow.Waited(Duration.ofSeconds(60)), List.of(new Tier("other", 1)));
    team(routing(1, Duration.ZERO, rule), anna("other"), boris());
    register(ANNA);
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.NotYetByOverflow("after 60s"));
    after(60);
    say(new AcdEvent.Woken(now, new WakeKey.OverflowDue(FIRST)));
    assertThat(why(ANNA)).isEqualTo(new WhyNot.BeingOffered(now));
  }

  @Test
  void anotherLanguage() {
    register(BORIS);
    say(
        new AcdEvent.CallEntered(
            now, FIRST, "access", Language.EN, now, Duration.ZERO, AcdEvent.WhenNobody.WAIT));
    assertThat(why(BORIS)).isEqualTo(new WhyNot.SpeaksAnotherLanguage("en"));
  }

  @Test
  void theTelephoneRingsForAnother() {
    register(ANNA);
    enter(FIRST);
    Instant rings = now;
    after(2);
    enter(SECOND);
    assertThat(acd.why(now).getFirst().call()).as("the first has its offer").isEqualTo(SECOND);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.OfferedAnother(rings, FIRST));
  }

  @Test
  void whoeverIsReadyLeavesItToTheOneWhoseTelephoneRings() {
    register(ANNA);
    after(1);
    register(BORIS);
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.BeingOffered(now));
    assertThat(why(BORIS)).isEqualTo(new WhyNot.OthersRing());
  }

  @Test
  void onACallThenWrappingUp() {
    talk();
    Instant since = now;
    after(5);
    enter(SECOND);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.OnCall(since, FIRST));
    say(new AcdEvent.OperatorLegEnded(now, OFFER_1, EndCause.NORMAL));
    assertThat(why(ANNA)).isEqualTo(new WhyNot.WrappingUp(now.plus(SkillGroup.DEFAULT_WRAP_UP)));
  }

  @Test
  void answeredAndNotYetJoined() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferAnswered(now, OFFER_1));
    enter(SECOND);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.OnCall(now, FIRST));
  }

  @Test
  void onACallOfTheirOwn() {
    register(ANNA);
    say(new AcdEvent.OperatorCallingOut(now, ANNA, OWN));
    enter(FIRST);
    assertThat(why(ANNA)).isEqualTo(new WhyNot.CallingOut(now));
  }

  @Test
  void leftAloneAfterAMiss() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.OfferFailed(now, OFFER_1, EndCause.NO_ANSWER));
    assertThat(why(ANNA))
        .isEqualTo(new WhyNot.CoolingDown(now.plus(AcdSettings.DEFAULTS.coolDown())));
  }

  @Test
  void keptForWhoServedTheTicket() {
    team(routing(1, Duration.ofSeconds(30)), anna("access"), boris());
    talk();
    register(BORIS);
    say(
        new AcdEvent.CallEntered(
            now,
            SECOND,
            "access",
            Language.RU,
            now,
            Duration.ZERO,
            AcdEvent.WhenNobody.WAIT,
            Optional.of(ANNA)));
    assertThat(why(BORIS)).isEqualTo(new WhyNot.KeptForAnother(ANNA, now.plusSeconds(30)));
    assertThat(why(ANNA)).isEqualTo(new WhyNot.OnCall(now, FIRST));
  }

  /** The other way round: who is not being offered a call is kept from it by something. */
  @Test
  void onRandomDaysThereIsAlwaysAReason() {
    Set<String> seen = new TreeSet<>();
    IntStream.range(0, 150)
        .forEach(
            seed -> {
              SimulatedDay day = new SimulatedDay(seed, PlantedBug.NONE);
              day.run();
              int runs = 0;
              for (List<AcdEvent> run : day.events()) {
                live(seed, PlantedBug.NONE.epoch(++runs), run, seen);
              }
            });
    assertThat(seen).hasSize(WhyNot.class.getPermittedSubclasses().length - 1);
  }

  private static void live(int seed, String epoch, List<AcdEvent> run, Set<String> seen) {
    Acd acd = new Acd(epoch, AcdSettings.DEFAULTS);
    Instant now = Instant.MIN;
    for (AcdEvent event : run) {
      acd.handle(event);
      now = event.at().isAfter(now) ? event.at() : now;
      for (GroupWhy group : acd.why(now)) {
        for (OperatorWhy each : group.operators()) {
          seen.add(each.why().word());
          assertThat(each.why())
              .as("seed %d: %s and %s", seed, each.operator(), group.call())
              .isNotEqualTo(new WhyNot.Nothing());
        }
      }
    }
  }
}
