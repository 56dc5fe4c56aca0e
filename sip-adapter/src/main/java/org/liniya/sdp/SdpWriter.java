package org.liniya.sdp;

/** Writes descriptions in the order that RFC 8866 section 5 demands. Pure. */
final class SdpWriter {

  private SdpWriter() {}

  static String write(SessionDescription description) {
    StringBuilder out = new StringBuilder(400);
    Origin origin = description.origin();
    line(out, "v=0");
    line(
        out,
        "o=%s %s %s IN %s"
            .formatted(
                origin.user(), origin.sessionId(), origin.version(), address(origin.address())));
    line(out, "s=-");
    description.connection().ifPresent(host -> line(out, "c=IN " + address(host)));
    line(out, "t=0 0");
    description.attributes().forEach(attribute -> line(out, "a=" + attribute));
    description.media().forEach(media -> write(out, media));
    return out.toString();
  }

  private static void write(StringBuilder out, MediaDescription media) {
    line(
        out,
        "m=%s %d %s %s"
            .formatted(
                media.kind(), media.port(), media.protocol(), String.join(" ", media.formats())));
    media.connection().ifPresent(host -> line(out, "c=IN " + address(host)));
    media.attributes().forEach(attribute -> line(out, "a=" + attribute));
  }

  private static String address(String host) {
    return (host.contains(":") ? "IP6 " : "IP4 ") + host;
  }

  private static void line(StringBuilder out, String line) {
    out.append(line).append("\r\n");
  }
}
