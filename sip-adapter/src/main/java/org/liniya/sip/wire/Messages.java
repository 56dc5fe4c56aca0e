package org.liniya.sip.wire;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.AddressFactory;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Builds messages. Thread-safe; holds only what is the same in all of them. */
public final class Messages {

  /** What we can do (RFC 3261 section 20.5). */
  public static final String ALLOW =
      "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REGISTER, REFER, SUBSCRIBE, NOTIFY";

  private final MessageFactory messages;
  private final HeaderFactory headers;
  private final AddressFactory addresses;
  private final String host;
  private final int port;
  private final String userAgent;

  Messages(
      MessageFactory messages,
      HeaderFactory headers,
      AddressFactory addresses,
      String host,
      int port,
      String userAgent) {
    this.messages = messages;
    this.headers = headers;
    this.addresses = addresses;
    this.host = host;
    this.port = port;
    this.userAgent = userAgent;
  }

  /** Our Contact for a party that is reached over {@code transport}. */
  public String contact(String user, String transport) {
    String at = user.isEmpty() ? "" : user + "@";
    String suffix = transport.equals("udp") ? "" : ";transport=" + transport;
    return "<sip:" + at + host + ":" + port + suffix + ">";
  }

  /** An answer without a body. A tag is put on To, but for 100 (RFC 3261 section 8.2.6). */
  public Response answer(Incoming incoming, int status, String localTag) {
    try {
      Response response = messages.createResponse(status, incoming.request());
      ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
      if (status != Response.TRYING && to.getTag() == null) {
        to.setTag(localTag);
      }
      add(response, "Server", userAgent);
      return response;
    } catch (ParseException e) {
      throw new IllegalStateException("no response can be made", e);
    }
  }

  /** An answer outside any dialog. */
  public Response answer(Incoming incoming, int status) {
    return answer(incoming, status, Tokens.token());
  }

  /** A request outside any dialog (section 8.1.1). */
  public Request request(Outgoing outgoing) {
    return build(
        outgoing.method(),
        outgoing.uri(),
        outgoing.callId(),
        outgoing.cseq(),
        outgoing.from() + ";tag=" + outgoing.fromTag(),
        "<" + outgoing.to() + ">",
        outgoing.target().map(Target::transport).orElse(transportOf(outgoing.uri())),
        outgoing.target(),
        request -> {
          for (Map.Entry<String, String> header : outgoing.headers()) {
            add(request, header.getKey(), header.getValue());
          }
          outgoing.sdp().ifPresent(sdp -> body(request, sdp));
        });
  }

  /** A request inside {@code dialog} with the CSeq that the dialog holds (section 12.2.1.1). */
  public Request request(Dialog dialog, String method) {
    String transport =
        dialog.pinned().map(Target::transport).orElse(transportOf(dialog.remoteTarget()));
    return build(
        method,
        dialog.remoteTarget(),
        dialog.callId(),
        dialog.localSeq(),
        dialog.local() + ";tag=" + dialog.localTag(),
        dialog.remote() + (dialog.remoteTag().isEmpty() ? "" : ";tag=" + dialog.remoteTag()),
        transport,
        dialog.pinned(),
        request -> {
          for (String route : dialog.routes()) {
            request.addLast((RouteHeader) headers.createHeader("Route", route));
          }
          if (!method.equals(Request.ACK)) {
            add(request, "User-Agent", userAgent);
          }
        });
  }

  private interface Rest {
    void into(Request request) throws ParseException, SipException;
  }

  private Request build(
      String method,
      String uri,
      String callId,
      long cseq,
      String from,
      String to,
      String transport,
      Optional<Target> target,
      Rest rest) {
    try {
      ViaHeader via = headers.createViaHeader(host, port, transport, Tokens.branch());
      via.setRPort(); // RFC 3581
      List<ViaHeader> vias = new ArrayList<>(List.of(via));
      Request request =
          messages.createRequest(
              addresses.createURI(uri),
              method,
              headers.createCallIdHeader(callId),
              headers.createCSeqHeader(cseq, method),
              (FromHeader) headers.createHeader("From", from),
              (ToHeader) headers.createHeader("To", to),
              vias,
              headers.createMaxForwardsHeader(70));
      rest.into(request);
      target.ifPresent(place -> TargetRouter.pin(request, place));
      return request;
    } catch (ParseException | SipException | InvalidArgumentException e) {
      throw new IllegalArgumentException("no " + method + " can be made", e);
    }
  }

  /** Adds a header from text; control characters become spaces, so that no line can be forged. */
  public void add(Message message, String name, String value) {
    try {
      SIPHeader parsed = StringMsgParser.parseSIPHeader(name + ": " + safe(value));
      if (parsed instanceof SIPHeaderList<?> list) {
        for (SIPHeader header : list) {
          message.addHeader(header);
        }
      } else {
        message.addHeader(parsed);
      }
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a value of " + name, e);
    }
  }

  /** Gives {@code message} a session description. */
  public void body(Message message, String sdp) {
    body(message, "application", "sdp", sdp);
  }

  /** Gives {@code message} a body. */
  public void body(Message message, String type, String subtype, String text) {
    try {
      ContentTypeHeader contentType = headers.createContentTypeHeader(type, subtype);
      message.setContent(text.getBytes(StandardCharsets.UTF_8), contentType);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no body can be made", e);
    }
  }

  /** A display name as a quoted string (RFC 3261 section 25.1); UTF-8 is allowed in it. */
  public static String quoted(String display) {
    return "\"" + safe(display).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** {@code text} without line breaks or other control characters. */
  public static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** The transport that a URI asks for. */
  public static String transportOf(String uri) {
    return uri.toLowerCase(Locale.ROOT).contains("transport=tcp") ? "tcp" : "udp";
  }

  static String methodOf(Response response) {
    return ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod();
  }

  static String branchOf(Response response) {
    return String.valueOf(((SIPResponse) response).getTopmostVia().getBranch());
  }
}
