package org.liniya.testkit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;

/**
 * What every {@link RecordingPort} must do; a test class extends it. Packets are handed over faster
 * than time runs, with the arrival times of a steady stream.
 */
public abstract class RecordingContract {

  private static final int PACKET = 160;
  private static final long PACKET_NANOS = 20_000_000;
  private static final int MAX_BYTES = 10_000_000;
  private static final double LEFT_HZ = 600;
  private static final double RIGHT_HZ = 1000;

  private final CallId call =
      CallId.create(Instant.parse("2026-11-23T21:30:00Z"), new SplittableRandom(1));

  /** The same one all through a test, a fresh one for the next. */
  protected abstract RecordingPort recordings();

  @Test
  void theCallerIsLeftAndWhatTheCallerHearsIsRight() throws IOException {
    Recording recording = recordings().open(call);
    long start = System.nanoTime();
    feed(recording, true, start, 0, 50, LEFT_HZ);
    feed(recording, false, start, 0, 50, RIGHT_HZ);
    Recording.Closed closed = recording.close();

    Wav wav = read();
    assertThat(wav.rate()).isEqualTo(8000);
    assertThat(wav.channels()).isEqualTo(2);
    assertThat(share(wav, 0, LEFT_HZ, 100, 900)).isGreaterThan(0.95);
    assertThat(share(wav, 1, RIGHT_HZ, 100, 900)).isGreaterThan(0.95);
    assertThat(closed.complete()).isTrue();
    assertThat(closed.length()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(closed.length().toMillis()).isEqualTo(wav.length() / 8L);
  }

  @Test
  void aPauseIsSilenceAndWhatFollowsKeepsItsPlace() throws IOException {
    Recording recording = recordings().open(call);
    long start = System.nanoTime();
    feed(recording, true, start, 0, 10, LEFT_HZ); // 0 to 200 ms
    feed(recording, true, start, 30, 40, LEFT_HZ); // 600 to 800 ms
    recording.close();

    Wav wav = read();
    assertThat(share(wav, 0, LEFT_HZ, 20, 180)).isGreaterThan(0.95);
    assertThat(loudness(wav, 0, 290, 590)).isLessThan(20);
    assertThat(share(wav, 0, LEFT_HZ, 690, 790)).isGreaterThan(0.95);
    assertThat(loudness(wav, 1, 0, 800)).isLessThan(20);
  }

  @Test
  void jitterLeavesNoGapsInASteadySound() throws IOException {
    Recording recording = recordings().open(call);
    long start = System.nanoTime();
    short[] tone = Tone.sine(LEFT_HZ, 50 * PACKET);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 50; i++) {
      long jitter = random.nextLong(25_000_000);
      byte[] sound = G711.MU_LAW.encode(packet(tone, i));
      recording.fromCaller(
          start + i * PACKET_NANOS + jitter, Encoding.PCMU, sound, 0, sound.length);
    }
    recording.close();

    // An unbroken sine all through: a cut or a doubled packet would spread its energy.
    assertThat(share(read(), 0, LEFT_HZ, 100, 950)).isGreaterThan(0.98);
  }

  @Test
  void nothingIsHeardOfWhatCameWhileSilent() throws IOException {
    Recording recording = recordings().open(call);
    recording.silence(true);
    long start = System.nanoTime();
    feed(recording, true, start, 0, 50, LEFT_HZ);
    feed(recording, false, start, 0, 50, RIGHT_HZ);
    recording.close();

    Wav wav = read();
    assertThat(wav.length()).isGreaterThanOrEqualTo(8000);
    assertThat(loudness(wav, 0, 0, 1000)).isLessThan(20);
    assertThat(loudness(wav, 1, 0, 1000)).isLessThan(20);
  }

  @Test
  void closingTwiceTellsTheSameAndLaterSoundIsIgnored() throws IOException {
    Recording recording = recordings().open(call);
    feed(recording, true, System.nanoTime(), 0, 5, LEFT_HZ);
    Recording.Closed first = recording.close();
    feed(recording, true, System.nanoTime(), 0, 50, LEFT_HZ);
    recording.silence(true);

    assertThat(recording.close()).isEqualTo(first);
    assertThat(read().length() / 8L).isEqualTo(first.length().toMillis());
  }

  @Test
  void thereIsNothingToReadBeforeItIsClosed() throws IOException {
    RecordingPort recordings = recordings();
    Recording recording = recordings.open(call);
    assertThat(recordings.read(call)).isEmpty();
    Recording.Closed closed = recording.close();
    try (InputStream in = recordings.read(call).orElseThrow()) {
      assertThat(in.readAllBytes()).hasSize(Math.toIntExact(closed.bytes()));
    }
  }

  @Test
  void whatIsDeletedIsGoneAndDeletingItAgainDoesNothing() throws IOException {
    RecordingPort recordings = recordings();
    recordings.open(call).close();
    assertThat(recordings.read(call).map(RecordingContract::closed)).isPresent();

    recordings.remove(call);
    recordings.remove(call);

    assertThat(recordings.read(call)).isEmpty();
  }

  @Test
  void whatAnotherRecorderHasWrittenBecomesTheRecording() throws IOException {
    Recording recording = recordings().open(call);
    FakeOutsideRecorder outside =
        new FakeOutsideRecorder(
            System.nanoTime() + 200_000_000,
            Tone.sine(LEFT_HZ, 4000),
            Tone.sine(RIGHT_HZ, 4000),
            true);
    recording.takeFrom(outside);
    Recording.Closed closed = recording.close();

    Wav wav = read();
    assertThat(recording.call()).isEqualTo(call);
    assertThat(wav.length()).isBetween(5600, 5800);
    assertThat(loudness(wav, 0, 0, 199)).isZero();
    assertThat(share(wav, 0, LEFT_HZ, 205, 695)).isGreaterThan(0.99);
    assertThat(share(wav, 1, RIGHT_HZ, 205, 695)).isGreaterThan(0.99);
    assertThat(closed.complete()).isTrue();
    assertThat(closed.length().toMillis()).isEqualTo(wav.length() / 8L);
    assertThat(closed.bytes()).isEqualTo(wav.toBytes().length);
    assertThat(outside.isRemoved()).isTrue();
  }

  @Test
  void anotherRecorderIsSilencedTooAndWhatItWroteMeanwhileIsNotHeard() throws IOException {
    Recording recording = recordings().open(call);
    recording.silence(true);
    FakeOutsideRecorder outside =
        new FakeOutsideRecorder(
            System.nanoTime(), Tone.sine(LEFT_HZ, 8000), Tone.sine(RIGHT_HZ, 8000), true);
    recording.takeFrom(outside);
    recording.silence(false);
    recording.silence(true);
    recording.close();

    assertThat(outside.silences()).containsExactly(true, false, true);
    Wav wav = read();
    assertThat(loudness(wav, 0, 130, 1000)).isZero();
    assertThat(loudness(wav, 1, 130, 1000)).isZero();
  }

  @Test
  void whatAnotherRecorderHasLostIsTold() throws IOException {
    Recording recording = recordings().open(call);
    recording.takeFrom(
        new FakeOutsideRecorder(System.nanoTime(), Tone.sine(600, 800), new short[80], false));

    assertThat(recording.close().complete()).isFalse();
    assertThat(loudness(read(), 0, 10, 90)).isGreaterThan(1000);
  }

  @Test
  void anotherRecorderWhoseSoundIsNotThereEndsTheRecordingAllTheSame() throws IOException {
    Recording recording = recordings().open(call);
    FakeOutsideRecorder outside = FakeOutsideRecorder.withoutSound();
    recording.takeFrom(outside);

    assertThat(recording.close().complete()).isFalse();
    assertThat(recordings().read(call).map(RecordingContract::closed)).isPresent();
    assertThat(outside.isRemoved()).isFalse();
  }

  private static boolean closed(InputStream in) {
    try (in) {
      return true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void feed(
      Recording recording, boolean left, long start, int fromPacket, int toPacket, double hertz) {
    short[] tone = Tone.sine(hertz, toPacket * PACKET);
    for (int i = fromPacket; i < toPacket; i++) {
      byte[] sound = G711.A_LAW.encode(packet(tone, i));
      long at = start + i * PACKET_NANOS;
      if (left) {
        recording.fromCaller(at, Encoding.PCMA, sound, 0, sound.length);
      } else {
        recording.toCaller(at, Encoding.PCMA, sound, 0, sound.length);
      }
    }
  }

  private static short[] packet(short[] tone, int index) {
    return Arrays.copyOfRange(tone, index * PACKET, (index + 1) * PACKET);
  }

  private Wav read() throws IOException {
    try (InputStream in = recordings().read(call).orElseThrow()) {
      return WavReader.read(in, MAX_BYTES);
    }
  }

  private static double share(Wav wav, int channel, double hertz, int fromMs, int toMs) {
    return Energy.shareAt(hertz, wav.channel(channel), fromMs * 8, (toMs - fromMs) * 8, 8000);
  }

  private static double loudness(Wav wav, int channel, int fromMs, int toMs) {
    return Energy.rms(wav.channel(channel), fromMs * 8, (toMs - fromMs) * 8);
  }
}
