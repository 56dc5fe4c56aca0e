package org.liniya.sip.wire;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request really goes: transport, address and port (RFC 3261 section 18). Written as {@code
 * udp:127.0.0.1:5070} or {@code tls:[::1]:5061}. Immutable.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param host an address or a name; IPv6 in its one long form, without brackets and zone
 * @param from the number of our place that it is used to, so that its NAT lets us through and its
 *     connection is found; 0 for any. Written behind a slash: {@code udp:127.0.0.1:5070/1}
 */
public record Target(String transport, String host, int port, int from) {

  /** A SIP URI (RFC 3261 section 25.1): scheme, user, host, port, parameters and headers. */
  private static final Pattern URI =
      Pattern.compile(
          "(?i)(sips?):(?:[^@<>\\s]*@)?(\\[[0-9a-f:.%]+\\]|[a-z0-9._-]+)(?::(\\d{1,5}))?"
              + "((?:;[^?<>\\s]*)?)(?:\\?.*)?");

  private static final Pattern TRANSPORT = Pattern.compile("(?i);transport=([a-z0-9-]+)");

  public Target {
    transport = transport.toLowerCase(Locale.ROOT);
    host = canonical(host);
  }

  /** A target that has no wish about our place. */
  public Target(String transport, String host, int port) {
    this(transport, host, port, 0);
  }

  /** The one form of a host to compare by: IPv6 long, without brackets and zone; small letters. */
  public static String canonical(String host) {
    String plain = host.startsWith("[") && host.endsWith("]") ? strip(host) : host;
    String zoneless = plain.split("%", 2)[0];
    return zoneless.contains(":")
        ? Advertised.literal(zoneless).map(address -> address.getHostAddress()).orElse(zoneless)
        : zoneless.toLowerCase(Locale.ROOT);
  }

  private static String strip(String bracketed) {
    return bracketed.substring(1, bracketed.length() - 1);
  }

  /** The source of a request: answers and further requests can go back there. */
  public static Target of(String transport, InetSocketAddress source) {
    return new Target(transport, source.getAddress().getHostAddress(), source.getPort());
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when {@code text} is not {@code transport:host:port}
   */
  public static Target parse(String text) {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    int slash = text.indexOf('/') < 0 ? text.length() : text.indexOf('/');
    if (first < 1 || last <= first + 1) {
      throw new IllegalArgumentException("not transport:host:port");
    }
    return new Target(
        text.substring(0, first),
        text.substring(first + 1, last),
        Integer.parseInt(text.substring(last + 1, Math.max(last + 1, slash))),
        slash == text.length() ? 0 : Integer.parseInt(text.substring(slash + 1)));
  }

  /** Of which family its address is; a name counts as IPv4. */
  public StandardProtocolFamily family() {
    return Advertised.literal(host).filter(Inet6Address.class::isInstance).isPresent()
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  /** The same, used to our place of this number. */
  Target from(int number) {
    return new Target(transport, host, port, number);
  }

  /**
   * Where a {@code sip:} or {@code sips:} URI leads, without asking anyone (RFC 3263 sections 4.1
   * and 4.2, but for look-ups); empty when {@code uri} is something else.
   */
  public static Optional<Target> ofUri(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Matcher named = TRANSPORT.matcher(parts.group(4));
    String transport = named.find() ? named.group(1) : "udp";
    // RFC 3261 section 26.2.2: sips is TLS whatever else it says.
    String real = parts.group(1).equalsIgnoreCase("sips") ? "tls" : transport;
    int usual = Transport.of(real).map(Transport::usualPort).orElse(5060);
    int port = parts.group(3) == null ? usual : Integer.parseInt(parts.group(3));
    return Optional.of(new Target(real, parts.group(2), port == 0 ? usual : port));
  }

  @Override
  public String toString() {
    return transport + ":" + Place.inUri(host) + ":" + port + (from == 0 ? "" : "/" + from);
  }
}
