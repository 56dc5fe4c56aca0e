package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.liniya.sdp.OfferedFamily;

/**
 * A request as it came in, with its source. Immutable; handed from jain-sip's thread to whichever
 * thread owns what it is about.
 *
 * @param transaction absent for ACK, which has none of its own (RFC 3261 section 17)
 * @param peerNames the names in the certificate that the sender has proved (TLS, RFC 5922 section
 *     7.1); empty without one
 */
public record Incoming(
    Request request,
    Optional<ServerTransaction> transaction,
    InetSocketAddress source,
    String transport,
    List<String> peerNames) {

  public String method() {
    return request.getMethod();
  }

  public String callId() {
    return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
  }

  public long cseq() {
    return ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber();
  }

  public Optional<String> fromTag() {
    return Optional.ofNullable(((SIPRequest) request).getFromTag());
  }

  public Optional<String> toTag() {
    return Optional.ofNullable(((SIPRequest) request).getToTag());
  }

  /** The branch of the sender's Via: names the sender's transaction (section 17.2.3). */
  public String branch() {
    String branch = ((ViaHeader) request.getHeader(ViaHeader.NAME)).getBranch();
    return branch == null ? "" : branch;
  }

  /**
   * Names one request however many ways it came (RFC 3261 section 8.2.2.2): Call-ID, From tag and
   * CSeq.
   */
  public String identity() {
    return callId() + " " + fromTag().orElse("") + " " + cseq();
  }

  /** Over which family of addresses its sender wants sound: its offer says so, else its address. */
  public StandardProtocolFamily mediaFamily() {
    return body("application/sdp").flatMap(OfferedFamily::of).orElseGet(() -> target().family());
  }

  /** Where it came from, as a place to send to. */
  public Target target() {
    return Target.of(transport, source).from(Arrival.of(request).at());
  }

  /** The first value of a header, in the form {@code value}, without the name. */
  public Optional<String> header(String name) {
    return values(request, name).stream().findFirst();
  }

  public List<String> headers(String name) {
    return values(request, name);
  }

  /** The body when it has the given type, such as {@code application/sdp}. */
  public Optional<String> body(String type) {
    return contentType().filter(type::equals).map(_ -> text(request));
  }

  /** The type of the body in small letters; empty without a body. */
  public Optional<String> contentType() {
    return contentType(request);
  }

  static Optional<String> contentType(Message message) {
    byte[] raw = message.getRawContent();
    if (raw == null || raw.length == 0) {
      return Optional.empty();
    }
    if (message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type) {
      return Optional.of(
          (type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT));
    }
    return Optional.of("");
  }

  static String text(Message message) {
    byte[] raw = message.getRawContent();
    return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
  }

  static List<String> values(Message message, String name) {
    List<String> values = new ArrayList<>();
    ListIterator<?> headers = message.getHeaders(name);
    while (headers != null && headers.hasNext()) {
      String line = ((Header) headers.next()).toString();
      values.add(line.substring(line.indexOf(':') + 1).strip());
    }
    return List.copyOf(values);
  }
}
