package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.asterisk.OperatorAndCaller.CALLER;
import static org.liniya.asterisk.OperatorAndCaller.next;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.phone.Sipp;
import org.liniya.testkit.phone.SippScenario;

/** No key is lost or doubled, whatever is played, begun and stopped meanwhile. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(180)
class KeysBehindAsteriskTest {

  private static final String PRESSED = "12345678901122#*0099";
  private static OperatorAndCaller line;

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

  @AfterEach
  void end() {
    line.nobodyIsLeft();
  }

  /** A prompt ends by itself every now and then; each key stops the one that plays. */
  private static String pressedAmongPrompts(Leg leg, BlockingQueue<Signal> signals)
      throws InterruptedException {
    StringBuilder keys = new StringBuilder();
    Leg.Playing playing = leg.play(prompt());
    while (keys.length() < PRESSED.length()) {
      switch (next(signals)) {
        case Signal.KeyPressed pressed -> {
          keys.append(pressed.key().symbol());
          playing.stop();
          playing = leg.play(prompt());
        }
        case Signal.PlayingEnded(long _, boolean completed) when completed ->
            playing = leg.play(prompt());
        default -> {
          // a playing that was stopped
        }
      }
    }
    playing.stop();
    return keys.toString();
  }

  private static Utterance prompt() {
    return Utterance.of(new Clip.Tone(1700, Duration.ofMillis(150)));
  }

  @Test
  void keysInTheSoundsPacketsComeOnceEachInTheirOrder() throws Exception {
    OperatorAndCaller.Far caller = line.caller(CALLER);

    PRESSED.chars().forEach(key -> caller.call().stream().sendKey(new Key((char) key)));

    assertThat(pressedAmongPrompts(caller.leg(), caller.signals())).isEqualTo(PRESSED);
    caller.leg().play(prompt());
    next(caller.signals(), Signal.PlayingEnded.class);
    assertThat(caller.signals()).noneMatch(Signal.KeyPressed.class::isInstance);
  }

  /** On a busy machine packets pile up, and keys reach Asterisk several at once. */
  @Test
  void keysThatCameWhileAsteriskStoodStillComeOnceEachInTheirOrder() throws Exception {
    OperatorAndCaller.Far caller = line.caller(CALLER);
    AtomicBoolean over = new AtomicBoolean();
    Thread busy = Thread.ofVirtual().start(() -> stopAndGo(over));

    PRESSED.chars().forEach(key -> caller.call().stream().sendKey(new Key((char) key)));
    StringBuilder keys = new StringBuilder();
    while (keys.length() < PRESSED.length()) {
      if (next(caller.signals()) instanceof Signal.KeyPressed pressed) {
        keys.append(pressed.key().symbol());
      }
    }
    over.set(true);
    busy.join();

    assertThat(keys).hasToString(PRESSED);
    caller.leg().play(prompt());
    next(caller.signals(), Signal.PlayingEnded.class);
    assertThat(caller.signals()).noneMatch(Signal.KeyPressed.class::isInstance);
  }

  private static void stopAndGo(AtomicBoolean over) {
    while (!over.get()) {
      line.behind.asterisk.standStill(Duration.ofMillis(400));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static Sipp dials(SippScenario call) throws IOException {
    return Sipp.of(call.awaitBye(Duration.ofSeconds(60)).xml())
        .to(line.behind.asterisk.sipAddress())
        .service("hotline")
        .within(Duration.ofSeconds(90))
        .start();
  }

  /** Faster than Asterisk, which gives each a length, can take them, and as a hand presses them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 200})
  void keysBySipInfoComeOnceEachWhileNothingIsPlayed(int pauseMs) throws Exception {
    SippScenario call = SippScenario.begin().invite().answered();
    PRESSED
        .chars()
        .forEach(
            key -> {
              call.info((char) key);
              if (pauseMs > 0) {
                call.pause(Duration.ofMillis(pauseMs));
              }
            });
    try (Sipp sipp = dials(call)) {
      OperatorAndCaller.Arrived caller = line.arrived();
      caller.leg().answer();
      StringBuilder keys = new StringBuilder();
      Signal signal = caller.signals().poll(20, TimeUnit.SECONDS);
      while (signal != null) {
        if (signal instanceof Signal.KeyPressed pressed) {
          keys.append(pressed.key().symbol());
        }
        signal = caller.signals().poll(2, TimeUnit.SECONDS);
      }
      caller.leg().hangUp(EndCause.NORMAL);
      sipp.await().mustHaveSucceeded(1);
      assertThat(keys).hasToString(PRESSED);
    }
  }

  /** As some gateways send them, by SIP INFO. */
  @Test
  void keysBySipInfoComeOnceEachInTheirOrder() throws Exception {
    SippScenario call = SippScenario.begin().invite().answered();
    PRESSED.chars().forEach(key -> call.info((char) key));
    try (Sipp sipp = dials(call)) {
      OperatorAndCaller.Arrived caller = line.arrived();
      caller.leg().answer();

      assertThat(pressedAmongPrompts(caller.leg(), caller.signals())).isEqualTo(PRESSED);
      caller.leg().hangUp(EndCause.NORMAL);
      sipp.await().mustHaveSucceeded(1);
      assertThat(caller.signals()).noneMatch(Signal.KeyPressed.class::isInstance);
    }
  }
}
