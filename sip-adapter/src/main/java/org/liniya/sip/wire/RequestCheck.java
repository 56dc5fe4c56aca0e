package org.liniya.sip.wire;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sip.header.ToHeader;

/**
 * Looks through a request that could be read (RFC 3261 section 8.2; RFC 4475 section 3.3). What is
 * found is answered without a transaction. Methods, extensions and numbers are not looked at here:
 * those are the endpoint's. Pure functions, on jain-sip's threads.
 */
final class RequestCheck {

  private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");

  /** Open or change a dialog, and may bring a session description. */
  private static final Set<String> OFFERS = Set.of("INVITE", "UPDATE");

  /** Without these a dialog or a binding would point nowhere. */
  private static final Set<String> NEEDED_WHOLE =
      Set.of("contact", "m", "route", "record-route", "require");

  private static final String SDP = "application/sdp";

  static final int LAST_PORT = 65_535;

  private RequestCheck() {}

  /** The first fault of a request. */
  static Optional<Fault> fault(SIPRequest request) {
    return via(request)
        .or(() -> scheme(request))
        .or(() -> unread(request))
        .or(() -> missing(request))
        .or(() -> dialog(request))
        .or(() -> registrar(request))
        .or(() -> body(request))
        .or(() -> accept(request));
  }

  /**
   * A branch with the cookie and no more would be the same for everybody (RFC 4475 section 3.2.1).
   * jain-sip reads any number as a port, and fails when it answers.
   */
  private static Optional<Fault> via(SIPRequest request) {
    Via via = request.getTopmostVia();
    if (via.getPort() > LAST_PORT) {
      return Optional.of(Fault.bad("Via port"));
    }
    return "z9hG4bK".equalsIgnoreCase(via.getBranch())
        ? Optional.of(Fault.bad("Via branch"))
        : Optional.empty();
  }

  /** Section 8.2.2.1. */
  private static Optional<Fault> scheme(SIPRequest request) {
    String scheme = String.valueOf(request.getRequestURI().getScheme()).toLowerCase(Locale.ROOT);
    return SCHEMES.contains(scheme) || EmergencyService.names(request.getRequestURI().toString())
        ? Optional.empty()
        : Optional.of(Fault.of(416, "Unsupported URI Scheme"));
  }

  /** jain-sip leaves out a header field that it cannot read, and goes on. */
  private static Optional<Fault> unread(SIPRequest request) {
    for (Iterator<String> unread = request.getUnrecognizedHeaders(); unread.hasNext(); ) {
      String line = unread.next();
      int colon = line.indexOf(':');
      String name = (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
      if (NEEDED_WHOLE.contains(name)) {
        return Optional.of(Fault.bad("Unreadable " + name));
      }
    }
    return Optional.empty();
  }

  /** jain-sip makes no transaction without them: INVITE's Contact, NOTIFY's state and the like. */
  private static Optional<Fault> missing(SIPRequest request) {
    try {
      request.checkHeaders();
      return Optional.empty();
    } catch (ParseException e) {
      return Optional.of(Fault.bad("Missing header field"));
    }
  }

  private static Optional<Fault> dialog(SIPRequest request) {
    return OFFERS.contains(request.getMethod()) && !DialogCheck.holds(request)
        ? Optional.of(Fault.bad("Dialog"))
        : Optional.empty();
  }

  /** An address of record is a SIP or SIPS URI (section 10.3 step 5; RFC 4475 section 3.3.4). */
  private static Optional<Fault> registrar(SIPRequest request) {
    if (!request.getMethod().equals("REGISTER")) {
      return Optional.empty();
    }
    ToHeader to = request.getTo();
    return to.getAddress().getURI().isSipURI() ? Optional.empty() : Optional.of(Fault.bad("To"));
  }

  /** Section 8.2.3; a body that the sender calls optional may be anything. */
  private static Optional<Fault> body(SIPRequest request) {
    if (!OFFERS.contains(request.getMethod()) || Incoming.contentType(request).isEmpty()) {
      return Optional.empty();
    }
    boolean optional =
        Incoming.values(request, "Content-Disposition").stream()
            .anyMatch(value -> value.replace(" ", "").contains("handling=optional"));
    if (optional) {
      return Optional.empty();
    }
    boolean packed =
        Incoming.values(request, "Content-Encoding").stream()
            .anyMatch(value -> !value.isEmpty() && !value.equalsIgnoreCase("identity"));
    if (packed) {
      return Optional.of(unsupported("Accept-Encoding: identity"));
    }
    return Incoming.contentType(request).filter(SDP::equals).isPresent()
        ? Optional.empty()
        : Optional.of(unsupported("Accept: " + SDP));
  }

  private static Fault unsupported(String header) {
    return new Fault(415, "Unsupported Media Type", List.of(header));
  }

  /** Who cannot take a session description cannot be answered (RFC 4475 section 3.3.15). */
  private static Optional<Fault> accept(SIPRequest request) {
    List<String> types = Incoming.values(request, "Accept");
    boolean fits =
        !request.getMethod().equals("INVITE")
            || types.isEmpty()
            || types.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .anyMatch(type -> Set.of(SDP, "application/*", "*/*").contains(type));
    return fits
        ? Optional.empty()
        : Optional.of(new Fault(406, "Not Acceptable", List.of("Accept: " + SDP)));
  }
}
