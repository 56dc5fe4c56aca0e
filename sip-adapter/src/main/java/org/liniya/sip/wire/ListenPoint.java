package org.liniya.sip.wire;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An address to listen on. Immutable.
 *
 * @param port 0 takes any that is free; the same for every transport
 * @param advertised what others are told instead
 */
public record ListenPoint(
    InetAddress address, int port, Set<Transport> transports, Optional<Advertised> advertised) {

  public ListenPoint {
    if (transports.isEmpty()) {
      throw new IllegalArgumentException("an address without a transport");
    }
    if (transports.containsAll(EnumSet.of(Transport.TCP, Transport.TLS))) {
      throw new IllegalArgumentException("TCP and TLS need a port each");
    }
    transports = Set.copyOf(transports);
  }

  /** UDP and TCP, as everybody has them. */
  public static ListenPoint usual(InetAddress address, int port) {
    return new ListenPoint(
        address, port, EnumSet.of(Transport.UDP, Transport.TCP), Optional.empty());
  }
}
