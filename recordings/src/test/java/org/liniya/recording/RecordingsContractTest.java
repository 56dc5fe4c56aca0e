package org.liniya.recording;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.port.RecordingPort;
import org.liniya.testkit.recording.RecordingContract;

final class RecordingsContractTest extends RecordingContract {

  private final Recordings recordings;

  RecordingsContractTest(@TempDir Path folder) {
    this.recordings = Recordings.start(folder);
  }

  @AfterEach
  void stop() {
    recordings.close();
  }

  @Override
  protected RecordingPort recordings() {
    return recordings;
  }
}
