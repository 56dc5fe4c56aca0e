package org.liniya.sdp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.liniya.port.Encoding;
import org.liniya.rtp.MediaSettings;
import org.liniya.rtp.RtcpPlace;

/**
 * What both sides agreed on, seen from ours. Immutable.
 *
 * @param remote where the far end wants to receive; 0.0.0.0 when it does not (RFC 3264 section 8.4)
 * @param receiveEvents the payload type of telephone-event towards us
 * @param sendEvents the payload type of telephone-event towards them
 * @param ptimeMs the length of packets that they want, 10 to 60
 * @param direction ours
 * @param rtcp where they take reports
 */
public record NegotiatedMedia(
    InetSocketAddress remote,
    Encoding encoding,
    OptionalInt receiveEvents,
    OptionalInt sendEvents,
    int ptimeMs,
    Direction direction,
    RtcpPlace rtcp) {

  /** With RTCP on the port after that of RTP. */
  public NegotiatedMedia(
      InetSocketAddress remote,
      Encoding encoding,
      OptionalInt receiveEvents,
      OptionalInt sendEvents,
      int ptimeMs,
      Direction direction) {
    this(remote, encoding, receiveEvents, sendEvents, ptimeMs, direction, new RtcpPlace.NextPort());
  }

  /** Whether the far end has put us on hold. */
  public boolean held() {
    return !direction.sends() || remote.getAddress().isAnyLocalAddress();
  }

  /** The settings for the stream. Who holds us may send music, but need not. */
  public MediaSettings toSettings() {
    return new MediaSettings(
        remote,
        encoding,
        receiveEvents,
        sendEvents,
        ptimeMs,
        !held(),
        !held() && direction.receives(),
        rtcp);
  }
}
