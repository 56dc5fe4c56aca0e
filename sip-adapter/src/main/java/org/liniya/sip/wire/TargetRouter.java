package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.HopImpl;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next hop of a request: the {@link Target} pinned to it, else its first Route, else its
 * request URI (RFC 3261 section 8.1.2). Made and called by jain-sip, on any thread; holds nothing.
 */
public final class TargetRouter implements Router {

  /** The constructor that jain-sip looks for. */
  public TargetRouter(SipStack stack, String outboundProxy) {}

  /** Pins the place where {@code request} goes, whatever its headers say. */
  static void pin(Request request, Target target) {
    ((SIPMessage) request).setApplicationData(target);
  }

  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (((SIPMessage) request).getApplicationData() instanceof Target target) {
      return new HopImpl(target.host(), target.port(), target.transport());
    }
    if (request.getHeader(RouteHeader.NAME) instanceof RouteHeader route
        && route.getAddress().getURI() instanceof SipURI uri) {
      return hop(uri);
    }
    if (request.getRequestURI() instanceof SipURI uri) {
      return hop(uri);
    }
    throw new SipException("no next hop");
  }

  private static Hop hop(SipURI uri) {
    String transport = uri.getTransportParam() == null ? "udp" : uri.getTransportParam();
    int port = uri.getPort() > 0 ? uri.getPort() : 5060;
    String host = uri.getMAddrParam() == null ? uri.getHost() : uri.getMAddrParam();
    return new HopImpl(host, port, transport);
  }

  /**
   * As {@link #getNextHop}.
   *
   * @deprecated in the interface, which still wants it
   */
  @Deprecated
  @Override
  public ListIterator<Hop> getNextHops(Request request) {
    try {
      return List.of(getNextHop(request)).listIterator();
    } catch (SipException e) {
      return List.<Hop>of().listIterator();
    }
  }

  @Override
  public @Nullable Hop getOutboundProxy() {
    return null;
  }
}
