package org.liniya.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.liniya.call.CallId;

/** Makes, gives back and removes recordings. Thread-safe. */
public interface RecordingPort extends RecordingRemoval {

  /**
   * Starts the recording of a call.
   *
   * @throws IOException when nothing can be written (the call goes on without; the caller of this
   *     journals it)
   */
  Recording open(CallId call) throws IOException;

  /**
   * The audio of a closed recording, a WAV file; empty when there is none. The reader closes the
   * stream.
   */
  Optional<InputStream> read(CallId call) throws IOException;
}
