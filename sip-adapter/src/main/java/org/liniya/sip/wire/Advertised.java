package org.liniya.sip.wire;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that others are told instead of the one listened on: that of the NAT before us.
 * Immutable.
 *
 * @param host an IP address, or a name that others can look up; IPv6 without brackets
 * @param port 0: the same as is listened on
 */
public record Advertised(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+))(?::(\\d{1,5}))?");
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");

  public Advertised {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no such port: " + port);
    }
  }

  /** Reads {@code 203.0.113.5}, {@code 203.0.113.5:5080}, {@code [2001:db8::5]:5080} or a name. */
  public static Optional<Advertised> parse(String text) {
    if (text.matches("[0-9A-Fa-f.]*:.*:.*")
        && literal(text).isPresent()) { // IPv6 without brackets and port
      return Optional.of(new Advertised(text, 0));
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
    boolean bracketed = form.group(1) != null;
    String host = bracketed ? form.group(1) : form.group(2);
    boolean good =
        bracketed
            ? host.contains(":") && literal(host).isPresent()
            : host.matches("[0-9.]+")
                ? host.matches("\\d+(\\.\\d+){3}") && literal(host).isPresent()
                : NAME.matcher(host).matches();
    return good && port <= 65_535 ? Optional.of(new Advertised(host, port)) : Optional.empty();
  }

  static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
