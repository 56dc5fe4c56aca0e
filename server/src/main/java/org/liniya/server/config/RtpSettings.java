package org.liniya.server.config;

/**
 * Where sound comes in. Immutable.
 *
 * @param bind IP address to listen on, also written into SDP
 * @param firstPort lowest UDP port; each leg takes two
 * @param lastPort highest UDP port, inclusive
 */
public record RtpSettings(String bind, int firstPort, int lastPort) {
  public static final RtpSettings DEFAULT = new RtpSettings("127.0.0.1", 20_000, 29_999);
}
