package org.liniya.sip;

import java.net.InetAddress;
import java.util.List;

/**
 * A line on which callers come. Immutable.
 *
 * @param callersFrom the only addresses from which it may bring callers
 * @param trusted whether its P-Asserted-Identity is believed (RFC 3325)
 */
public record Trunk(String name, List<AddressRange> callersFrom, boolean trusted) {

  public Trunk {
    callersFrom = List.copyOf(callersFrom);
  }

  public boolean admits(InetAddress source) {
    return callersFrom.stream().anyMatch(range -> range.contains(source));
  }
}
