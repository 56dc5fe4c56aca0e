package org.liniya.rtp;

import java.net.InetSocketAddress;
import java.util.Collection;
import org.liniya.call.Key;
import org.liniya.port.Ear;
import org.liniya.port.Leg;
import org.liniya.port.Recording;
import org.liniya.speak.Utterance;

/**
 * The media of one leg: one UDP socket, one more for RTCP, one sender on the 20 ms grid, one
 * receiver. Methods may be called from any thread and return at once; the media loop that owns the
 * stream carries them out within one tick.
 */
public interface MediaStream {

  /** Our address and (even) port, for the SDP. */
  InetSocketAddress local();

  /**
   * Begins or changes what is sent and received, as negotiated; may be called again for a
   * re-INVITE.
   */
  void apply(MediaSettings settings);

  /**
   * Plays instead of whatever was playing or bridged. The listener gets {@code playingEnded}
   * exactly once.
   */
  Leg.Playing play(Utterance utterance);

  /** Relays the sound of each to the other; ends what played on either. */
  void bridge(MediaStream other);

  /**
   * From now on sends the sum of what these streams of the same engine receive, as far as each of
   * them is in a mix itself, instead of whatever was playing or bridged; and may be heard by them.
   * Ends as a bridge does, for this stream alone.
   */
  void mix(Collection<MediaStream> heard);

  /** Ends a bridge or a mix; those who were in a bridge send silence, both. */
  void unbridge();

  /** From now on gives the recording both directions of this stream. */
  void record(Recording recording);

  /** From now on tells when the far end begins to speak, and when it stops. */
  Leg.Listening listen();

  /**
   * From now on the ear gets what the far end sends: in order, and without keys that are pressed in
   * the sound where keys are listened for there (100 ms later then). Takes the place of an earlier
   * ear.
   */
  Leg.Lending lend(Ear ear);

  /** What to do about keys; {@link KeyRules#USUAL} until this is called. */
  default void keys(KeyRules rules) {}

  /** Sends a key by RFC 4733 (robots use this). Keys queue up. */
  void sendKey(Key key);

  MediaFigures figures();

  /** Frees the socket; its port is not used again for 60 s. May be called twice. */
  void close();
}
