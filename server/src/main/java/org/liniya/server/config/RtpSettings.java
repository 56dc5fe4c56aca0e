package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;
import org.liniya.rtp.MediaAddress;

/**
 * Where sound comes in. Immutable.
 *
 * @param addresses the usual one, and one more of IPv6 if there is such
 * @param firstPort lowest UDP port; each leg takes two
 * @param lastPort highest UDP port, inclusive
 */
public record RtpSettings(List<MediaAddress> addresses, int firstPort, int lastPort) {

  public static final RtpSettings DEFAULT =
      new RtpSettings(
          List.of(new MediaAddress(InetAddress.ofLiteral("127.0.0.1"))), 20_000, 29_999);

  public RtpSettings {
    addresses = List.copyOf(addresses);
  }
}
