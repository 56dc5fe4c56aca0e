package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Energy;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;
import org.liniya.call.CallId;
import org.liniya.call.Signal;
import org.liniya.port.Recording;
import org.liniya.recording.RecordingFiles;
import org.liniya.recording.Recordings;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;

/** Calls behind a real Asterisk are recorded by its MixMonitor, and found in our recordings. */
@Tag("telephones")
@Timeout(120)
class RecordingBehindAsteriskTest {

  private static final RecordedCall.Desk DESK = new RecordedCall.Desk();
  private static final SplittableRandom RANDOM = new SplittableRandom(8);
  private static final int CALLER_HZ = 1000;
  private static final int PROMPT_HZ = 440;

  private static Behind behind;
  private static MediaEngine media;

  @TempDir Path folder;
  private final CallId id = CallId.create(Instant.parse("2026-11-28T09:00:00Z"), RANDOM);
  private Recordings recordings;
  private RecordedCall caller;

  @BeforeAll
  static void start() throws IOException {
    behind = Behind.start(DESK);
    media =
        new MediaEngine(
            InetAddress.getLoopbackAddress(), new PortRange(20_000, 29_999), 1, new Tones());
  }

  @AfterAll
  static void stop() {
    if (media != null) {
      media.close();
    }
    if (behind != null) {
      behind.close();
    }
  }

  @BeforeEach
  void call() throws IOException, InterruptedException {
    recordings = Recordings.start(folder);
    caller = dial();
  }

  private static RecordedCall dial() throws IOException, InterruptedException {
    return new RecordedCall(behind.asterisk, media, DESK);
  }

  @AfterEach
  void hangUp() {
    caller.close();
    recordings.close();
  }

  @Test
  void theCallerIsLeftAndWhatTheCallerHearsIsRight() throws Exception {
    long opened = System.nanoTime();
    Recording recording = record();
    caller.sends(CALLER_HZ, 4000);
    caller.hears(PROMPT_HZ, 2500);
    caller.ends();
    double wallMs = (System.nanoTime() - opened) / 1e6;
    Recording.Closed closed = recording.close();

    Wav wav = read();
    assertThat(closed.complete()).isTrue();
    assertThat(wav.length() / 8.0).isCloseTo(wallMs, offset(100.0));
    assertThat(loudMs(wav, 1)).isCloseTo(2500.0, offset(100.0));
    assertThat(share(wav, 0, CALLER_HZ, 300, 2400)).isGreaterThan(0.95);
    assertThat(share(wav, 1, PROMPT_HZ, 300, 2400)).isGreaterThan(0.95);
    assertThat(raw()).isEmpty();
  }

  @Test
  void aSecretIsInNoFileOfAsterisksAndNotInOurs() throws Exception {
    Recording recording = record();
    caller.sends(CALLER_HZ, 6000);
    caller.hears(PROMPT_HZ, 1000);
    recording.silence(true);
    caller.hears(PROMPT_HZ, 2000);
    recording.silence(false);
    caller.hears(PROMPT_HZ, 1500);
    List<Path> raw = keepRaw();
    caller.ends();
    recording.close();

    Wav wav = read();
    for (int channel = 0; channel < 2; channel++) {
      short[] ours = wav.channel(channel);
      short[] theirs = samples(raw.get(channel));
      for (short[] samples : List.of(ours, theirs)) {
        assertThat(rms(samples, 100, 850)).isGreaterThan(3000);
        assertThat(rms(samples, 1150, 2950)).isZero();
        assertThat(rms(samples, 3400, 4200)).isGreaterThan(3000);
      }
    }
  }

  @Test
  void whoIsBridgedAtOnceIsRecordedFromTheBeginningAndBothSidesStandTogether() throws Exception {
    try (RecordedCall other = dial()) {
      Recording recording = record();
      caller.leg.bridge(other.leg);
      caller.sendsToTheEnd(0, 1000);
      for (int i = 0; i < 3; i++) {
        caller.sends(CALLER_HZ, 400);
        other.sends(PROMPT_HZ, 400);
        other.sent();
        caller.sendsToTheEnd(0, 1000);
      }
      caller.ends();

      assertThat(recording.close().complete()).isTrue();
      Wav wav = read();
      List<Integer> left = onsets(wav, 0);
      List<Integer> right = onsets(wav, 1);
      assertThat(left).hasSize(3);
      assertThat(right).hasSize(3);
      for (int i = 0; i < 3; i++) {
        // our two telephones send in ticks of their own: half a packet on top of 50 ms
        assertThat(right.get(i)).isCloseTo(left.get(i), offset(60));
      }
    }
  }

  @Test
  void aCallerWhoHangsUpIsRecordedToTheEnd() throws Exception {
    long opened = System.nanoTime();
    Recording recording = record();
    caller.sendsToTheEnd(CALLER_HZ, 1500);
    caller.call.hangUp();
    caller.await(Signal.LegEnded.class);
    double wallMs = (System.nanoTime() - opened) / 1e6;
    Recording.Closed closed = recording.close();

    assertThat(closed.complete()).isTrue();
    Wav wav = read();
    assertThat(wav.length() / 8.0).isCloseTo(wallMs, offset(100.0));
    assertThat(loudMs(wav, 0)).isCloseTo(1500.0, offset(100.0));
    assertThat(raw()).isEmpty();
  }

  @Test
  void whatIsLeftAfterACrashOfOursIsTakenOverAndTheSecretIsNotInIt() throws Exception {
    Recording recording = record();
    caller.sends(CALLER_HZ, 4000);
    caller.hears(PROMPT_HZ, 1000);
    recording.silence(true);
    caller.hears(PROMPT_HZ, 1000);
    recording.silence(false);
    caller.hears(PROMPT_HZ, 1000);
    caller.call.hangUp();
    caller.await(Signal.LegEnded.class);
    Path shared = behind.asterisk.recordings().here();
    RawFiles files = RawFiles.of(shared, id);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> files.milliseconds() > 2900);

    RecordingFiles ours = new RecordingFiles(folder.resolve("next"));
    List<LeftRecordings.Left> left = LeftRecordings.in(shared);
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().call()).isEqualTo(id);
    assertThat(ours.takeOver(id, left.getFirst().tape())).isPresent();

    Wav wav = WavReader.read(ours.read(id).orElseThrow().readAllBytes());
    assertThat(rms(wav.channel(0), 100, 900)).isGreaterThan(3000);
    assertThat(rms(wav.channel(0), 1100, 1950)).isZero();
    assertThat(rms(wav.channel(1), 1100, 1950)).isZero();
    assertThat(rms(wav.channel(0), 2150, 2900)).isGreaterThan(3000);
    assertThat(raw()).isEmpty();
  }

  @Test
  void afterAKillOfAsteriskWhatItHadWrittenIsPlayable() throws Exception {
    Recording recording = record();
    caller.sends(CALLER_HZ, 9000);
    caller.hears(PROMPT_HZ, 5000);
    behind.asterisk.kill();
    try {
      caller.await(Signal.LegEnded.class);
      Recording.Closed closed = recording.close();

      assertThat(closed.complete()).isFalse();
      Wav wav = read();
      assertThat(loudMs(wav, 0)).isBetween(2900.0, 5100.0);
      assertThat(loudMs(wav, 1)).isBetween(2900.0, 5100.0);
      assertThat(share(wav, 0, CALLER_HZ, 300, 2900)).isGreaterThan(0.95);
    } finally {
      behind.asterisk.startAgain();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(behind.frontEnd::connected);
    }
  }

  @Test
  void withoutTheFolderTheCallGoesOnAndTheRecordingIsIncomplete() throws Exception {
    Path shared = behind.asterisk.recordings().here();
    Path away = shared.resolveSibling("away");
    Files.move(shared, away);
    try {
      Recording recording = record();
      caller.hears(PROMPT_HZ, 700);
      caller.ends();
      assertThat(recording.close().complete()).isFalse();
    } finally {
      Files.move(away, shared);
    }
  }

  @Test
  void whatAsteriskCouldNotWriteIsMissed() throws Exception {
    Recording recording = record();
    caller.sends(CALLER_HZ, 2000);
    caller.hears(PROMPT_HZ, 1000);
    // as if its disk had been full
    RawFiles files = RawFiles.of(behind.asterisk.recordings().here(), id);
    Files.move(files.from(), files.from().resolveSibling("elsewhere"));
    Files.createFile(files.from());
    caller.ends();

    assertThat(recording.close().complete()).isFalse();
    Files.delete(files.from().resolveSibling("elsewhere"));
  }

  private Recording record() throws IOException {
    Recording recording = recordings.open(id);
    caller.leg.record(recording);
    return recording;
  }

  private static List<String> raw() throws IOException {
    try (Stream<Path> files = Files.list(behind.asterisk.recordings().here())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Wav read() throws IOException {
    return WavReader.read(recordings.read(id).orElseThrow().readAllBytes());
  }

  /** What Asterisk writes stays under other names. */
  private List<Path> keepRaw() throws IOException {
    RawFiles files = RawFiles.of(behind.asterisk.recordings().here(), id);
    return List.of(
        Files.createLink(behind.asterisk.recordings().here().resolve("../kept-left"), files.from()),
        Files.createLink(behind.asterisk.recordings().here().resolve("../kept-right"), files.to()));
  }

  private static short[] samples(Path file) throws IOException {
    ShortBuffer samples =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] read = new short[samples.remaining()];
    samples.get(read);
    return read;
  }

  private static double rms(short[] samples, int fromMs, int toMs) {
    return Energy.rms(samples, fromMs * 8, (toMs - fromMs) * 8);
  }

  /** For so long there is a tone. */
  private static double loudMs(Wav wav, int channel) {
    int loud = 0;
    for (int at = 0; at + 80 <= wav.length(); at += 80) {
      loud += Energy.rms(wav.channel(channel), at, 80) > 1000 ? 1 : 0;
    }
    return loud * 10.0;
  }

  private static List<Integer> onsets(Wav wav, int channel) {
    List<Integer> found = new ArrayList<>();
    boolean loud = false;
    for (int at = 0; at + 40 <= wav.length(); at += 8) {
      boolean now = Energy.rms(wav.channel(channel), at, 40) > 1000;
      if (now && !loud) {
        found.add(at / 8);
      }
      loud = now;
    }
    return found;
  }

  private static double share(Wav wav, int channel, double hertz, int fromMs, int toMs) {
    return Energy.shareAt(hertz, wav.channel(channel), fromMs * 8, (toMs - fromMs) * 8, 8000);
  }
}
