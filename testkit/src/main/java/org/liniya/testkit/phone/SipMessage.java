package org.liniya.testkit.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A SIP message taken apart by hand (RFC 3261 section 7), so that no parser of the server judges
 * the server. Immutable.
 *
 * @param startLine request line or status line
 * @param headers as they stood, folded lines joined
 * @param body what follows the empty line
 */
public record SipMessage(String startLine, List<Header> headers, String body) {
  /** One header line. */
  public record Header(String name, String value) {}

  /** Copies the list. */
  public SipMessage {
    headers = List.copyOf(headers);
  }

  /** Reads a message; lines may end in CRLF or LF. */
  public static SipMessage parse(String text) {
    String plain = text.replace("\r\n", "\n");
    int end = plain.indexOf("\n\n");
    String head = end < 0 ? plain : plain.substring(0, end);
    String body = end < 0 ? "" : plain.substring(end + 2);
    List<String> lines = head.replaceAll("\\n[ \\t]+", " ").lines().toList();
    List<Header> headers = new ArrayList<>();
    for (String line : lines.stream().skip(1).toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(
            new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
    }
    return new SipMessage(lines.isEmpty() ? "" : lines.getFirst(), headers, body);
  }

  /** Whether it is a request of that method. */
  public boolean isRequest(String method) {
    return startLine.startsWith(method + " ");
  }

  /** The status of a response; 0 for a request. */
  public int status() {
    return startLine.startsWith("SIP/2.0 ") ? Integer.parseInt(startLine.substring(8, 11)) : 0;
  }

  /** The first header of that name, case ignored, long form. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All headers of that name. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** The tag of To, empty when there is none yet. */
  public String toTag() {
    return header("To").map(to -> parameter(to, "tag")).orElse("");
  }

  /** The address in Contact, without brackets; empty when there is none. */
  public String contact() {
    return header("Contact").map(value -> value.replaceAll("^[^<]*<([^>]*)>.*$", "$1")).orElse("");
  }

  /** The port of the first audio line of the SDP; 0 when there is none. */
  public int audioPort() {
    return body.lines()
        .filter(line -> line.startsWith("m=audio "))
        .map(line -> Integer.valueOf(line.split(" ", -1)[1]))
        .findFirst()
        .orElse(0);
  }

  static String parameter(String value, String name) {
    int at = value.indexOf(";" + name + "=");
    if (at < 0) {
      return "";
    }
    String rest = value.substring(at + name.length() + 2);
    int end = rest.indexOf(';');
    return end < 0 ? rest : rest.substring(0, end);
  }
}
