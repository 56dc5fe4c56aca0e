package org.liniya.sip;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Reply;

/**
 * How long a session lasts without a refresh, and who refreshes it (RFC 4028). Pure; immutable.
 *
 * @param interval the value of Session-Expires
 */
record SessionTerms(Duration interval, Refresher refresher) {

  /** Seen from our side of the dialog. */
  enum Refresher {
    US,
    THEM
  }

  private static final Pattern EXPIRES =
      Pattern.compile("\\s*(\\d{1,9})\\s*(?:;.*?refresher\\s*=\\s*(uac|uas).*|;.*)?");

  /** What a request asks of us. */
  sealed interface Asked {
    /** No session timer is asked for, or the sender has none. */
    record Nothing() implements Asked {}

    /** Shorter than we want: 422 with our minimum (section 9). */
    record TooShort() implements Asked {}

    /**
     * Agreed.
     *
     * @param headers for our 2xx
     */
    record Agreed(SessionTerms terms, List<Map.Entry<String, String>> headers) implements Asked {}
  }

  /** Judges an INVITE or UPDATE (section 9). */
  static Asked of(Incoming request, Duration shortest) {
    Optional<Matcher> asked = match(request.header("Session-Expires"));
    if (asked.isEmpty()) {
      return new Asked.Nothing();
    }
    boolean theyCan = Extensions.supports(request, Extensions.TIMER);
    long seconds = Long.parseLong(asked.get().group(1));
    if (seconds < shortest.toSeconds()) {
      if (theyCan) {
        return new Asked.TooShort();
      }
      seconds = shortest.toSeconds(); // who cannot be told 422 gets our minimum
    }
    boolean uas = !theyCan || "uas".equals(who(asked.get()));
    SessionTerms terms =
        new SessionTerms(Duration.ofSeconds(seconds), uas ? Refresher.US : Refresher.THEM);
    Map.Entry<String, String> expires =
        Map.entry("Session-Expires", seconds + ";refresher=" + (uas ? "uas" : "uac"));
    return new Asked.Agreed(
        terms, uas ? List.of(expires) : List.of(expires, Map.entry("Require", Extensions.TIMER)));
  }

  /** What an INVITE of ours says: we can, and we want the usual time (section 7.1). */
  static List<Map.Entry<String, String>> offered(SipLimits limits) {
    return List.of(
        Map.entry("Supported", Extensions.TIMER),
        Map.entry("Session-Expires", Long.toString(limits.session().toSeconds())),
        Map.entry("Min-SE", Long.toString(limits.shortestSession().toSeconds())));
  }

  /** What a 2xx to a request of ours agrees to; nothing when the other party has no timer. */
  static Optional<SessionTerms> of(Reply ok) {
    return match(ok.headers("Session-Expires").stream().findFirst())
        .map(
            found ->
                new SessionTerms(
                    Duration.ofSeconds(Math.max(1, Long.parseLong(found.group(1)))),
                    "uas".equals(who(found)) ? Refresher.THEM : Refresher.US));
  }

  /** The shortest interval that the other party takes: Min-SE of a 422. */
  static Duration shortest(Reply tooSmall) {
    return tooSmall.headers("Min-SE").stream()
        .map(value -> value.split(";", 2)[0].strip())
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private static Optional<Matcher> match(Optional<String> header) {
    return header
        .map(text -> EXPIRES.matcher(text.toLowerCase(Locale.ROOT)))
        .filter(Matcher::matches);
  }

  private static String who(Matcher found) {
    String refresher = found.group(2);
    return refresher == null ? "" : refresher;
  }
}
