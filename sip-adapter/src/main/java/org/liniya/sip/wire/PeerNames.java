package org.liniya.sip.wire;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Whose certificate it is (RFC 5922 section 7.1): the domains of its {@code sip:} URIs, its DNS
 * names and addresses; the common name only when there are none of these. Pure functions.
 */
final class PeerNames {

  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;
  private static final int MOST = 100;

  private PeerNames() {}

  /** All names in small letters; empty when the certificate has none that can be used. */
  static List<String> of(X509Certificate certificate) {
    List<String> names = alternative(certificate);
    return names.isEmpty() ? commonName(certificate).map(List::of).orElse(List.of()) : names;
  }

  /** Whether {@code host}, a name or a literal address, is one of {@code names}. */
  static boolean include(List<String> names, String host) {
    Optional<InetAddress> address = Advertised.literal(host);
    return address.isPresent()
        ? names.stream().map(Advertised::literal).anyMatch(address::equals)
        : names.contains(host.toLowerCase(Locale.ROOT));
  }

  private static List<String> alternative(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (names.size() < MOST && name.size() > 1 && name.get(1) instanceof String text) {
          name((Integer) name.get(0), text).ifPresent(names::add);
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return List.copyOf(names);
  }

  private static Optional<String> name(int kind, String text) {
    return switch (kind) {
      case DNS, ADDRESS -> Optional.of(text.toLowerCase(Locale.ROOT));
      // With a user it names a person, not a domain (section 7.1).
      case URI -> text.contains("@") ? Optional.empty() : Target.ofUri(text).map(Target::host);
      default -> Optional.empty();
    };
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()).toLowerCase(Locale.ROOT))
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
