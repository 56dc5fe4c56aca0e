package org.liniya.port;

import java.io.IOException;
import org.liniya.call.CallId;

/** Removes recordings for good. Thread-safe; blocks on the disk. */
@FunctionalInterface
public interface RecordingRemoval {

  /**
   * Removes everything of a call's recording; does nothing when there is none.
   *
   * @throws IOException when something of it is left; to be tried again
   */
  void remove(CallId call) throws IOException;
}
