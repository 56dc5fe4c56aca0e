package org.liniya.server.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IP addresses, such as {@code 192.0.2.0/24} (RFC 4632 section 3.1). Immutable.
 *
 * @param base an address of the block
 * @param bits how many leading bits all its addresses share
 */
public record AddressRange(InetAddress base, int bits) {

  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/(\\d{1,3}))?");

  /** Reads an address or a block; never asks a name server. */
  public static Optional<AddressRange> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<InetAddress> base = address(matcher.group(1));
    if (base.isEmpty()) {
      return Optional.empty();
    }
    int all = base.get().getAddress().length * 8;
    int bits = matcher.group(2) == null ? all : Integer.parseInt(matcher.group(2));
    return bits <= all ? Optional.of(new AddressRange(base.get(), bits)) : Optional.empty();
  }

  /** An IP address in figures; empty for a name. */
  public static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every address of the block is of this machine only. */
  public boolean loopbackOnly() {
    return base.isLoopbackAddress() && bits >= (base instanceof Inet6Address ? 128 : 8);
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + bits;
  }
}
