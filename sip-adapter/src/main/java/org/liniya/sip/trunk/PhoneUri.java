package org.liniya.sip.trunk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.liniya.call.NumberPlan;

/**
 * Whom a {@code sip:}, {@code sips:} or {@code tel:} URI names (RFC 3261 section 19.1, RFC 3966),
 * without its parameters, password and host. Immutable.
 *
 * @param user as it stands there, percent signs resolved
 * @param host in small letters without port; empty in a {@code tel:} URI
 * @param context the {@code phone-context} of a local number (RFC 3966 section 5.1.5)
 */
public record PhoneUri(String user, String host, Optional<String> context) {

  private static final int LONGEST = 128;

  /** Personal data. */
  @Override
  public String toString() {
    return "a telephone URI";
  }

  /** Reads a URI without angle brackets; empty when it names nobody or is of another scheme. */
  public static Optional<PhoneUri> parse(String uri) {
    int colon = uri.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String rest = uri.substring(colon + 1);
    return switch (uri.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
      case "sip", "sips" -> ofSip(rest);
      case "tel" -> of(rest, "", "");
      default -> Optional.empty();
    };
  }

  /** The one form of the number that it names; the user part itself where that is none. */
  public String canonical(NumberPlan plan) {
    String digits = user.replaceAll("[\\s().-]", "");
    return context
        .filter(prefix -> prefix.startsWith("+") && digits.matches("\\d{1,14}"))
        .map(prefix -> plan.canonical(prefix + digits)) // RFC 3966 section 5.1.5
        .orElseGet(() -> plan.canonical(user));
  }

  private static Optional<PhoneUri> ofSip(String rest) {
    int at = rest.indexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    String place = rest.substring(at + 1);
    int end = endOfHost(place);
    String host = place.substring(0, end).toLowerCase(Locale.ROOT);
    String info = rest.substring(0, at);
    int password = info.indexOf(':');
    return of(password < 0 ? info : info.substring(0, password), host, place.substring(end));
  }

  private static int endOfHost(String place) {
    int from = place.startsWith("[") ? Math.max(0, place.indexOf(']')) : 0;
    for (int i = from; i < place.length(); i++) {
      if (":;?>".indexOf(place.charAt(i)) >= 0) {
        return i;
      }
    }
    return place.length();
  }

  /** Some write the context behind the user, as RFC 3261 section 19.1.6 wants it, some later. */
  private static Optional<PhoneUri> of(String info, String host, String behind) {
    int semicolon = info.indexOf(';');
    String user = semicolon < 0 ? info : info.substring(0, semicolon);
    String parameters = (semicolon < 0 ? "" : info.substring(semicolon)) + behind;
    return decoded(user)
        .filter(text -> !text.isBlank())
        .map(text -> new PhoneUri(text, host, context(parameters)));
  }

  private static Optional<String> context(String parameters) {
    for (String parameter : parameters.split("[;?]", 32)) {
      if (parameter.regionMatches(true, 0, "phone-context=", 0, 14)) {
        return decoded(parameter.substring(14));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try { // a plus is a plus in a URI, and only in forms a space
      String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
      return plain.chars().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(plain);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
