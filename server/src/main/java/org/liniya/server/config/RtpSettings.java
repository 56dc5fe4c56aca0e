package org.liniya.server.config;

import java.util.Optional;

/**
 * Where sound comes in. Immutable.
 *
 * @param bind IP address to listen on, also written into SDP
 * @param firstPort lowest UDP port; each leg takes two
 * @param lastPort highest UDP port, inclusive
 * @param advertised the IP address that is written into SDP instead
 */
public record RtpSettings(String bind, int firstPort, int lastPort, Optional<String> advertised) {

  public static final RtpSettings DEFAULT = new RtpSettings("127.0.0.1", 20_000, 29_999);

  /** Telephones are told the address that is listened on. */
  public RtpSettings(String bind, int firstPort, int lastPort) {
    this(bind, firstPort, lastPort, Optional.empty());
  }

  /** What telephones send to. */
  public String told() {
    return advertised.orElse(bind);
  }
}
