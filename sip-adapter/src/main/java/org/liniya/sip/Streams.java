package org.liniya.sip;

import java.io.IOException;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;

/**
 * Where legs get their media from, and where the figures of those media go: the media engine, and
 * the journal and metrics. Thread-safe.
 */
@FunctionalInterface
public interface Streams {

  /**
   * Opens the media of one leg.
   *
   * @throws IOException when no port is free
   */
  MediaStream open(MediaListener listener) throws IOException;

  /**
   * Takes the figures of a leg that belonged to a call, once, after its media have ended. Called in
   * the leg's mailbox: must only hand over.
   */
  default void ended(CallId call, JournalEvent.MediaFigures figures) {}
}
