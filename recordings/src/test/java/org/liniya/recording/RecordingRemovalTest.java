package org.liniya.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallId;

class RecordingRemovalTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(1);
  private static final Instant AT = Instant.parse("2026-11-23T21:30:00Z");

  @TempDir private Path folder = Path.of("");

  private static Path made(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[4]);
  }

  @Test
  void allFilesOfACallGoAndNoneOfAnother() throws IOException {
    RecordingFiles files = new RecordingFiles(folder);
    CallId call = CallId.create(AT, RANDOM);
    CallId other = CallId.create(AT, RANDOM);
    Path finished = made(files.finished(call));
    Path part = made(finished.resolveSibling(call + ".left.wav"));
    Path open = made(files.open().resolve(call + ".wav"));
    Path others = made(files.finished(other));
    Path othersOpen = made(files.open().resolve(other + ".wav"));

    files.remove(call);
    files.remove(call);

    assertThat(finished).doesNotExist();
    assertThat(part).doesNotExist();
    assertThat(open).doesNotExist();
    assertThat(others).exists();
    assertThat(othersOpen).exists();
  }

  @Test
  void withoutAnyRecordingThereIsNothingToDo() throws IOException {
    new RecordingFiles(folder.resolve("none")).remove(CallId.create(AT, RANDOM));

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatCannotBeRemovedIsAFault() throws IOException {
    RecordingFiles files = new RecordingFiles(folder);
    CallId call = CallId.create(AT, RANDOM);
    made(files.finished(call).resolve("inside")); // a folder that is not empty

    assertThatThrownBy(() -> files.remove(call)).isInstanceOf(IOException.class);
  }
}
