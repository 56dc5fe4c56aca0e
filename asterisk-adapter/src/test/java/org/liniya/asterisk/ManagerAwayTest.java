package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.asterisk.OperatorAndCaller.CALLER;
import static org.liniya.asterisk.OperatorAndCaller.FURTHER;
import static org.liniya.asterisk.OperatorAndCaller.OPERATORS;
import static org.liniya.asterisk.OperatorAndCaller.PROMPT;
import static org.liniya.asterisk.OperatorAndCaller.next;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** The connection to the manager of a real Asterisk is lost and comes back; calls go on. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(240)
class ManagerAwayTest {

  private static final Duration SOON = OperatorAndCaller.SOON;
  private static OperatorAndCaller line;

  private OperatorAndCaller.Far caller;
  private OperatorAndCaller.Serving operator;

  @BeforeAll
  static void start() throws IOException {
    line = OperatorAndCaller.start();
  }

  @AfterAll
  static void stop() {
    if (line != null) {
      line.close();
    }
  }

  @BeforeEach
  void talk() throws IOException, InterruptedException {
    caller = line.caller(CALLER);
    operator = line.operator();
  }

  @AfterEach
  void end() {
    if (!line.behind.asterisk.isAlive()) {
      line.behind.asterisk.startAgain();
    }
    back();
    line.nobodyIsLeft();
  }

  private void bridged() {
    caller.leg().bridge(operator.leg());
    caller.heard().awaitExactly("caller", OPERATORS);
  }

  private static void away() {
    line.behind.wire.cut();
    Awaitility.await().atMost(SOON).until(() -> !line.behind.frontEnd.connected());
  }

  private static void back() {
    line.behind.wire.mend();
    Awaitility.await().atMost(SOON).until(line.behind.frontEnd::connected);
  }

  @Test
  void aTalkGoesOnAndItsEndIsSeen() throws InterruptedException {
    bridged();

    away();
    caller.heard().forget();
    caller.heard().awaitExactly("caller, manager away", OPERATORS);
    back();
    caller.heard().forget();
    caller.heard().awaitExactly("caller, manager back", OPERATORS);
    operator.call().hangUp();

    assertThat(next(operator.signals(), Signal.LegEnded.class).cause()).isEqualTo(EndCause.NORMAL);
    caller.leg().play(tone());
    caller.heard().awaitExactly("caller alone", PROMPT);
  }

  @Test
  void anOperatorWhoHungUpMeanwhileIsFreeAndTheCallerGoesOn() throws InterruptedException {
    bridged();

    away();
    operator.call().hangUp();
    operator.call().awaitClosed(SOON);
    back();

    next(operator.signals(), Signal.LegEnded.class);
    caller.leg().play(tone());
    caller.heard().awaitExactly("caller alone", PROMPT);
  }

  @Test
  void anOperatorWhoHungUpMeanwhileIsFreeBeforeTheManagerIsBack() throws InterruptedException {
    bridged();

    away();
    operator.call().hangUp();

    next(operator.signals(), Signal.LegEnded.class);
    assertThat(line.behind.frontEnd.connected()).isFalse();
    caller.leg().play(tone());
    caller.heard().awaitExactly("caller alone", PROMPT);
  }

  @Test
  void aCallerWhoHungUpMeanwhileIsOver() throws InterruptedException {
    bridged();

    away();
    caller.call().hangUp();
    back();

    next(caller.signals(), Signal.LegEnded.class);
    assertThat(operator.leg().isOver()).isFalse();
    operator.leg().hangUp(EndCause.NORMAL);
    next(operator.signals(), Signal.LegEnded.class);
    operator.call().awaitClosed(SOON);
  }

  /** Nobody is left who could ask us anything: only Asterisk's list of channels tells. */
  @Test
  void bothHungUpMeanwhile() throws InterruptedException {
    bridged();

    away();
    caller.call().hangUp();
    operator.call().hangUp();
    line.behind.asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels", "count");
    back();

    next(caller.signals(), Signal.LegEnded.class);
    next(operator.signals(), Signal.LegEnded.class);
  }

  @Test
  void aCallerIsPlayedToAndPressesKeysMeanwhile() throws InterruptedException {
    away();

    Leg.Playing playing = caller.leg().play(Utterance.of(new Clip.Tone(PROMPT, ONE_SECOND)));
    assertThat(next(caller.signals())).isEqualTo(new Signal.PlayingEnded(playing.number(), true));
    Stream.of('1', '2', '2', '#').map(Key::new).forEach(caller.call().stream()::sendKey);
    assertThat(keys(4)).isEqualTo("122#");
    back();
    Stream.of('4', '5').map(Key::new).forEach(caller.call().stream()::sendKey);
    assertThat(keys(2)).isEqualTo("45");
    caller.leg().hangUp(EndCause.NORMAL);
    assertThat(next(caller.signals()))
        .isEqualTo(new Signal.LegEnded(caller.leg().id(), EndCause.NORMAL));
  }

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private String keys(int count) throws InterruptedException {
    StringBuilder keys = new StringBuilder();
    while (keys.length() < count) {
      keys.append(next(caller.signals(), Signal.KeyPressed.class).key().symbol());
    }
    return keys.toString();
  }

  /** Without the manager nobody could be bridged, or stopped being played to. */
  @Test
  void aNewCallerIsToldThatTheLineIsDown() throws Exception {
    away();

    PhoneCall unserved = line.unserved();

    assertThat(unserved.awaitEnd(SOON)).isTrue();
    assertThat(line.isSomebodyServed()).isFalse();
  }

  @Test
  void threeWhoTalkGoOnTalking() throws Exception {
    OperatorAndCaller.Far further = line.caller(FURTHER);
    Leg one = caller.leg();
    Leg two = operator.leg();
    Leg three = further.leg();
    one.mix(
        new Mix(Map.of(one, Set.of(two, three), two, Set.of(one, three), three, Set.of(one, two))));
    caller.heard().awaitExactly("caller", OPERATORS, FURTHER);

    away();
    caller.heard().forget();
    caller.heard().awaitExactly("caller, manager away", OPERATORS, FURTHER);
    back();
    caller.heard().forget();
    caller.heard().awaitExactly("caller, manager back", OPERATORS, FURTHER);

    for (Leg leg : List.of(one, two, three)) {
      assertThat(leg.isOver()).isFalse();
      leg.hangUp(EndCause.NORMAL);
    }
    next(caller.signals(), Signal.LegEnded.class);
    next(operator.signals(), Signal.LegEnded.class);
    next(further.signals(), Signal.LegEnded.class);
    line.behind.asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels", "count");
  }

  /** What is wanted while the manager is away for a moment is done when it is back. */
  @Test
  void whoIsToBePlayedToMeanwhileIsWhenItIsBack() throws InterruptedException {
    bridged();
    away();

    caller.leg().play(tone());
    back();

    caller.heard().awaitExactly("caller alone", PROMPT);
    assertThat(operator.leg().isOver()).isFalse();
  }

  @Test
  void anAsteriskThatIsKilledAndComesBackServesAgain() throws Exception {
    bridged();

    line.behind.asterisk.kill();
    line.behind.asterisk.startAgain();
    back();
    next(caller.signals(), Signal.LegEnded.class);
    next(operator.signals(), Signal.LegEnded.class);

    OperatorAndCaller.Far again = line.caller(CALLER);
    again.leg().play(tone());
    again.heard().awaitExactly("the next caller", PROMPT);
  }

  private static Utterance tone() {
    return Utterance.of(new Clip.Tone(PROMPT, Duration.ofSeconds(30)));
  }
}
