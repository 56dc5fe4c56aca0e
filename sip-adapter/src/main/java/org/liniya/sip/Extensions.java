package org.liniya.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.liniya.sip.wire.Incoming;

/** The extensions of SIP that we have, as option tags (RFC 3261 section 19.2). Pure functions. */
final class Extensions {

  /** Reliable provisional responses (RFC 3262). */
  static final String RELIABLE = "100rel";

  /** Session timers (RFC 4028). */
  static final String TIMER = "timer";

  private static final Set<String> OURS = Set.of(RELIABLE, TIMER);

  private Extensions() {}

  /** The value of our Supported header. */
  static String supported() {
    return String.join(", ", OURS.stream().sorted().toList());
  }

  /** What is required of us and we do not have; a proxy's tags are in Proxy-Require. */
  static List<String> missing(Incoming incoming) {
    return tags(incoming, "Require").stream()
        .filter(tag -> !OURS.contains(tag.toLowerCase(Locale.ROOT)))
        .toList();
  }

  static boolean requires(Incoming incoming, String tag) {
    return tags(incoming, "Require").stream().anyMatch(tag::equalsIgnoreCase);
  }

  /** Whether the sender has the extension. */
  static boolean supports(Incoming incoming, String tag) {
    return tags(incoming, "Supported").stream().anyMatch(tag::equalsIgnoreCase)
        || requires(incoming, tag);
  }

  private static List<String> tags(Incoming incoming, String header) {
    return incoming.headers(header).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }
}
