package org.liniya.testkit.recording;

import org.liniya.port.RecordingPort;

final class InMemoryRecordingsTest extends RecordingContract {

  private final InMemoryRecordings recordings = new InMemoryRecordings();

  @Override
  protected RecordingPort recordings() {
    return recordings;
  }
}
