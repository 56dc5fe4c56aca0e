package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;

/** The rules in time, with a clock of the test and no threads. */
final class CallRecordingTest {

  private static final byte[] TONE = G711.A_LAW.encode(Tone.sine(600, 8000));

  private final CallId call =
      CallId.create(Instant.parse("2026-12-31T23:59:59.999Z"), new SplittableRandom(3));
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L); // nanoTime may be negative
  private final Path folder;
  private final RecordingFiles files;

  CallRecordingTest(@TempDir Path folder) {
    this.folder = folder;
    this.files = new RecordingFiles(folder);
  }

  @Test
  void theFileStaysHalfASecondBehindAndIsPlayableAllTheTime() throws IOException {
    CallRecording recording = open(Output::file);
    sound(recording, 1000);
    recording.write(nanos.get());

    Path file = folder.resolve("open").resolve(call + ".wav");
    Wav soFar = WavReader.read(Files.readAllBytes(file));
    assertThat(soFar.length()).isEqualTo(4000);
    assertThat(Energy.shareAt(600, soFar.channel(0))).isGreaterThan(0.95);
    assertThat(Files.size(file)).isEqualTo(58 + 4 * 4000);

    end(recording);
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("2026/12/31").resolve(call + ".wav")).exists();
  }

  @Test
  void aSilentStretchIsSilentFromTheOrderOnAndSoundReturns() throws IOException {
    CallRecording recording = open(Output::file);
    sound(recording, 1000);
    recording.write(nanos.get());
    recording.silence(true);
    recording.silence(true); // twice is as once
    sound(recording, 1000);
    recording.write(nanos.get());
    recording.silence(false);
    sound(recording, 1000);
    recording.write(nanos.get());
    Wav wav = end(recording);

    assertThat(wav.length()).isEqualTo(24_000);
    assertThat(rms(wav, 0, 930)).isGreaterThan(3000);
    assertThat(rms(wav, 940, 2120)).isZero();
    assertThat(rms(wav, 2130, 3000)).isGreaterThan(3000);
  }

  @Test
  void soundThatStandsBehindItsArrivalDoesNotLeakOutOfASilentStretch() throws IOException {
    CallRecording recording = open(Output::file);
    // a burst: from now on the channel stands 120 ms behind the arrivals
    for (int i = 0; i < 6; i++) {
      recording.fromCaller(nanos.get(), Encoding.PCMA, new byte[160], 0, 160);
    }
    recording.silence(true);
    sound(recording, 400);
    recording.silence(false);
    recording.write(nanos.addAndGet(1_000_000_000));
    Wav wav = end(recording);

    assertThat(rms(wav, 0, 1000)).isZero();
  }

  @Test
  void aFullDiskEndsTheRecordingButNotTheCall() throws IOException {
    FullDisk disk = new FullDisk(58 + 4 * 8000);
    CallRecording recording = open(disk);
    for (int second = 0; second < 5; second++) {
      sound(recording, 1000);
      recording.write(nanos.get());
    }
    recording.askToClose();
    recording.finish();

    assertThat(recording.close().complete()).isFalse();
    assertThat(recording.close().length()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    assertThat(disk.refused).isPositive();
    Wav wav = read();
    assertThat(Energy.shareAt(600, wav.channel(0))).isGreaterThan(0.95);
  }

  @Test
  void aRecorderThatWasHeldUpDropsWhatFindsNoRoomAndSaysSo() throws IOException {
    CallRecording recording = open(Output::file);
    sound(recording, 3000); // nobody wrote for three seconds; two are kept
    recording.write(nanos.get());
    recording.askToClose();
    recording.finish();

    assertThat(recording.close().complete()).isFalse();
    Wav wav = read();
    assertThat(wav.length()).isEqualTo(24_000);
    assertThat(rms(wav, 0, 2000)).isGreaterThan(3000);
    assertThat(rms(wav, 2100, 3000)).isZero();
  }

  private CallRecording open(Output.Opener opener) throws IOException {
    return new CallRecording(call, files, opener, nanos::get, () -> {});
  }

  /** So much of a tone from the caller, in packets of 20 ms, while the clock goes on. */
  private void sound(CallRecording recording, int millis) {
    for (int i = 0; i < millis / 20; i++) {
      recording.fromCaller(nanos.get(), Encoding.PCMA, TONE, i % 50 * 160, 160);
      nanos.addAndGet(20_000_000);
    }
  }

  private Wav end(CallRecording recording) throws IOException {
    recording.askToClose();
    recording.finish();
    assertThat(recording.close().complete()).isTrue();
    return read();
  }

  private Wav read() throws IOException {
    return WavReader.read(files.read(call).orElseThrow().readAllBytes());
  }

  private static double rms(Wav wav, int fromMs, int toMs) {
    return Energy.rms(wav.channel(0), fromMs * 8, (toMs - fromMs) * 8);
  }

  static Output.Opener fullDisk(long room) {
    return new FullDisk(room);
  }

  /** A disk with room for so many bytes a file. */
  private static final class FullDisk implements Output.Opener {
    private final long room;
    private int refused;

    FullDisk(long room) {
      this.room = room;
    }

    @Override
    public Output create(Path file) throws IOException {
      Output real = Output.file(file);
      return new Output() {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
          if (position + bytes.remaining() > room) {
            refused++;
            throw new IOException("No space left on device");
          }
          real.write(bytes, position);
        }

        @Override
        public void force() throws IOException {
          real.force();
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }
  }
}
