package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liniya.asterisk.OperatorAndCaller.CALLER;
import static org.liniya.asterisk.OperatorAndCaller.next;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.asterisk.RealAsterisk;

/**
 * Another client of Asterisk's manager takes a caller's channel to another place of the dialplan:
 * ten seconds it may be away. That it is gone shows when something is played to it, or asked of it.
 */
@Tag("telephones")
@Tag("asterisk")
@Timeout(120)
class ChannelTakenElsewhereTest {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private static OperatorAndCaller line;
  private static AmiLink console;

  @BeforeAll
  static void start() throws IOException {
    line = OperatorAndCaller.start();
    console = new AmiLink(ami(line.behind.asterisk), new Unheard());
    console.start();
    add("s,1,Wait,60", "away");
    add("s,1,Wait,1", "aside");
    add("s,2,Goto,liniya-again,s,1", "aside");
  }

  private static void add(String extension, String context) {
    assertThat(line.behind.asterisk.cli("dialplan", "add", "extension", extension, "into", context))
        .contains("added into '" + context + "'");
  }

  private static AsteriskSettings.Ami ami(RealAsterisk asterisk) {
    return new AsteriskSettings.Ami(
        "127.0.0.1",
        asterisk.ports().ami(),
        asterisk.amiUser(),
        new Secret(asterisk.amiSecret()),
        Optional.empty());
  }

  /** What is told to this connection is told to the line's, too. */
  private static final class Unheard implements AmiLink.Listener {
    @Override
    public void accept(AmiNews news) {}

    @Override
    public void connected() {}

    @Override
    public void lost() {}
  }

  @AfterAll
  static void stop() {
    if (console != null) {
      console.close();
    }
    if (line != null) {
      line.close();
    }
  }

  @AfterEach
  void end() {
    line.nobodyIsLeft();
  }

  private static void takeTo(String context, OperatorAndCaller.Far caller) throws Exception {
    assertThat(console.awaitFirst(OperatorAndCaller.SOON)).isTrue();
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    console.ask(
        new Manager.Order(
            "Redirect",
            Map.of(
                "Channel",
                ((AsteriskLeg) caller.leg()).channel(),
                "Context",
                context,
                "Exten",
                "s",
                "Priority",
                "1")),
        taken::complete);
    assertThat(taken.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoDoesNotComeBackIsHungUp() throws Exception {
    OperatorAndCaller.Far caller = line.caller(CALLER);
    caller.leg().play(Utterance.of(new Clip.Tone(1700, Duration.ofMinutes(1))));
    Instant taken = Instant.now();

    takeTo("away", caller);

    assertThat(next(caller.signals(), Signal.LegEnded.class).cause()).isEqualTo(EndCause.LOST);
    assertThat(Duration.between(taken, Instant.now())).isGreaterThanOrEqualTo(GRACE);
  }

  @Test
  void whoComesBackIsServedOn() throws Exception {
    OperatorAndCaller.Far caller = line.caller(CALLER);

    takeTo("aside", caller);

    caller.leg().play(Utterance.of(new Clip.Tone(1700, Duration.ofMillis(300))));
    assertThat(next(caller.signals())).isInstanceOf(Signal.PlayingEnded.class);
    caller.call().stream().sendKey(new Key('7'));
    assertThat(next(caller.signals(), Signal.KeyPressed.class).key()).isEqualTo(new Key('7'));
  }
}
