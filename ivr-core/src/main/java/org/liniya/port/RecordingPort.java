package org.liniya.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.liniya.call.CallId;

/** Makes and gives back recordings. Thread-safe. */
public interface RecordingPort {

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

  /**
   * Deletes a closed recording; does nothing when there is none.
   *
   * @throws IOException when it is there and cannot be deleted
   */
  void delete(CallId call) throws IOException;
}
