package org.liniya.server.config;

/**
 * Where telephones reach us. Immutable.
 *
 * @param bind IP address to listen on
 * @param port UDP and TCP port
 * @param realm the realm of digest authentication (RFC 3261 section 22.1) and the domain of
 *     operators' addresses
 */
public record SipSettings(String bind, int port, String realm) {
  public static final SipSettings DEFAULT = new SipSettings("127.0.0.1", 5060, "liniya");
}
