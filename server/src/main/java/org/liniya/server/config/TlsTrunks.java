package org.liniya.server.config;

import java.util.List;
import java.util.stream.Stream;
import org.liniya.sip.Trunk;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.sip.wire.Transport;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/** What trunks over TLS need of {@code sip:} in {@code liniya.yaml}. Holds nothing. */
final class TlsTrunks {

  private TlsTrunks() {}

  static void check(List<Trunk> trunks, SipSettings sip, Place place, Problems problems) {
    boolean listens =
        sip.tls().isPresent()
            && sip.listen().stream()
                .map(ListenPoint::transports)
                .anyMatch(transports -> transports.contains(Transport.TLS));
    boolean asks =
        listens
            && sip.tls()
                .filter(tls -> tls.clientCertificates() == ClientCertificates.ASKED)
                .isPresent();
    for (Trunk trunk : trunks) {
      if (!trunk.certificates().isEmpty() && !asks) {
        problems.add(
            place,
            "trunk '" + trunk.name() + "' is known by a certificate, but nobody is asked for one",
            "In liniya.yaml, sip: listen with transports: [tls], and tls: client-certificates: asked");
      }
      if (!listens && leadsOut(trunk).anyMatch(to -> to.transport().equals("tls"))) {
        problems.add(
            place,
            "trunk '" + trunk.name() + "' is dialled over TLS, but we have no TLS",
            "In liniya.yaml, sip: listen with transports: [tls], and tls: with our certificate");
      }
    }
  }

  private static Stream<TrunkPlace> leadsOut(Trunk trunk) {
    return Stream.concat(
        trunk.out().stream().map(rules -> rules.to()),
        trunk.register().stream().map(rules -> rules.registrar()));
  }
}
