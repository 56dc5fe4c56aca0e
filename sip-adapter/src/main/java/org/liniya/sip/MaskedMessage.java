package org.liniya.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.liniya.call.PhoneNumber;
import org.liniya.identity.Masking;

/**
 * A message as it may stand in a log: display names are left out, of a number only the last two
 * digits stay; of headers and parameters that are not known to say anything about signalling only
 * the name stays, for people write their own into them; credentials and every body but a session
 * description are left out (INFO holds keys). Pure functions.
 */
final class MaskedMessage {

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "authentication-info");

  private static final Set<String> NUMBERED =
      Set.of(
          "from",
          "to",
          "contact",
          "p-asserted-identity",
          "p-preferred-identity",
          "remote-party-id",
          "diversion",
          "history-info",
          "refer-to",
          "referred-by");

  /** Shown as they stand, but for what looks like a number. */
  private static final Set<String> SIGNALLING =
      Set.of(
          ("via route record-route path call-id cseq max-forwards expires min-expires min-se"
                  + " session-expires content-type content-length content-disposition allow"
                  + " allow-events supported require proxy-require unsupported accept rack rseq"
                  + " event subscription-state retry-after replaces privacy date"
                  + " www-authenticate proxy-authenticate x-liniya-ticket x-liniya-call")
              .split(" "));

  private static final Set<String> PARAMETERS =
      Set.of(
          ("tag branch rport received transport lr user ob method maddr ttl expires q refresher"
                  + " to-tag from-tag early-only reason counter privacy screen index cause"
                  + " refresh-interval retry-after id boundary charset")
              .split(" "));

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^;=<>\\s,]++)(\\s*=\\s*(?:\"[^\"]*+\"|[^;>\\s,\"@]*+))?");

  private static final Pattern SHOWN_OF_SDP =
      Pattern.compile(
          "[cm]=.*|a=(rtpmap|fmtp|ptime|maxptime|rtcp|rtcp-mux|sendrecv|sendonly|recvonly|inactive)\\b.*");

  private static final Pattern DISPLAY = Pattern.compile("\"[^\"]*\"|(?<=: )[^<:;\"]+(?=<)");
  private static final Pattern USER = Pattern.compile("((?:sips?|tel):\\+?)([^@;>\\s]+)");

  /** An IP address, or a name that holds no number. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[[0-9A-Fa-f:.]{2,45}\\]|\\d{1,3}(?:\\.\\d{1,3}){3}"
              + "|(?=.{0,200}[A-Za-z])(?!.{0,200}\\d{5})[\\w.-]{1,200})(?::\\d{1,5})?");

  /** How far a user is looked for behind parameters. */
  private static final int FURTHEST = 200;

  private static final Pattern DIGITS = Pattern.compile("(?<![:\\d])(?<!tag=)\\d{5,}");

  private MaskedMessage() {}

  static String of(SIPMessage message) {
    String text = message.toString();
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    return head.lines().map(MaskedMessage::line).collect(Collectors.joining("\n")) + body(message);
  }

  private static String line(String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    if (CREDENTIALS.contains(name)) {
      return line.substring(0, colon) + ": …";
    }
    boolean numbered = NUMBERED.contains(name);
    boolean startLine = line.startsWith("SIP/2.0 ") || line.endsWith(" SIP/2.0");
    if (!numbered && !startLine && !SIGNALLING.contains(name)) {
      return colon < 0 ? "…" : line.substring(0, colon) + ": …";
    }
    String named = parameters(numbered ? DISPLAY.matcher(line).replaceAll("") : line);
    boolean standard = Set.of("via", "call-id", "cseq", "content-length").contains(name);
    return standard ? Masking.of(named) : users(named);
  }

  private static String parameters(String line) {
    return PARAMETER
        .matcher(line)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    PARAMETERS.contains(found.group(1).toLowerCase(Locale.ROOT))
                        ? found.group()
                        : ";…"));
  }

  private static String users(String line) {
    String masked =
        USER.matcher(line)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        hostAlone(line, found)
                            ? found.group()
                            : found.group(1) + masked(found.group(2))));
    return DIGITS.matcher(masked).replaceAll(found -> masked(found.group()));
  }

  /** {@code sip:host} without a user; when in doubt it is a user, who is masked. */
  private static boolean hostAlone(String line, MatchResult found) {
    if (!found.group(1).startsWith("sip") || !HOST.matcher(found.group(2)).matches()) {
      return false;
    }
    String after = line.substring(found.end(), Math.min(line.length(), found.end() + FURTHEST));
    String parameters = after.split("[>\\s]", 2)[0];
    return parameters.length() < FURTHEST && !parameters.contains("@");
  }

  private static String masked(String user) {
    return user.length() <= 4
        ? user // an extension
        : "*".repeat(user.length() - 2) + user.substring(user.length() - 2);
  }

  private static String body(SIPMessage message) {
    byte[] raw = message.getRawContent();
    if (raw == null || raw.length == 0) {
      return "";
    }
    boolean description =
        message.getContentTypeHeader() != null
            && message.getContentTypeHeader().getContentSubType().equalsIgnoreCase("sdp");
    return description
        ? "\n\n" + description(new String(raw, StandardCharsets.UTF_8))
        : "\n\n[" + raw.length + " bytes left out]";
  }

  /** Only what is about codecs and addresses: telephones put their number into other lines. */
  private static String description(String sdp) {
    return sdp.lines()
        .filter(line -> SHOWN_OF_SDP.matcher(line).matches())
        .collect(Collectors.joining("\n"));
  }

  /** The numbers between which an INVITE is made; of other messages none. */
  static List<PhoneNumber> numbers(Message message) {
    if (!(message instanceof Request request) || !request.getMethod().equals(Request.INVITE)) {
      return List.of();
    }
    return USER.matcher(
            request.getRequestURI()
                + " "
                + request.getHeader("From")
                + " "
                + request.getHeader("To")
                + " "
                + request.getHeader("P-Asserted-Identity"))
        .results()
        .map(found -> found.group(1).endsWith("+") ? "+" + found.group(2) : found.group(2))
        .filter(user -> user.matches("\\+?[\\d().-]{2,20}"))
        .map(CallerIdentity::normalised)
        .distinct()
        .toList();
  }
}
