package org.liniya.sdp;

import java.net.InetSocketAddress;

/**
 * What we bring to a negotiation.
 *
 * @param address where our stream listens; resolved
 * @param sessionId of our {@code o=} line, one for the whole dialog
 */
public record LocalMedia(InetSocketAddress address, long sessionId) {

  String host() {
    // an IPv6 address may carry a scope, which means nothing to others
    return address.getAddress().getHostAddress().split("%", 2)[0];
  }

  Origin origin() {
    return new Origin("-", Long.toUnsignedString(sessionId), "1", host());
  }
}
