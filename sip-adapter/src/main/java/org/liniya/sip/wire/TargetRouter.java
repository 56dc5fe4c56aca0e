package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.HopImpl;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
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
    Target next = next(request).orElseThrow(() -> new SipException("no next hop"));
    return new HopImpl(Place.inUri(next.host()), next.port(), next.transport());
  }

  /** Where {@code request} goes; empty when nothing in it says so. */
  static Optional<Target> next(Request request) {
    if (((SIPMessage) request).getApplicationData() instanceof Target target) {
      return Optional.of(target);
    }
    if (request.getHeader(RouteHeader.NAME) instanceof RouteHeader route) {
      return of(route.getAddress().getURI());
    }
    return of(request.getRequestURI());
  }

  private static Optional<Target> of(URI uri) {
    if (!(uri instanceof SipURI sip)) {
      return Optional.empty();
    }
    Optional<Target> plain = Target.ofUri(sip.toString());
    return sip.getMAddrParam() == null
        ? plain
        : plain.map(to -> new Target(to.transport(), sip.getMAddrParam(), to.port()));
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
