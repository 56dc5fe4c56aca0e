package org.liniya.sip.wire;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is wrong with a request before a parser sees it, or that the parser would let pass
 * (RFC 3261 sections 7, 8.1.1, 18.3 and 20; RFC 4475). Pure functions, on jain-sip's threads.
 */
final class RawCheck {

  /** What jain-sip or we know by name; anything else is not implemented rather than wrong. */
  static final Set<String> METHODS =
      Set.of(
          "INVITE",
          "ACK",
          "BYE",
          "CANCEL",
          "OPTIONS",
          "REGISTER",
          "INFO",
          "UPDATE",
          "PRACK",
          "SUBSCRIBE",
          "NOTIFY",
          "REFER",
          "MESSAGE",
          "PUBLISH");

  static final Fault UNKNOWN_METHOD =
      new Fault(501, "Not Implemented", List.of("Allow: " + Messages.ALLOW));

  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");
  private static final Pattern VERSION = Pattern.compile("(?i)SIP/\\d+\\.\\d+");
  private static final Pattern CSEQ = Pattern.compile("(\\d+)\\s+(\\S+)");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private static final List<String> NEEDED = List.of("via", "from", "to", "call-id", "cseq");

  /** Those of which there may be one only. */
  private static final List<String> SINGLE =
      List.of("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type");

  private static final long MOST_CSEQ = (1L << 31) - 1; // section 8.1.1.5

  private static final int MOST_FORWARDS = 255; // section 20.22

  private RawCheck() {}

  /**
   * The first fault of a request.
   *
   * @param datagram whether the message is all there is, so that its length is known
   */
  static Optional<Fault> fault(RawMessage message, boolean datagram) {
    return startLine(message.start())
        .or(() -> fields(message))
        .or(() -> cseq(message))
        .or(() -> maxForwards(message))
        .or(() -> length(message, datagram));
  }

  /** Method, URI and version with one blank between (section 7.1). */
  private static Optional<Fault> startLine(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !METHOD.matcher(parts[0]).matches() || parts[1].isEmpty()) {
      return Optional.of(Fault.bad("Request-Line"));
    }
    if (!parts[2].equalsIgnoreCase("SIP/2.0")) {
      return Optional.of(
          VERSION.matcher(parts[2]).matches()
              ? Fault.of(505, "Version Not Supported")
              : Fault.bad("Request-Line"));
    }
    String uri = parts[1].toLowerCase(Locale.ROOT);
    String host = uri.substring(uri.lastIndexOf('@') + 1); // a user may have a question mark
    boolean headers = uri.matches("sips?:.*") && host.contains("?"); // section 19.1.1
    return uri.startsWith("<") || headers
        ? Optional.of(Fault.bad("Request-URI"))
        : Optional.empty();
  }

  private static Optional<Fault> fields(RawMessage message) {
    if (!message.ended()) {
      return Optional.of(Fault.bad("Truncated"));
    }
    for (String name : NEEDED) {
      if (message.all(name).isEmpty()) {
        return Optional.of(Fault.bad("Missing " + name));
      }
    }
    for (String name : SINGLE) {
      if (message.all(name).size() > 1) {
        return Optional.of(Fault.bad("Repeated " + name));
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> cseq(RawMessage message) {
    Matcher cseq = CSEQ.matcher(message.first("cseq").orElse(""));
    if (!cseq.matches() || number(cseq.group(1)).orElse(Long.MAX_VALUE) > MOST_CSEQ) {
      return Optional.of(Fault.bad("CSeq"));
    }
    if (cseq.group(2).equals(message.method())) {
      return Optional.empty();
    }
    return Optional.of(METHODS.contains(message.method()) ? Fault.bad("CSeq") : UNKNOWN_METHOD);
  }

  private static Optional<Fault> maxForwards(RawMessage message) {
    return message
        .first("max-forwards")
        .filter(value -> number(value).orElse(Long.MAX_VALUE) > MOST_FORWARDS)
        .map(_ -> Fault.bad("Max-Forwards"));
  }

  private static Optional<Fault> length(RawMessage message, boolean datagram) {
    Optional<String> said = message.first("content-length");
    if (said.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong length = number(said.get());
    boolean bad = length.isEmpty() || (datagram && length.getAsLong() > message.bodyLength());
    return bad ? Optional.of(Fault.bad("Content-Length")) : Optional.empty();
  }

  /** A whole number without sign; empty when it is none or too long to be one that is meant. */
  static OptionalLong number(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    String plain = text.replaceFirst("^0+(?=\\d)", "");
    return plain.length() > 15 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(plain));
  }
}
