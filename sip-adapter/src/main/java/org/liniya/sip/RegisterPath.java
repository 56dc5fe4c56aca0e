package org.liniya.sip;

import java.util.List;
import java.util.Optional;
import javax.sip.message.Response;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Target;

/**
 * The proxies that a REGISTER has passed and that want to be passed on the way back (RFC 3327).
 * Believed only after the operator's password was right. Pure functions.
 */
final class RegisterPath {

  private static final int MOST = 8;
  private static final int LONGEST = 2_000;

  private RegisterPath() {}

  /** The Path values in order; empty when they cannot be used as a route. */
  static Optional<List<String>> of(Incoming register) {
    List<String> path = register.headers("Path");
    int length = path.stream().mapToInt(String::length).sum();
    boolean usable =
        path.size() <= MOST && length <= LONGEST && path.stream().allMatch(RegisterPath::isRoute);
    return usable ? Optional.of(path) : Optional.empty();
  }

  /** A SIP URI with {@code lr}: without it the proxy is none of RFC 3261. */
  private static boolean isRoute(String value) {
    String uri = uri(value);
    return Target.ofUri(uri).isPresent() && uri.matches("(?i).*;lr(?:[;=?].*)?");
  }

  private static String uri(String value) {
    int open = value.indexOf('<');
    int close = value.indexOf('>');
    return open < 0 || close < open ? "" : value.substring(open + 1, close);
  }

  /**
   * Where a request on this path goes first.
   *
   * @throws IllegalArgumentException when it does not begin with a route
   */
  static Target first(List<String> path) {
    return Target.ofUri(uri(path.getFirst()))
        .orElseThrow(() -> new IllegalArgumentException("no route"));
  }

  /** Says that we know Path, and which we have kept (section 5.3). */
  static void confirm(Incoming register, Response ok, Messages messages) {
    messages.add(ok, "Supported", "path");
    register.headers("Path").forEach(value -> messages.add(ok, "Path", value));
  }
}
