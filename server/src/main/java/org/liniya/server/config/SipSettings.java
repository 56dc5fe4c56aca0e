package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.sip.wire.Advertised;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.TlsSettings;

/**
 * Where telephones reach us. Immutable.
 *
 * @param bind IP address to listen on
 * @param port UDP and TCP port
 * @param realm the realm of digest authentication (RFC 3261 section 22.1) and the domain of
 *     operators' addresses
 * @param advertised what telephones are told instead of {@code bind}
 * @param listen further addresses
 * @param tls our certificate, if we have one
 */
public record SipSettings(
    String bind,
    int port,
    String realm,
    Optional<Advertised> advertised,
    List<ListenPoint> listen,
    Optional<TlsSettings> tls) {

  public static final SipSettings DEFAULT = new SipSettings("127.0.0.1", 5060, "liniya");

  public SipSettings {
    listen = List.copyOf(listen);
  }

  /** One address, told as it is. */
  public SipSettings(String bind, int port, String realm) {
    this(bind, port, realm, Optional.empty(), List.of(), Optional.empty());
  }

  /** The first key and address that others than this machine can reach, if any. */
  Optional<String> outside() {
    return Stream.concat(
            Stream.of(InetAddress.ofLiteral(bind))
                .filter(address -> !address.isLoopbackAddress())
                .map(_ -> "sip.bind " + bind),
            listen.stream()
                .map(ListenPoint::address)
                .filter(address -> !address.isLoopbackAddress())
                .map(address -> "sip.listen " + address.getHostAddress()))
        .findFirst();
  }
}
