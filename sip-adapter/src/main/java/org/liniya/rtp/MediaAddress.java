package org.liniya.rtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;

/**
 * Where sound comes in. Immutable.
 *
 * @param bind the address that streams listen on
 * @param told the address that the SDP names; {@code bind} itself unless a NAT lies before us
 */
public record MediaAddress(InetAddress bind, InetAddress told) {

  /** An address that is told as it is; not a wildcard. */
  public MediaAddress(InetAddress bind) {
    this(bind, bind);
  }

  StandardProtocolFamily family() {
    return family(bind);
  }

  /** The family that {@code address} is of. */
  public static StandardProtocolFamily family(InetAddress address) {
    return address instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }
}
