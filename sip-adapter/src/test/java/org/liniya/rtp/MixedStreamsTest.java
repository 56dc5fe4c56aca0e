package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Energy;
import org.liniya.port.Encoding;

/** More than two telephones on real sockets, each saying a tone of its own, on two media loops. */
class MixedStreamsTest {

  private static final int CALLER = 400;
  private static final int OPERATOR = 1000;
  private static final int SUPERVISOR = 1600;
  private static final int WINDOW = 160;

  private final MediaEngine engine =
      new MediaEngine(
          InetAddress.getLoopbackAddress(), new PortRange(20_000, 29_999), 2, new ToneCatalogue());
  private final Party caller = new Party(CALLER, Encoding.PCMA);
  private final Party operator = new Party(OPERATOR, Encoding.PCMU);
  private final Party supervisor = new Party(SUPERVISOR, Encoding.PCMA);

  MixedStreamsTest() throws IOException {}

  /** A telephone and our stream to it. */
  private final class Party {
    private final int hertz;
    private final Encoding encoding;
    private final Phone phone = new Phone();
    private final MediaStream stream = engine.open(new Heard());

    Party(int hertz, Encoding encoding) throws IOException {
      this.hertz = hertz;
      this.encoding = encoding;
      stream.apply(phone.settings(encoding, 20));
    }

    Thread says(int packets) {
      return Thread.ofVirtual()
          .start(() -> phone.say(stream.local(), encoding, hertz, packets, 20));
    }

    /** The milliseconds in which this tone is heard among at most two others. */
    int hears(int tone) {
      return among(phone.heard(), tone);
    }
  }

  private static int among(short[] sound, int tone) {
    int found = 0;
    for (int at = 0; at + WINDOW <= sound.length; at += WINDOW) {
      boolean loud = Energy.rms(sound, at, WINDOW) > 100;
      found += loud && Energy.shareAt(tone, sound, at, WINDOW, 8000) > 0.2 ? 20 : 0;
    }
    return found;
  }

  @AfterEach
  void end() throws Exception {
    for (Party party : List.of(caller, operator, supervisor)) {
      party.phone.close();
    }
    engine.close();
  }

  private static void allSay(int packets, Party... parties) throws InterruptedException {
    List<Thread> speaking = new ArrayList<>();
    for (Party party : parties) {
      speaking.add(party.says(packets));
    }
    for (Thread each : speaking) {
      each.join();
    }
  }

  private void mix(List<MediaStream> heardByCaller, List<MediaStream> heardByOperator) {
    caller.stream.mix(heardByCaller);
    operator.stream.mix(heardByOperator);
    supervisor.stream.mix(List.of(caller.stream, operator.stream));
  }

  private void listen() {
    mix(List.of(operator.stream), List.of(caller.stream));
  }

  @Test
  void whoListensHearsBothAndIsNotHeard() throws InterruptedException {
    listen();
    allSay(40, caller, operator, supervisor);
    Phone.await(
        "both voices", () -> supervisor.hears(CALLER) >= 500 && supervisor.hears(OPERATOR) >= 500);
    assertThat(caller.hears(OPERATOR)).isGreaterThanOrEqualTo(500);
    assertThat(operator.hears(CALLER)).isGreaterThanOrEqualTo(500);
    assertThat(caller.hears(SUPERVISOR)).isZero();
    assertThat(operator.hears(SUPERVISOR)).isZero();
    assertThat(caller.hears(CALLER)).as("nobody hears themselves").isZero();
  }

  @Test
  void aWhisperIsHeardByOneAndBargingByAll() throws InterruptedException {
    mix(List.of(operator.stream), List.of(caller.stream, supervisor.stream));
    allSay(40, caller, operator, supervisor);
    Phone.await("the whisper", () -> operator.hears(SUPERVISOR) >= 500);
    assertThat(caller.hears(SUPERVISOR)).isZero();

    mix(List.of(operator.stream, supervisor.stream), List.of(caller.stream, supervisor.stream));
    allSay(40, caller, operator, supervisor);
    Phone.await("all three", () -> caller.hears(SUPERVISOR) >= 500);
    assertThat(operator.hears(SUPERVISOR)).isGreaterThanOrEqualTo(1000);
  }

  /** The sound that the caller hears has no hole of more than the delay, nor its recording. */
  @Test
  void fromABridgeToAMixAndBackTheTalkGoesOn() throws InterruptedException {
    MemoryRecording recording = new MemoryRecording();
    caller.stream.record(recording);
    caller.stream.bridge(operator.stream);
    Thread operatorSays = operator.says(150);
    Thread callerSays = caller.says(150);
    Phone.await("the bridge", () -> caller.hears(OPERATOR) >= 400);
    listen();
    Phone.await("the mix", () -> supervisor.hears(OPERATOR) >= 400);
    caller.stream.bridge(operator.stream);
    operatorSays.join();
    callerSays.join();
    Phone.await("the end of it", () -> caller.hears(OPERATOR) >= 2800);
    assertThat(operator.hears(CALLER)).isGreaterThanOrEqualTo(2700);
    assertThat(among(recording.right(), OPERATOR)).isGreaterThanOrEqualTo(2700);
    assertThat(among(recording.left(), CALLER)).isGreaterThanOrEqualTo(2900);
    assertThat(longestPause(caller.phone)).isLessThanOrEqualTo(200);
  }

  /** The longest run of silent windows between voiced ones. */
  private static int longestPause(Phone phone) {
    short[] sound = phone.heard();
    int run = 0;
    int longest = 0;
    boolean begun = false;
    for (int at = 0; at + WINDOW <= sound.length; at += WINDOW) {
      boolean loud = Energy.rms(sound, at, WINDOW) > 100;
      longest = loud && begun ? Math.max(longest, run) : longest;
      run = loud ? 0 : run + 20;
      begun |= loud;
    }
    return longest;
  }

  @Test
  void aPartyOnHoldIsNotHeardAndHearsNothing() throws InterruptedException {
    operator.stream.apply(
        new MediaSettings(
            operator.phone.address(),
            operator.encoding,
            OptionalInt.empty(),
            OptionalInt.empty(),
            20,
            false,
            true));
    listen();
    allSay(30, caller, operator);
    Phone.await("the caller", () -> supervisor.hears(CALLER) >= 400);
    assertThat(supervisor.hears(OPERATOR)).isZero();
    assertThat(operator.hears(CALLER)).isZero();
  }

  @Test
  void whoEndsIsMissedByTheOthersOnly() throws InterruptedException {
    mix(List.of(operator.stream, supervisor.stream), List.of(caller.stream, supervisor.stream));
    supervisor.stream.close();
    allSay(30, caller, operator);
    Phone.await("the two", () -> caller.hears(OPERATOR) >= 400 && operator.hears(CALLER) >= 400);
    operator.stream.close();
    caller.stream.mix(List.of(operator.stream));
    caller.phone.forget();
    Phone.await("silence still comes", () -> caller.phone.audio().size() > 20);
  }

  @Test
  void whoIsTakenOutHearsNobodyAndIsNotHeard() throws InterruptedException {
    listen();
    supervisor.stream.unbridge();
    caller.stream.unbridge();
    allSay(20, caller, operator, supervisor);
    assertThat(supervisor.hears(CALLER)).isZero();
    assertThat(caller.hears(OPERATOR)).isZero();
    assertThat(operator.hears(CALLER)).isZero();
  }
}
