package org.liniya.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the fuzzer begins with, and the cases that it has found. Holds nothing. */
public final class Corpus {

  private static final Path RESOURCES =
      Path.of(System.getProperty("liniya.root", ".."), "sip-adapter/src/test/resources");

  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 40000 RTP/AVP 8 0 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=ptime:20
      a=sendrecv
      """;

  private Corpus() {}

  /** The torture messages of RFC 4475. */
  public static List<byte[]> torture() {
    return files(RESOURCES.resolve("torture"));
  }

  /** Cases found for a target, each once fatal. */
  public static List<byte[]> found(String target) {
    Path folder = RESOURCES.resolve("fuzz").resolve(target);
    return Files.isDirectory(folder) ? files(folder) : List.of();
  }

  /** Everyday messages of the kinds that we serve. */
  public static List<byte[]> messages() {
    String offer = OFFER.replace("\n", "\r\n");
    return Stream.of(
            message("INVITE", "Content-Type: application/sdp\r\n", offer),
            message("INVITE", "P-Asserted-Identity: <sip:+79990000001@t>\r\nPrivacy: id\r\n", ""),
            message("ACK", "", ""),
            message("BYE", "Reason: Q.850;cause=16\r\n", ""),
            message("CANCEL", "", ""),
            message("OPTIONS", "Accept: application/sdp\r\n", ""),
            message("INFO", "Content-Type: application/dtmf-relay\r\n", "Signal=5\r\nDuration=160"),
            message("UPDATE", "Session-Expires: 1800;refresher=uac\r\nSupported: timer\r\n", ""),
            message(
                "REGISTER",
                "Expires: 60\r\nAuthorization: Digest username=\"1001\", realm=\"liniya\", nonce=\"n\","
                    + " uri=\"sip:a\", response=\"0\", algorithm=MD5, cnonce=\"c\", qop=auth,"
                    + " nc=00000001\r\n",
                ""))
        .map(Corpus::bytes)
        .toList();
  }

  /** A session description of its own. */
  public static List<byte[]> descriptions() {
    return List.of(
        bytes(OFFER),
        bytes(OFFER.replace("\n", "\r\n").replace("IP4 127.0.0.1", "IP6 ::1")),
        bytes(OFFER.replace("sendrecv", "sendonly") + "m=video 0 RTP/AVP 31\na=rtcp:40001\n"));
  }

  private static String message(String method, String more, String body) {
    return method
        + " sip:hotline@127.0.0.1 SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 127.0.0.1:5099;rport;branch=z9hG4bK"
        + method
        + "\r\nFrom: \"Caller\" <sip:+79990000001@127.0.0.1>;tag=a\r\n"
        + "To: <sip:hotline@127.0.0.1>\r\nCall-ID: c-"
        + method
        + "\r\nCSeq: 1 "
        + method
        + "\r\nContact: <sip:a@127.0.0.1:5099>\r\nMax-Forwards: 70\r\n"
        + more
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<byte[]> all = new java.util.ArrayList<>();
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        all.add(Files.readAllBytes(file));
      }
      return all;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
