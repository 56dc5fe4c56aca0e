package org.liniya.sip.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Set;

/**
 * An address that is really listened on. Immutable.
 *
 * @param host what others are told, as it stands in a URI: IPv6 in brackets
 * @param toldPort the port that others are told
 */
public record Place(
    InetAddress bound, int port, Set<Transport> transports, String host, int toldPort) {

  public Place {
    transports = Set.copyOf(transports);
  }

  static Place of(ListenPoint point, int port) {
    String host = point.advertised().map(Advertised::host).orElse(point.address().getHostAddress());
    int told = point.advertised().map(Advertised::port).filter(p -> p > 0).orElse(port);
    return new Place(point.address(), port, point.transports(), inUri(host), told);
  }

  /** A host as a URI has it (RFC 3261 section 25.1): IPv6 in brackets and without a zone. */
  static String inUri(String host) {
    String bare = host.split("%", 2)[0];
    return bare.contains(":") && !bare.startsWith("[") ? "[" + bare + "]" : bare;
  }

  /** Whether one can send to {@code peer} from here at all. */
  boolean fits(InetAddress peer) {
    return bound instanceof Inet6Address == peer instanceof Inet6Address
        || bound.isAnyLocalAddress();
  }

  /** How well one could send to {@code peer} from here; more is better. */
  int fit(InetAddress peer) {
    if (bound.isAnyLocalAddress()) {
      return bound instanceof Inet6Address == peer instanceof Inet6Address ? 3 : 2;
    }
    boolean family = bound instanceof Inet6Address == peer instanceof Inet6Address;
    boolean reach = bound.isLoopbackAddress() == peer.isLoopbackAddress();
    return (family ? 3 : 0) + (reach ? 1 : 0);
  }
}
