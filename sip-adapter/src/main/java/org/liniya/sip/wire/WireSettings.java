package org.liniya.sip.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where a wire listens. Immutable.
 *
 * @param points the first is the main one: what others are told when nothing speaks for another
 * @param tls needed when a point has TLS, and for dialling over TLS
 * @param userAgent what we call ourselves in Server and User-Agent
 */
public record WireSettings(
    List<ListenPoint> points,
    Optional<TlsSettings> tls,
    ConnectionLimits connections,
    String userAgent) {

  public WireSettings {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("no address to listen on");
    }
    if (tls.isEmpty()
        && points.stream().anyMatch(point -> point.transports().contains(Transport.TLS))) {
      throw new IllegalArgumentException("TLS without a certificate");
    }
  }

  /** One address over UDP and TCP. */
  public static WireSettings usual(InetAddress address, int port, String userAgent) {
    return new WireSettings(
        List.of(ListenPoint.usual(address, port)),
        Optional.empty(),
        ConnectionLimits.STANDARD,
        userAgent);
  }
}
