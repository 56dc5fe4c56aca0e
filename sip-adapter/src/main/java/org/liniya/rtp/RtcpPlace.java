package org.liniya.rtp;

import java.net.InetSocketAddress;

/** Where the far end takes RTCP. Immutable. */
public sealed interface RtcpPlace {

  /** On the port after that of RTP (RFC 3550 section 11): what holds when nothing is said. */
  record NextPort() implements RtcpPlace {}

  /** Elsewhere, as its {@code a=rtcp} says (RFC 3605). */
  record At(InetSocketAddress address) implements RtcpPlace {}

  /** On the port of RTP itself ({@code a=rtcp-mux}, RFC 5761). */
  record Muxed() implements RtcpPlace {}
}
