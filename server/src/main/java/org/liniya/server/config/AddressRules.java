package org.liniya.server.config;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.liniya.rtp.MediaAddress;
import org.liniya.sip.wire.Advertised;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.Transport;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Addresses and ports of {@code liniya.yaml} that are right each for itself and cannot work
 * together. For one thread.
 *
 * <ul>
 *   <li>kinds: what is advertised is of the family of what is listened on
 *   <li>sound: where calls come in over a family, {@code rtp} has an address of it
 *   <li>ports: SIP over UDP stays out of the ports for sound, SIP over TCP or TLS is not at that of
 *       {@code http}
 * </ul>
 */
final class AddressRules {

  /** An address that SIP is listened on, and where its parts are written. */
  private record Spot(
      InetAddress address,
      int port,
      Set<Transport> transports,
      Optional<Advertised> advertised,
      String key,
      Section keys) {

    Place place(String name) {
      return keys.placeOf(name);
    }

    boolean at(int other, InetAddress its) {
      return port != 0 && port == other && meet(its);
    }

    boolean meet(InetAddress other) {
      return address.equals(other) || address.isAnyLocalAddress() || other.isAnyLocalAddress();
    }

    boolean speaks(Predicate<Transport> kind) {
      return transports.stream().anyMatch(kind);
    }
  }

  private final Problems problems;

  AddressRules(Problems problems) {
    this.problems = problems;
  }

  /**
   * Looks at settings in which no problem was found.
   *
   * @param root what they were read from
   */
  void check(Section root, ServerSettings settings) {
    for (Spot spot : spots(root, settings.sip())) {
      sameKind(spot);
      sound(spot, settings.rtp());
      ports(spot, settings);
    }
  }

  private static List<Spot> spots(Section root, SipSettings sip) {
    List<Spot> spots = new ArrayList<>();
    Section keys = root.section("sip").orElse(root);
    spots.add(
        new Spot(
            InetAddress.ofLiteral(sip.bind()),
            sip.port(),
            Set.of(Transport.UDP, Transport.TCP),
            sip.advertised(),
            "bind",
            keys));
    List<Yaml> written =
        keys.value("listen").orElse(null) instanceof Yaml.Items items ? items.values() : List.of();
    for (int i = 0; i < sip.listen().size(); i++) {
      ListenPoint point = sip.listen().get(i);
      Section entry =
          written.get(i) instanceof Yaml.Table table ? new Section(table, root.problems()) : keys;
      spots.add(
          new Spot(
              point.address(),
              point.port(),
              point.transports(),
              point.advertised(),
              "address",
              entry));
    }
    return spots;
  }

  private void sameKind(Spot spot) {
    boolean other =
        spot.advertised()
            .flatMap(told -> SipSection.literal(told.host()))
            .filter(told -> MediaAddress.family(told) != MediaAddress.family(spot.address()))
            .isPresent();
    if (other) {
      problems.add(
          spot.place("advertised"),
          "'advertised' and '" + spot.key() + "' are of different kinds",
          "Write two IPv4 or two IPv6 addresses");
    }
  }

  private void sound(Spot spot, RtpSettings rtp) {
    StandardProtocolFamily family = MediaAddress.family(spot.address());
    Set<StandardProtocolFamily> families =
        rtp.addresses().stream()
            .map(address -> MediaAddress.family(address.bind()))
            .collect(Collectors.toSet());
    if (!families.contains(family)) {
      boolean six = family == StandardProtocolFamily.INET6;
      String address = text(spot.address());
      problems.add(
          spot.place(spot.key()),
          "calls to "
              + address
              + " would have no sound: 'rtp' has no "
              + (six ? "IPv6" : "IPv4")
              + " address",
          six
              ? "Add 'bind-ipv6: \"" + address + "\"' under 'rtp'"
              : "Write 'bind: " + address + "' and the IPv6 address as 'bind-ipv6' under 'rtp'");
    }
  }

  private void ports(Spot spot, ServerSettings settings) {
    RtpSettings rtp = settings.rtp();
    boolean amongSound =
        spot.port() >= rtp.firstPort()
            && spot.port() <= rtp.lastPort()
            && rtp.addresses().stream().anyMatch(address -> spot.meet(address.bind()));
    if (amongSound && spot.speaks(transport -> !transport.connected())) {
      problems.add(
          spot.place("port"),
          "UDP port " + spot.port() + " is also one of those for sound",
          "Take another port, or other first-port and last-port under 'rtp'");
    }
    HttpSettings http = settings.http();
    if (spot.at(http.port(), InetAddress.ofLiteral(http.bind()))
        && spot.speaks(Transport::connected)) {
      problems.add(
          spot.place("port"),
          "TCP port " + spot.port() + " is also that of 'http'",
          "Take another port for one of the two");
    }
  }

  private static String text(InetAddress address) {
    return address.isLoopbackAddress() && address.getAddress().length == 16
        ? "::1"
        : address.getHostAddress();
  }
}
