package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;

/**
 * A neighbour from whom callers come. Immutable.
 *
 * @param from the addresses that requests may come from
 * @param trusted whether its P-Asserted-Identity is believed (RFC 3325 section 5)
 */
public record Trunk(String name, List<AddressRange> from, boolean trusted) {

  public Trunk {
    from = List.copyOf(from);
  }

  public boolean admits(InetAddress address) {
    return from.stream().anyMatch(range -> range.contains(address));
  }
}
