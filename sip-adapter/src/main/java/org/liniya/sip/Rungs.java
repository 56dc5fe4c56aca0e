package org.liniya.sip;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.Optional;
import java.util.Set;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Says in a few words what a message is, for traces: its method or status, what it answers, and
 * what kind of body it has. Nothing that the other party may have written freely (names, numbers,
 * reason phrases) gets in. Pure functions.
 */
final class Rungs {

  /** Others are made up by whoever sent them, and could spell anything. */
  private static final Set<String> WORDS =
      Set.of(
          ("INVITE ACK BYE CANCEL OPTIONS REGISTER INFO UPDATE PRACK REFER NOTIFY SUBSCRIBE MESSAGE"
                  + " PUBLISH sdp dtmf-relay dtmf sipfrag plain xml media_control+xml"
                  + " pidf+xml simple-message-summary")
              .split(" "));

  private Rungs() {}

  static String callId(Message message) {
    return message.getHeader(CallIdHeader.NAME) instanceof CallIdHeader id ? id.getCallId() : "";
  }

  /** Whether the message may be the first of a dialog: an INVITE without To tag. */
  static boolean begins(Message message) {
    return message instanceof Request request
        && request.getMethod().equals(Request.INVITE)
        && !inDialog(request);
  }

  /** Such as {@code INVITE 1 (sdp)} or {@code 200 OK to INVITE 1 (sdp)}. */
  static String what(Message message) {
    String reason =
        Q850.read(Optional.ofNullable(message.getHeader(Q850.HEADER)).map(Rungs::value))
            .map(text -> " [" + text + "]")
            .orElse("");
    return said(message) + reason;
  }

  private static String value(Header header) {
    String line = header.toString();
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private static String said(Message message) {
    return switch (message) {
      case Request request ->
          (inDialog(request) && request.getMethod().equals(Request.INVITE) ? "re-" : "")
              + cseq(request)
              + body(request);
      case Response response ->
          response.getStatusCode()
              + " "
              + SIPResponse.getReasonPhrase(response.getStatusCode())
              + " to "
              + cseq(response)
              + body(response);
      default -> "?";
    };
  }

  private static boolean inDialog(Message message) {
    return message.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() != null;
  }

  private static String cseq(Message message) {
    return message.getHeader(CSeqHeader.NAME) instanceof CSeqHeader cseq
        ? word(cseq.getMethod()) + " " + cseq.getSeqNumber()
        : "?";
  }

  private static String body(Message message) {
    byte[] raw = message.getRawContent();
    if (raw == null || raw.length == 0) {
      return "";
    }
    return message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
        ? " (" + word(type.getContentSubType()) + ")"
        : " (body)";
  }

  private static String word(String text) {
    return WORDS.contains(text) ? text : "other";
  }
}
