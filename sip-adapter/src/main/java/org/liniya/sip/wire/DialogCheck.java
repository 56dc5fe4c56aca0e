package org.liniya.sip.wire;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;

/**
 * Whether requests can be made in the dialog that a message opens or changes (RFC 3261 section
 * 12.2.1.1). jain-sip reads some fields that it cannot write again; a caller with such a one could
 * be answered and never be hung up on. Pure functions, on jain-sip's threads.
 */
final class DialogCheck {

  private DialogCheck() {}

  static boolean holds(SIPMessage message) {
    try {
      FromHeader from = (FromHeader) message.getHeader(FromHeader.NAME);
      ToHeader to = (ToHeader) message.getHeader(ToHeader.NAME);
      String fromAddress = Dialog.address(from.getAddress());
      String toAddress = Dialog.address(to.getAddress());
      // either may be our end of it
      written("To", fromAddress + tag(from.getTag()));
      written("From", fromAddress + tag(from.getTag()));
      written("To", toAddress + tag(to.getTag()));
      written("From", toAddress + tag(to.getTag()));
      written("Call-ID", message.getCallId().getCallId());
      boolean reachable = hasPort(new AddressFactoryImpl().createURI(target(message, from)));
      for (String route : Incoming.values(message, RecordRouteHeader.NAME)) {
        SIPHeader written = written("Route", route);
        reachable &=
            !(written instanceof RouteList list)
                || list.stream().allMatch(each -> hasPort(each.getAddress().getURI()));
      }
      return reachable;
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  private static String tag(String tag) {
    return tag == null || tag.isEmpty() ? "" : ";tag=" + tag;
  }

  private static String target(SIPMessage message, FromHeader from) {
    return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
        ? contact.getAddress().getURI().toString()
        : from.getAddress().getURI().toString();
  }

  /**
   * jain-sip reads any number as a port, fails at each repetition of a request that goes there, and
   * prints that.
   */
  private static boolean hasPort(URI uri) {
    return !(uri instanceof SipURI sip) || sip.getPort() <= RequestCheck.LAST_PORT;
  }

  private static SIPHeader written(String name, String value) throws ParseException {
    return StringMsgParser.parseSIPHeader(name + ": " + value);
  }
}
