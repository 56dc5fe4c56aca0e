package org.liniya.sip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.call.EndCause;

/**
 * Our causes as those of the telephone network (ITU-T Q.850), carried in the Reason header (RFC
 * 3326, RFC 6432). Pure functions.
 */
final class Q850 {

  static final String HEADER = "Reason";

  private static final Pattern READ =
      Pattern.compile("(?i)\\s*(Q\\.850|SIP)\\s*;.*?cause\\s*=\\s*(\\d{1,3})(?!\\d).*");

  private Q850() {}

  /** The value of a Reason header that says why a leg ends. */
  static String reason(EndCause cause) {
    return switch (cause) {
      case NORMAL, CANCELLED -> of(16, "Normal call clearing");
      case BUSY -> of(17, "User busy");
      case DECLINED -> of(21, "Call rejected");
      case NO_ANSWER -> of(19, "No answer from user");
      case UNREACHABLE -> of(3, "No route to destination");
      case LOST -> of(102, "Recovery on timer expiry");
      case WITHDRAWN -> of(31, "Normal, unspecified");
      case UNAVAILABLE -> of(42, "Switching equipment congestion");
      case FAULT -> of(41, "Temporary failure");
    };
  }

  /** Why a ringing telephone is not wanted any more, when another one was answered. */
  static String answeredElsewhere() {
    return "SIP;cause=200;text=\"Call completed elsewhere\"";
  }

  private static String of(int cause, String text) {
    return "Q.850;cause=" + cause + ";text=\"" + text + "\"";
  }

  /** What the other party gave as its reason, in two words such as {@code Q.850 16}. */
  static Optional<String> read(Optional<String> header) {
    return header
        .filter(text -> text.length() < 500)
        .map(READ::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1) + " " + found.group(2));
  }
}
