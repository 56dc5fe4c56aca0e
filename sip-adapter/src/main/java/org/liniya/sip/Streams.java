package org.liniya.sip;

import java.io.IOException;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;

/** Where legs get their media from: the media engine. Thread-safe. */
@FunctionalInterface
public interface Streams {

  /**
   * Opens the media of one leg.
   *
   * @throws IOException when no port is free
   */
  MediaStream open(MediaListener listener) throws IOException;
}
