package org.liniya.sip;

import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;

/** What an operator has dialled, as the telephone wrote it into a URI. Pure. */
final class DialledUri {

  private DialledUri() {}

  /** The user part, or the number of a {@code tel} URI; empty when there is none. */
  static String user(URI uri) {
    return switch (uri) {
      case SipURI sip -> sip.getUser() == null ? "" : sip.getUser();
      case TelURL tel -> (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber();
      default -> "";
    };
  }
}
