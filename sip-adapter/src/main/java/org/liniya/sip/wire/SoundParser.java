package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import javax.sip.message.Response;

/**
 * jain-sip's parser, with what it leaves out done around it: nothing but {@link ParseException}
 * comes out, a body is as long as it says (RFC 3261 section 18.3), and a request that cannot be
 * read becomes a {@link FlawedRequest}. Holds nothing; runs on jain-sip's threads.
 */
final class SoundParser {

  private SoundParser() {}

  /**
   * Reads one message.
   *
   * @param datagram whether {@code message} is a whole datagram; else it is a header without body
   * @param listener is told of header fields that cannot be read, and may let them pass
   */
  static SIPMessage parse(
      StringMsgParser parser, byte[] message, boolean datagram, ParseExceptionListener listener)
      throws ParseException {
    HeaderNames.bound();
    if (!Valve.passes(message)) {
      return flawed(RawMessage.of(Arrays.copyOf(message, Math.min(message.length, 1_500))))
          .orElseThrow(() -> new ParseException("message over the limit", 0));
    }
    RawMessage raw = RawMessage.of(message);
    if (raw.start().isEmpty()) {
      return nothing(parser, message, datagram, listener);
    }
    Optional<Fault> fault = raw.isRequest() ? RawCheck.fault(raw, datagram) : Optional.empty();
    if (fault.isEmpty() && raw.isRequest() && !RawCheck.METHODS.contains(raw.method())) {
      fault = Optional.of(RawCheck.UNKNOWN_METHOD); // whatever else may be in it
    }
    if (fault.isPresent()) {
      return new FlawedRequest(raw, fault.get());
    }
    try {
      return whole(parser, message, raw, datagram, listener);
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      // RuntimeException and StackOverflowError are faults of the parser (FACTS, RFC 4475).
      if (raw.isRequest()) {
        return new FlawedRequest(raw, Fault.bad("Unreadable"));
      }
      throw new ParseException("unreadable response", 0);
    }
  }

  /** Blank lines between messages: a keep-alive (RFC 5626 section 4.4.1), which jain-sip knows. */
  private static SIPMessage nothing(
      StringMsgParser parser, byte[] message, boolean datagram, ParseExceptionListener listener)
      throws ParseException {
    try {
      return parser.parseSIPMessage(message, datagram, false, listener);
    } catch (RuntimeException e) {
      throw new ParseException("not a message", 0);
    }
  }

  private static Optional<SIPMessage> flawed(RawMessage raw) {
    return raw.isRequest() && !raw.start().isEmpty()
        ? Optional.of(new FlawedRequest(raw, Fault.of(513, "Message Too Large")))
        : Optional.empty();
  }

  private static SIPMessage whole(
      StringMsgParser parser,
      byte[] message,
      RawMessage raw,
      boolean datagram,
      ParseExceptionListener listener)
      throws ParseException {
    if (!datagram) {
      return read(parser, message, false, listener);
    }
    int said =
        (int)
            raw.first("content-length")
                .map(RawCheck::number)
                .map(length -> length.orElse(0))
                .orElse((long) raw.bodyLength())
                .longValue();
    int length = Math.min(message.length, raw.bodyStart() + Math.max(0, said));
    SIPMessage read = read(parser, Arrays.copyOf(message, length), true, listener);
    if (read.getContentLength() == null && length > raw.bodyStart()) {
      // RFC 3261 section 18.3: without a length a datagram's body is all the rest.
      read.setMessageContent(Arrays.copyOfRange(message, raw.bodyStart(), length));
    }
    return read;
  }

  private static SIPMessage read(
      StringMsgParser parser, byte[] message, boolean body, ParseExceptionListener listener)
      throws ParseException {
    SIPMessage read =
        parser.parseSIPMessage(
            message, body, false, listener == null ? SoundParser::strict : listener);
    if (read == null
        || read.getFrom() == null
        || read.getTo() == null
        || read.getCallId() == null
        || read.getCSeq() == null
        || read.getTopmostVia() == null) {
      throw new ParseException("a header field that must be there", 0);
    }
    if (read instanceof SIPRequest request) {
      // What jain-sip has read it may not be able to copy into an answer: rport=x was such a case.
      request.createResponse(Response.OK).encode();
    }
    return read;
  }

  /** As jain-sip does for datagrams; it does not for streams. */
  private static void strict(
      ParseException fault, SIPMessage message, Class<?> field, String header, String whole)
      throws ParseException {
    boolean needed =
        field != null
            && java.util.Set.of("From", "To", "CSeq", "Via", "CallID", "ContentLength")
                .contains(field.getSimpleName());
    if (needed || field == gov.nist.javax.sip.header.RequestLine.class) {
      throw fault;
    }
    message.addUnparsed(header);
  }
}
