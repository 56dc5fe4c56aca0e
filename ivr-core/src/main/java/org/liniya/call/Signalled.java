package org.liniya.call;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of a front end's protocol, as a trace shows it: a rung of the ladder. Holds nothing
 * personal. Immutable.
 *
 * @param at when it was sent or came in
 * @param sent by us; else received
 * @param peer the other end, such as {@code udp:127.0.0.1:5070}
 * @param what such as {@code INVITE}, or {@code 200 OK} with what it answers
 */
public record Signalled(Instant at, boolean sent, String peer, String what) {

  private static final Pattern LINE = Pattern.compile("(\\S+) ([<>]) (\\S+) (.+)");

  /** As one line, which {@link #parse} reads back. */
  public String line() {
    return at + (sent ? " > " : " < ") + peer + " " + what;
  }

  /** Reads a line; empty when it is none. */
  public static Optional<Signalled> parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Signalled(
              Instant.parse(parts.group(1)),
              parts.group(2).equals(">"),
              parts.group(3),
              parts.group(4)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
