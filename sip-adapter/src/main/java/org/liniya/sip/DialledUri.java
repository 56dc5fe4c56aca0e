package org.liniya.sip;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import org.liniya.sip.wire.EmergencyService;

/** What an operator has dialled, as the telephone wrote it into a URI. Pure. */
final class DialledUri {

  private DialledUri() {}

  /**
   * The user part, the number of a {@code tel} URI, or the whole URN of an emergency service; empty
   * when there is none.
   */
  static String user(URI uri) {
    return switch (uri) {
      case SipURI sip -> sip.getUser() == null ? "" : sip.getUser();
      case TelURL tel -> (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber();
      default ->
          EmergencyService.names(uri.toString()) ? uri.toString().toLowerCase(Locale.ROOT) : "";
    };
  }

  /** As {@link #user}, escaped characters decoded; what is badly escaped stays as it is. */
  static String plain(URI uri) {
    String user = user(uri);
    try {
      return decoded(user);
    } catch (IllegalArgumentException e) {
      return user;
    }
  }

  /**
   * A plus is a plus in SIP (RFC 3261 section 19.1.4), and stands in every number.
   *
   * @throws IllegalArgumentException when the text is badly escaped
   */
  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
