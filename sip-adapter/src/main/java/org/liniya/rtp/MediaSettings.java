package org.liniya.rtp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.liniya.port.Encoding;

/**
 * What was negotiated for a stream. Immutable.
 *
 * @param remote where to send until a steady source is learnt (symmetric RTP)
 * @param encoding what we send, and (A-law and µ-law both being accepted) mostly what we receive
 * @param receiveEvents the payload type on which the far end sends telephone-event (the one of our
 *     SDP), if any
 * @param sendEvents the payload type with which we send telephone-event (the one of their SDP), if
 *     any
 * @param ptimeMs length of the packets that we send, 10 to 60
 * @param sending false while the far end does not want media (hold: sendonly/inactive seen from
 *     them)
 * @param receiving false while we must not expect media (silence is then no fault)
 * @param rtcp where reports go
 */
public record MediaSettings(
    InetSocketAddress remote,
    Encoding encoding,
    OptionalInt receiveEvents,
    OptionalInt sendEvents,
    int ptimeMs,
    boolean sending,
    boolean receiving,
    RtcpPlace rtcp) {

  /** With RTCP on the port after that of RTP. */
  public MediaSettings(
      InetSocketAddress remote,
      Encoding encoding,
      OptionalInt receiveEvents,
      OptionalInt sendEvents,
      int ptimeMs,
      boolean sending,
      boolean receiving) {
    this(
        remote,
        encoding,
        receiveEvents,
        sendEvents,
        ptimeMs,
        sending,
        receiving,
        new RtcpPlace.NextPort());
  }
}
