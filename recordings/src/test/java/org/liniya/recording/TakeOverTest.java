package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Energy;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;
import org.liniya.call.CallId;
import org.liniya.testkit.recording.FakeOutsideRecorder;

/** What another recorder has written is taken over, at the end or by the next start. */
final class TakeOverTest {

  private final CallId call =
      CallId.create(Instant.parse("2026-11-28T12:00:00Z"), new SplittableRandom(5));
  private final AtomicLong nanos = new AtomicLong(7);
  private final RecordingFiles files;
  private final Path open;

  TakeOverTest(@TempDir Path folder) {
    files = new RecordingFiles(folder);
    open = folder.resolve("open").resolve(call + ".wav");
  }

  @Test
  void whatIsLeftBecomesTheRecordingInPlaceOfAnUnfinishedOne() throws IOException {
    Files.createDirectories(open.getParent());
    Files.write(open, new byte[58]);
    FakeOutsideRecorder left = tape(20_000, 19_000);

    assertThat(files.takeOver(call, left.end()))
        .contains(new RecordingFiles.Repaired(call, Duration.ofMillis(2500), 58 + 4 * 20_000));
    assertThat(left.isRemoved()).isTrue();
    assertThat(open).doesNotExist();
    assertThat(files.repairAll()).isEmpty();
    Wav wav = read();
    assertThat(Energy.shareAt(1000, wav.channel(0))).isGreaterThan(0.99);
    assertThat(Energy.shareAt(440, wav.channel(1), 0, 19_000, 8000)).isGreaterThan(0.99);
    assertThat(Energy.rms(wav.channel(1), 19_000, 1000)).isZero();
  }

  @Test
  void whatCannotBeReadStaysForTheNextStart() {
    FakeOutsideRecorder left = FakeOutsideRecorder.withoutSound();

    assertThat(files.takeOver(call, left.end())).isEmpty();
    assertThat(left.isRemoved()).isFalse();
  }

  @Test
  void silentStretchesAreSilentWhereverTheyAreInALongTape() throws IOException {
    CallRecording recording = new CallRecording(call, files, Output::file, nanos::get, () -> {});
    recording.takeFrom(tape(80_000, 80_000));
    after(2000);
    recording.silence(true);
    after(1000);
    recording.write(nanos.get());
    recording.silence(false);
    after(4000);
    recording.silence(true);
    after(1000);
    recording.silence(false);
    after(2000);
    end(recording);

    assertThat(recording.close().complete()).isTrue();
    Wav wav = read();
    assertThat(wav.length()).isEqualTo(80_000);
    assertThat(rms(wav, 0, 1940)).isGreaterThan(3000);
    assertThat(rms(wav, 1940, 3120)).isZero();
    assertThat(rms(wav, 3120, 6940)).isGreaterThan(3000);
    assertThat(rms(wav, 6940, 8120)).isZero();
    assertThat(rms(wav, 8120, 10_000)).isGreaterThan(3000);
  }

  @Test
  void aFullDiskKeepsTheOtherRecordersFilesForTheNextStart() throws IOException {
    CallRecording recording =
        new CallRecording(call, files, CallRecordingTest.fullDisk(9000), nanos::get, () -> {});
    FakeOutsideRecorder outside = tape(16_000, 16_000);
    recording.takeFrom(outside);
    after(2000);
    end(recording);

    assertThat(recording.close().complete()).isFalse();
    assertThat(outside.isRemoved()).isFalse();
    files.takeOver(call, outside.end());
    assertThat(read().length()).isEqualTo(16_000);
    assertThat(outside.isRemoved()).isTrue();
  }

  /** As if the call's thread had ended it, whose close waits for another thread. */
  private static void end(CallRecording recording) {
    recording.stop();
    recording.finish();
  }

  private FakeOutsideRecorder tape(int sent, int heard) {
    return new FakeOutsideRecorder(nanos.get(), Tone.sine(1000, sent), Tone.sine(440, heard), true);
  }

  private void after(int millis) {
    nanos.addAndGet(millis * 1_000_000L);
  }

  private Wav read() throws IOException {
    return WavReader.read(files.read(call).orElseThrow().readAllBytes());
  }

  private static double rms(Wav wav, int fromMs, int toMs) {
    return Energy.rms(wav.channel(0), fromMs * 8, (toMs - fromMs) * 8);
  }
}
