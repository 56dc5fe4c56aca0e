package org.liniya.port;

import java.io.IOException;
import java.io.InputStream;

/**
 * A recorder that is not ours and writes down by itself what a party sends and hears, such as that
 * of an Asterisk. A {@link Recording} takes its sound over when it ends. Thread-safe.
 */
public interface OutsideRecorder {

  /**
   * While set, silence is written instead of both sides, so that a secret is on no disk at all.
   * Does not block: what cannot be silenced is ended, rather than have a secret in it.
   */
  void silence(boolean silent);

  /** Ends it and waits, a few seconds at most, until all that it has written can be read. */
  Tape end();

  /** What it has written. For one thread. */
  interface Tape {

    /** {@link System#nanoTime()} at its first sample. */
    long startedNanos();

    /** False when sound is known to be missing. */
    boolean whole();

    /**
     * What the party has sent: 16-bit samples, low byte first, 8,000 a second. The reader closes
     * it.
     *
     * @throws IOException when it is not there
     */
    InputStream sent() throws IOException;

    /** What the party has heard; as {@link #sent}. */
    InputStream heard() throws IOException;

    /**
     * Removes what was written, which is in our recordings now.
     *
     * @throws IOException when something is left; the next start takes it over again
     */
    void remove() throws IOException;
  }
}
