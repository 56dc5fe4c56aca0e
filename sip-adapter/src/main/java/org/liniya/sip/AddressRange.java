package org.liniya.sip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A set of addresses: one, or all that share the first {@code bits} bits (CIDR, RFC 4632).
 * Immutable.
 */
public record AddressRange(InetAddress network, int bits) {

  public AddressRange {
    if (bits < 0 || bits > network.getAddress().length * 8) {
      throw new IllegalArgumentException("no such prefix length: " + bits);
    }
  }

  /**
   * Reads {@code 192.0.2.1}, {@code 192.0.2.0/24} or the like in IPv6; never asks a name server.
   *
   * @throws IllegalArgumentException when {@code text} is no literal address or range
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits =
        slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
    return new AddressRange(network, bits);
  }

  /** As {@link #parse}; empty when {@code text} is no literal address or range. */
  public static Optional<AddressRange> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same range, named by its first address: {@code 10.0.0.0/8} for {@code 10.0.0.5/8}. */
  public AddressRange whole() {
    byte[] first = network.getAddress();
    for (int bit = bits; bit < first.length * 8; bit++) {
      first[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return new AddressRange(InetAddress.getByAddress(first), bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has as many bytes as before", e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
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
    return network.isLoopbackAddress() && bits >= (network instanceof Inet6Address ? 128 : 8);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
