package org.liniya.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads descriptions (RFC 8866), liberally: unknown lines are skipped, LF will do for CRLF, order
 * matters only around {@code m=}. Pure; never throws; works in bounded time and memory.
 */
public final class SdpParser {

  static final int MAX_CHARACTERS = 16_384;
  private static final int MAX_LINES = 512;
  private static final int MAX_MEDIA = 16;
  private static final int MAX_FORMATS = 64;
  private static final int MAX_PORT = 65_535;

  private final List<MediaDescription> media = new ArrayList<>();
  private final List<Attribute> sessionAttributes = new ArrayList<>();
  private Optional<Origin> origin = Optional.empty();
  private Optional<String> sessionConnection = Optional.empty();
  private Optional<MediaBeginning> open = Optional.empty();

  private SdpParser() {}

  /** What a body turned out to be. */
  public sealed interface Parsed {
    record Read(SessionDescription description) implements Parsed {}

    /** Not SDP that we can use; the reason names a line by its number, never its contents. */
    record Broken(String reason) implements Parsed {}
  }

  /** Reads a body. */
  public static Parsed parse(String body) {
    if (body.length() > MAX_CHARACTERS) {
      return new Parsed.Broken("longer than " + MAX_CHARACTERS + " characters");
    }
    List<String> lines = body.lines().limit(MAX_LINES + 1L).toList();
    if (lines.size() > MAX_LINES) {
      return new Parsed.Broken("more than " + MAX_LINES + " lines");
    }
    if (lines.isEmpty() || !lines.getFirst().strip().equals("v=0")) {
      return new Parsed.Broken("does not begin with v=0");
    }
    SdpParser parser = new SdpParser();
    for (int i = 0; i < lines.size(); i++) {
      Optional<String> fault = parser.line(lines.get(i).stripTrailing());
      if (fault.isPresent()) {
        return new Parsed.Broken("line " + (i + 1) + ": " + fault.get());
      }
    }
    return parser.finish();
  }

  private Parsed finish() {
    closeMedia();
    if (origin.isEmpty()) {
      return new Parsed.Broken("no o= line");
    }
    return new Parsed.Read(
        new SessionDescription(origin.get(), sessionConnection, sessionAttributes, media));
  }

  /** Takes a line; gives a fault, if it has one. */
  private Optional<String> line(String line) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if (line.length() < 2 || line.charAt(1) != '=') {
      return Optional.of("not of the form x=value");
    }
    String value = line.substring(2);
    return switch (line.charAt(0)) {
      case 'o' -> origin(value);
      case 'c' -> connection(value);
      case 'm' -> media(value);
      case 'a' -> attribute(value);
      default -> Optional.empty();
    };
  }

  private Optional<String> origin(String value) {
    String[] words = words(value);
    if (words.length != 6) {
      return Optional.of("o= needs six fields");
    }
    origin = Optional.of(new Origin(words[0], words[1], words[2], words[5]));
    return Optional.empty();
  }

  private Optional<String> connection(String value) {
    String[] words = words(value);
    if (words.length != 3 || !words[0].equals("IN") || !words[1].matches("IP[46]")) {
      return Optional.of("c= needs IN, IP4 or IP6, and an address");
    }
    String host = words[2];
    open.ifPresentOrElse(
        beginning -> beginning.connection = Optional.of(host),
        () -> sessionConnection = Optional.of(host));
    return Optional.empty();
  }

  private Optional<String> media(String value) {
    closeMedia();
    String[] words = words(value);
    if (words.length < 4) {
      return Optional.of("m= needs kind, port, protocol and formats");
    }
    if (words.length - 3 > MAX_FORMATS || media.size() >= MAX_MEDIA) {
      return Optional.of("too many formats or m= lines");
    }
    int port = number(words[1].split("/", 2)[0], MAX_PORT);
    if (port < 0) {
      return Optional.of("m= needs a port from 0 to 65535");
    }
    open =
        Optional.of(
            new MediaBeginning(words[0], port, words[2], List.of(words).subList(3, words.length)));
    return Optional.empty();
  }

  private Optional<String> attribute(String value) {
    int colon = value.indexOf(':');
    String name = (colon < 0 ? value : value.substring(0, colon)).toLowerCase(Locale.ROOT);
    Attribute attribute = new Attribute(name, colon < 0 ? "" : value.substring(colon + 1).strip());
    open.map(beginning -> beginning.attributes).orElse(sessionAttributes).add(attribute);
    return Optional.empty();
  }

  private void closeMedia() {
    open.ifPresent(beginning -> media.add(beginning.finish()));
    open = Optional.empty();
  }

  private static String[] words(String value) {
    return value.strip().split("\\s+");
  }

  /** A decimal number from 0 to {@code max}, or −1. */
  static int number(String digits, int max) {
    if (digits.isEmpty() || digits.length() > 6) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number <= max ? number : -1;
  }

  /** An {@code m=} line whose further lines are still to come. */
  private static final class MediaBeginning {
    private final String kind;
    private final int port;
    private final String protocol;
    private final List<String> formats;
    private final List<Attribute> attributes = new ArrayList<>();
    private Optional<String> connection = Optional.empty();

    MediaBeginning(String kind, int port, String protocol, List<String> formats) {
      this.kind = kind;
      this.port = port;
      this.protocol = protocol;
      this.formats = formats;
    }

    MediaDescription finish() {
      return new MediaDescription(kind, port, protocol, formats, connection, attributes);
    }
  }
}
