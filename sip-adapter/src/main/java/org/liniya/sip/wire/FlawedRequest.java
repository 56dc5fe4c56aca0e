package org.liniya.sip.wire;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.List;

/**
 * Stands for a request that cannot be read, so that it comes through jain-sip as far as {@link
 * Sieve}, which alone knows the way back and answers it. Its header fields are invented; what the
 * sender wrote is in {@link #raw}. Lives on jain-sip's threads only.
 */
final class FlawedRequest extends SIPRequest {

  private static final long serialVersionUID = 1L;

  /** What jain-sip wants every message to have. */
  private static final List<String> INVENTED =
      List.of(
          "Via: SIP/2.0/UDP flawed.invalid;rport;branch=z9hG4bKflawed",
          "From: <sip:flawed@flawed.invalid>;tag=flawed",
          "To: <sip:flawed@flawed.invalid>",
          "Call-ID: flawed",
          "CSeq: 1 OPTIONS",
          "Max-Forwards: 70");

  private final transient RawMessage raw;
  private final transient Fault fault;

  FlawedRequest(RawMessage raw, Fault fault) {
    this.raw = raw;
    this.fault = fault;
    try {
      GenericURI uri = new StringMsgParser().parseUrl("sip:flawed@flawed.invalid");
      setRequestLine(new RequestLine(uri, "OPTIONS"));
      invent(this);
    } catch (ParseException e) {
      throw new IllegalStateException("constants that jain-sip reads", e);
    }
  }

  static void invent(SIPMessage message) throws ParseException {
    for (String header : INVENTED) {
      message.addHeader(StringMsgParser.parseSIPHeader(header));
    }
  }

  RawMessage raw() {
    return raw;
  }

  Fault fault() {
    return fault;
  }
}
