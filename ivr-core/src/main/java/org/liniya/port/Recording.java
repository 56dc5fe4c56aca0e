package org.liniya.port;

import java.time.Duration;
import org.liniya.call.CallId;

/**
 * The recording of one call while it is being made. Left channel: what the caller sends; right:
 * what the caller hears. The two {@code …Caller} methods are called by a media thread every 20 ms
 * or so and must not block, allocate or throw; the others by the call's thread.
 */
public interface Recording {

  /** The call that is recorded. */
  CallId call();

  /**
   * A packet's sound from the caller.
   *
   * @param arrivalNanos {@link System#nanoTime()} at its arrival
   */
  void fromCaller(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length);

  /** A packet's sound on its way to the caller; as {@link #fromCaller}. */
  void toCaller(long sentNanos, Encoding encoding, byte[] sound, int offset, int length);

  /**
   * From now on another recorder writes the sound down: it is silenced when this one is, ended by
   * {@link #close}, and its sound, at its place in time, becomes this recording's. Packets are not
   * wanted any more.
   */
  void takeFrom(OutsideRecorder recorder);

  /** While set, both channels are written as silence (secret entry, before the notice). */
  void silence(boolean silent);

  /** Ends the recording and waits until the file is complete. A second call returns the same. */
  Closed close();

  /**
   * What became of it.
   *
   * @param complete false when sound was lost (full disk, overrun); what is there stays playable
   */
  record Closed(Duration length, long bytes, boolean complete) {}
}
