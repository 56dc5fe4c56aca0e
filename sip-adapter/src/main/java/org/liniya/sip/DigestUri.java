package org.liniya.sip;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether credentials are for the request that they came with: their {@code uri} names the same
 * resource as the Request-URI (RFC 7616 section 3.4.6). Otherwise what was taken from one request
 * would open another. Proxies and telephones change much of a URI on its way, so this is lenient.
 * Pure.
 *
 * <ul>
 *   <li>other schemes than sip, sips, tel: the whole URI must be the same
 *   <li>both name a user: the users must be the same, wherever they are; parameters, case, escapes
 *       and visual separators do not count
 *   <li>neither names a user: it fits, since a proxy may have put in another host
 *   <li>one names a user: the hosts must be the same, or that of the credentials is our realm
 * </ul>
 */
final class DigestUri {

  private static final Set<String> CALLS = Set.of("sip", "sips", "tel");

  private record Parts(String scheme, String user, String host) {

    static Parts of(String uri) {
      int colon = uri.indexOf(':');
      String scheme = colon < 0 ? "" : uri.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String rest = uri.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      int at = rest.lastIndexOf('@');
      if (scheme.equals("tel")) {
        return new Parts(scheme, number(upTo(rest, ";")), "");
      }
      String host = upTo(upTo(rest.substring(at + 1), ";"), "?");
      return new Parts(
          scheme,
          at < 0 ? "" : number(decoded(upTo(upTo(rest.substring(0, at), ";"), ":"))),
          host.replaceFirst(":\\d{1,5}$", ""));
    }

    private static String number(String user) {
      return user.matches("\\+?[\\d().-]+") ? user.replaceAll("[().-]", "") : user;
    }

    private static String upTo(String text, String end) {
      int at = text.indexOf(end);
      return at < 0 ? text : text.substring(0, at);
    }

    private static String decoded(String user) {
      try {
        return DialledUri.decoded(user).toLowerCase(Locale.ROOT);
      } catch (IllegalArgumentException e) {
        return user;
      }
    }
  }

  private DigestUri() {}

  static boolean fits(String requestUri, String named, String realm) {
    Parts asked = Parts.of(requestUri);
    Parts shown = Parts.of(named);
    if (!CALLS.contains(asked.scheme()) || !CALLS.contains(shown.scheme())) {
      return requestUri.equalsIgnoreCase(named);
    }
    if (asked.user().isEmpty() && shown.user().isEmpty()) {
      return true;
    }
    if (asked.user().isEmpty() || shown.user().isEmpty()) {
      return List.of(asked.host(), realm.toLowerCase(Locale.ROOT)).contains(shown.host());
    }
    return asked.user().equals(shown.user());
  }
}
