package org.liniya.sip.wire;

import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * Where a request really goes: transport, address and port (RFC 3261 section 18). Written as {@code
 * udp:127.0.0.1:5070}. Immutable.
 *
 * @param transport {@code udp} or {@code tcp}
 */
public record Target(String transport, String host, int port) {

  public Target {
    transport = transport.toLowerCase(Locale.ROOT);
  }

  /** The source of a request: answers and further requests can go back there. */
  public static Target of(String transport, InetSocketAddress source) {
    return new Target(transport, source.getAddress().getHostAddress(), source.getPort());
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when {@code text} is not {@code transport:host:port}
   */
  public static Target parse(String text) {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    if (first < 1 || last <= first + 1) {
      throw new IllegalArgumentException("not transport:host:port");
    }
    return new Target(
        text.substring(0, first),
        text.substring(first + 1, last),
        Integer.parseInt(text.substring(last + 1)));
  }

  @Override
  public String toString() {
    return transport + ":" + host + ":" + port;
  }
}
