package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.Recording;

final class ManyRecordingsTest {

  @Test
  @Timeout(120)
  void aHundredAtOnceEachHaveTheirOwnTone(@TempDir Path folder) throws Exception {
    try (Recordings recordings = Recordings.start(folder);
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Double>> tasks = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = i;
        tasks.add(() -> shareOfOwnTone(recordings, number));
      }
      for (Future<Double> share : calls.invokeAll(tasks)) {
        assertThat(share.get()).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void stoppingFinishesWhatIsOpen(@TempDir Path folder) throws Exception {
    CallId call = callId(7);
    try (Recordings recordings = Recordings.start(folder)) {
      Recording open = recordings.open(call);
      open.fromCaller(System.nanoTime(), Encoding.PCMA, new byte[160], 0, 160);
    }
    try (InputStream in = new RecordingFiles(folder).read(call).orElseThrow()) {
      assertThat(WavReader.read(in, 1_000_000).length()).isGreaterThanOrEqualTo(160);
    }
  }

  private static double shareOfOwnTone(Recordings recordings, int number) throws Exception {
    double hertz = 500 + 20 * number;
    short[] tone = Tone.sine(hertz, 8000);
    CallId call = callId(number);
    Recording recording = recordings.open(call);
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      byte[] sound = G711.A_LAW.encode(Arrays.copyOfRange(tone, i * 160, (i + 1) * 160));
      recording.fromCaller(start + i * 20_000_000L, Encoding.PCMA, sound, 0, 160);
      recording.toCaller(start + i * 20_000_000L, Encoding.PCMA, sound, 0, 160);
    }
    assertThat(recording.close().complete()).isTrue();
    try (InputStream in = recordings.read(call).orElseThrow()) {
      Wav wav = WavReader.read(in, 1_000_000);
      return Math.min(
          Energy.shareAt(hertz, wav.channel(0), 800, 6400, 8000),
          Energy.shareAt(hertz, wav.channel(1), 800, 6400, 8000));
    }
  }

  private static CallId callId(int number) {
    return CallId.create(Instant.parse("2026-11-23T12:00:00Z"), new SplittableRandom(number));
  }
}
