package org.liniya.recovery;

import java.io.IOException;
import java.util.List;
import org.liniya.call.CallId;
import org.liniya.port.Persons;
import org.liniya.port.RecordingPort;

/**
 * Deletes the recordings of persons who have been erased: after the erasure, and at start-up when a
 * crash came between the two. Stateless; blocks on the disk.
 */
public final class ErasedRecordings {
  private ErasedRecordings() {}

  /**
   * Deletes them all, and gives how many.
   *
   * @throws IOException when one cannot be deleted; those before it are
   */
  public static int delete(Persons persons, RecordingPort recordings) throws IOException {
    List<CallId> left = persons.recordingsLeft();
    for (CallId call : left) {
      recordings.remove(call);
      persons.recordingsDeleted(List.of(call));
    }
    return left.size();
  }
}
