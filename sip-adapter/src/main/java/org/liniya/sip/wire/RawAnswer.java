package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/**
 * An answer to a request that cannot be read: the sender's own header fields, byte for byte, since
 * only so it finds its transaction (RFC 3261 section 8.2.6). No body, so that it is about as long
 * as the request. Lives on jain-sip's threads only.
 */
final class RawAnswer extends SIPResponse {

  private static final long serialVersionUID = 1L;

  private final transient String text;

  /**
   * Makes it.
   *
   * @param tag goes to the To field when it has none
   * @param source address and port to be filled in where the sender asks for it (RFC 3581)
   */
  RawAnswer(RawMessage request, Fault fault, String tag, String source, int port)
      throws ParseException {
    StringBuilder answer = new StringBuilder(512);
    answer.append("SIP/2.0 ").append(fault.status()).append(' ').append(fault.reason());
    answer.append("\r\n");
    for (String via : request.all("via")) {
      line(answer, "Via", answer.indexOf("Via:") < 0 ? received(via, source, port) : via);
    }
    request.first("from").ifPresent(from -> line(answer, "From", from));
    request
        .first("to")
        .ifPresent(to -> line(answer, "To", to.contains("tag") ? to : to + ";tag=" + tag));
    request.first("call-id").ifPresent(id -> line(answer, "Call-ID", id));
    request.first("cseq").ifPresent(cseq -> line(answer, "CSeq", cseq));
    fault.headers().forEach(header -> answer.append(header).append("\r\n"));
    line(answer, "Content-Length", "0");
    text = answer.append("\r\n").toString();
    setStatusCode(fault.status());
    FlawedRequest.invent(this); // never sent: see encodeAsBytes
  }

  private static void line(StringBuilder answer, String name, String value) {
    answer.append(name).append(": ").append(value).append("\r\n");
  }

  private static String received(String via, String source, int port) {
    return via.replaceFirst(
        "(?i);\\s*rport\\s*(?=[;,]|$)", ";rport=" + port + ";received=" + source);
  }

  @Override
  public byte[] encodeAsBytes(String transport) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String encode() {
    return text;
  }

  @Override
  public String toString() {
    return "answer " + getStatusCode();
  }
}
