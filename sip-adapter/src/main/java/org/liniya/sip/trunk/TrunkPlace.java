package org.liniya.sip.trunk;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a provider is spoken to: {@code sip:provider.example:5060;transport=udp}. Immutable.
 *
 * @param host a name, or an address in figures (IPv6 in square brackets)
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 */
public record TrunkPlace(String host, int port, String transport) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?i)sips?:([a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?"
              + "(?:;transport=(udp|tcp|tls))?");

  /** Reads the written form; empty when it is none. */
  public static Optional<TrunkPlace> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String named = form.group(3) == null ? "" : form.group(3).toLowerCase(Locale.ROOT);
    boolean secure = text.toLowerCase(Locale.ROOT).startsWith("sips:") || named.equals("tls");
    String transport = secure ? "tls" : named.isEmpty() ? "udp" : named;
    int port = form.group(2) == null ? (secure ? 5061 : 5060) : Integer.parseInt(form.group(2));
    return port < 1 || port > 65_535
        ? Optional.empty()
        : Optional.of(new TrunkPlace(form.group(1).toLowerCase(Locale.ROOT), port, transport));
  }

  /** The address, when it is written in figures: then no name server is asked. */
  public Optional<InetAddress> literal() {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Names the place in a URI, such as {@code provider.example} or {@code 192.0.2.1:5070}. */
  public String authority() {
    return host + (port == (transport.equals("tls") ? 5061 : 5060) ? "" : ":" + port);
  }

  /** How to get there, as a parameter of a URI; nothing for UDP. */
  public String parameter() {
    return transport.equals("udp") ? "" : ";transport=" + transport;
  }
}
