package org.liniya.sip.wire;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.sip.SipStack;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only sound requests on to transactions, and answers the others at once and without state
 * (RFC 3261 section 8.2.7): a flood of them costs no memory. It also makes the top Via say how the
 * request really came, since jain-sip sends answers where and how the sender's Via says: that would
 * let anyone have us connect to anyone. Made by jain-sip; runs on its threads.
 */
public final class Sieve implements SIPMessageValve {

  private static final Logger LOG = LoggerFactory.getLogger(Sieve.class);

  private static final int STANDARD_PORT = 5060;

  /** So that tags cannot be foretold; new with every process. */
  private final String salt = Tokens.token();

  /** The constructor that jain-sip looks for. */
  public Sieve() {}

  @Override
  public boolean processRequest(SIPRequest request, MessageChannel channel) {
    try {
      if (request instanceof FlawedRequest flawed) {
        refuse(flawed, channel);
        return false;
      }
      trueVia(request.getTopmostVia(), channel);
      if (request.getMaxForwards() == null) {
        request.addHeader("Max-Forwards: 70"); // RFC 2543 had none; jain-sip would drop it
      }
      Optional<Fault> fault = RequestCheck.fault(request);
      if (fault.isPresent() && !request.getMethod().equals("ACK")) {
        refuse(request, fault.get(), channel);
      }
      return fault.isEmpty();
    } catch (ParseException | IOException | RuntimeException | StackOverflowError e) {
      // an error that got further would end the thread that reads the socket
      LOG.atDebug().addKeyValue("fault", e.getClass().getSimpleName()).log("request dropped");
      return false;
    }
  }

  private static void trueVia(Via via, MessageChannel channel) throws ParseException {
    via.setTransport(channel.getTransport().toUpperCase(Locale.ROOT));
    via.removeParameter(Via.MADDR);
    via.setParameter(Via.RECEIVED, source(channel).getHostAddress());
  }

  private void refuse(FlawedRequest flawed, MessageChannel channel)
      throws ParseException, IOException {
    RawMessage raw = flawed.raw();
    if (raw.method().equals("ACK") || raw.all("via").isEmpty()) {
      return; // no answer is due, or none would be understood
    }
    int port = channel.getPeerPacketSourcePort();
    String address = source(channel).getHostAddress();
    RawAnswer answer =
        new RawAnswer(raw, flawed.fault(), tag(raw.first("call-id").orElse("")), address, port);
    channel.sendMessage(answer, source(channel), port);
    said(flawed.fault());
  }

  private void refuse(SIPRequest request, Fault fault, MessageChannel channel)
      throws ParseException, IOException {
    SIPResponse answer = request.createResponse(fault.status(), fault.reason());
    answer.removeContent();
    if (answer.getToTag() == null) {
      answer.setToTag(tag(request.getCallId().getCallId() + request.getTopmostVia().getBranch()));
    }
    for (String header : fault.headers()) {
      answer.addHeader(header);
    }
    channel.sendMessage(answer, source(channel), backPort(request.getTopmostVia(), channel));
    said(fault);
  }

  /** RFC 3261 section 18.2.2 and RFC 3581 section 4. */
  private static int backPort(Via via, MessageChannel channel) {
    boolean datagram = channel.getTransport().equalsIgnoreCase("udp");
    if (!datagram || via.hasParameter(Via.RPORT)) {
      return channel.getPeerPacketSourcePort();
    }
    boolean usable = via.getPort() > 0 && via.getPort() <= RequestCheck.LAST_PORT;
    return usable ? via.getPort() : STANDARD_PORT;
  }

  private static InetAddress source(MessageChannel channel) {
    return channel.getPeerPacketSourceAddress();
  }

  /** The same for the same request, which may come again (section 8.2.7). */
  private String tag(String of) {
    CRC32 sum = new CRC32();
    sum.update((salt + of).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits(sum.getValue(), 8);
  }

  private static void said(Fault fault) {
    LOG.atDebug().addKeyValue("status", fault.status()).log("unsound request refused");
  }

  @Override
  public boolean processResponse(Response response, MessageChannel channel) {
    boolean opens =
        response.getStatusCode() / 100 == 2 && Messages.methodOf(response).equals("INVITE");
    return !opens || DialogCheck.holds((SIPMessage) response);
  }

  @Override
  public void init(SipStack stack) {}

  @Override
  public void destroy() {}
}
