package org.liniya.rtp;

import java.time.Duration;
import org.liniya.call.Key;

/** Hears what happens on a stream. Called on a media loop: must only hand over, never block. */
public interface MediaListener {

  /** A key by RFC 4733, once a press. */
  void keyPressed(Key key);

  /** A key that was heard in the sound, once a press. */
  default void toneHeard(Key key) {}

  /**
   * The far end has begun to speak, or has stopped.
   *
   * @param listening which {@link MediaStream#listen} it was heard by
   */
  default void voice(long listening, boolean speaks) {}

  /** A playing ended; {@code completed} is false when it was stopped or replaced. */
  void playingEnded(long number, boolean completed);

  /**
   * The far end had sent and has now sent nothing for {@code gap}, while it should; said once a
   * gap.
   */
  void silentFor(Duration gap);

  /** The stream is closed; said once, and nothing follows it. */
  default void closed(MediaFigures figures) {}

  /**
   * A packet's sound has come in, decoded by the robots; the buffer is only valid during the call.
   */
  default void heard(
      long arrivalNanos, org.liniya.port.Encoding encoding, byte[] sound, int offset, int length) {}
}
