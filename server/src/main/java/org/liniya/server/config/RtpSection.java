package org.liniya.server.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.rtp.MediaAddress;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads {@code rtp:} of {@code liniya.yaml}. For one thread. */
final class RtpSection {

  private final SipSection sip;
  private final Problems problems;

  RtpSection(SipSection sip, Problems problems) {
    this.sip = sip;
    this.problems = problems;
  }

  RtpSettings read(Section keys) {
    RtpSettings otherwise = RtpSettings.DEFAULT;
    List<MediaAddress> addresses = new ArrayList<>();
    addresses.add(address(keys, "bind", "advertised", "127.0.0.1"));
    if (keys.value("advertised-ipv6").isPresent() && keys.value("bind-ipv6").isEmpty()) {
      problems.add(
          keys.placeOf("advertised-ipv6"),
          "'advertised-ipv6' has no 'bind-ipv6'",
          "Add 'bind-ipv6: …' with the IPv6 address of this machine");
    } else if (keys.value("bind-ipv6").isPresent()) {
      MediaAddress second = address(keys, "bind-ipv6", "advertised-ipv6", "::1");
      if (second.bind() instanceof Inet6Address
          && addresses.getFirst().bind() instanceof Inet4Address) {
        addresses.add(second);
      } else {
        problems.add(
            keys.placeOf("bind-ipv6"),
            "'bind-ipv6' stands for an IPv6 address beside an IPv4 address in 'bind'",
            "Write the IPv6 address here and the IPv4 address in 'bind', or only 'bind'");
      }
    }
    int first = keys.whole("first-port", otherwise.firstPort(), 1_024, 65_535);
    int last = keys.whole("last-port", otherwise.lastPort(), 1_024, 65_535);
    if (last - first < 3) { // a caller's leg and an operator's leg, two ports each
      problems.add(
          keys.placeOf("last-port"),
          "ports " + first + " to " + last + " are too few for one call",
          "Each leg takes two ports; leave first-port and last-port at their defaults if unsure");
      return otherwise;
    }
    return new RtpSettings(addresses, first, last);
  }

  private MediaAddress address(Section keys, String bind, String advertised, String otherwise) {
    Optional<InetAddress> told = advertised(keys, advertised);
    InetAddress bound = InetAddress.ofLiteral(sip.told(keys, bind, otherwise, told.isPresent()));
    if (told.filter(address -> MediaAddress.family(address) != MediaAddress.family(bound))
        .isPresent()) {
      problems.add(
          keys.placeOf(advertised),
          "'" + advertised + "' and '" + bind + "' are of different kinds",
          "Write two IPv4 or two IPv6 addresses");
    }
    return new MediaAddress(bound, told.orElse(bound));
  }

  /** SDP names addresses only: many telephones look no name up for sound. */
  private Optional<InetAddress> advertised(Section keys, String key) {
    Optional<String> text = keys.text(key);
    try {
      Optional<InetAddress> told = text.map(InetAddress::ofLiteral);
      if (told.filter(InetAddress::isAnyLocalAddress).isPresent()) { // would mean "hold" in SDP
        problems.add(
            keys.placeOf(key),
            "'" + key + "' is told to telephones, and nobody can send to " + text.get(),
            "Write the address at which they reach this machine, such as 203.0.113.5");
        return Optional.empty();
      }
      return told;
    } catch (IllegalArgumentException e) {
      problems.add(
          keys.placeOf(key),
          "'" + key + "' is an IP address, not '" + text.orElse("") + "'",
          "Write it in figures and without a port, such as 203.0.113.5");
      return Optional.empty();
    }
  }
}
