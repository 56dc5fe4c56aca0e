package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Energy;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;
import org.liniya.call.CallId;

final class CrashTest {

  private final CallId call =
      CallId.create(Instant.parse("2026-11-23T12:00:00Z"), new SplittableRandom(4));

  @Test
  @Timeout(120)
  void afterKillNineAtMostASecondIsMissing(@TempDir Path folder) throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledRecorder.class.getName(),
                folder.toString(),
                call.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long sentMillis = 0;
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      while (sentMillis < 3000) {
        sentMillis = Long.parseLong(String.valueOf(out.readLine()));
      }
    } finally {
      program.destroyForcibly(); // SIGKILL
    }
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();

    RecordingFiles files = new RecordingFiles(folder);
    assertThat(files.read(call)).isEmpty();
    List<RecordingFiles.Repaired> repaired = files.repairAll();

    assertThat(repaired).hasSize(1);
    assertThat(repaired.getFirst().call()).isEqualTo(call);
    assertThat(repaired.getFirst().length()).isGreaterThan(Duration.ofMillis(sentMillis - 1000));
    Wav wav = WavReader.read(files.read(call).orElseThrow().readAllBytes());
    int millis = (int) sentMillis - 1000;
    assertThat(Energy.shareAt(600, wav.channel(0), 800, (millis - 100) * 8, 8000))
        .isGreaterThan(0.9);
    assertThat(files.repairAll()).isEmpty();
  }

  @Test
  void aTornFrameIsCutOffAndTheHeaderMadeTrue(@TempDir Path folder) throws IOException {
    Path open = Files.createDirectories(folder.resolve("open")).resolve(call + ".wav");
    Files.write(open, new byte[58 + 4 * 8000 + 3]);

    RecordingFiles files = new RecordingFiles(folder);
    assertThat(files.repairAll())
        .containsExactly(new RecordingFiles.Repaired(call, Duration.ofSeconds(1), 58 + 4 * 8000));
    Wav wav = WavReader.read(files.read(call).orElseThrow().readAllBytes());
    assertThat(wav.length()).isEqualTo(8000);
  }

  @Test
  void aFileWithoutAHeaderBecomesAnEmptyRecording(@TempDir Path folder) throws IOException {
    Path open = Files.createDirectories(folder.resolve("open")).resolve(call + ".wav");
    Files.write(open, new byte[10]);

    RecordingFiles files = new RecordingFiles(folder);
    assertThat(files.repairAll())
        .containsExactly(new RecordingFiles.Repaired(call, Duration.ZERO, 58));
  }

  @Test
  void aStrangeFileIsLeftAlone(@TempDir Path folder) throws IOException {
    Path strange = Files.createDirectories(folder.resolve("open")).resolve("notes.wav");
    Files.write(strange, new byte[100]);

    assertThat(new RecordingFiles(folder).repairAll()).isEmpty();
    assertThat(strange).exists();
  }
}
