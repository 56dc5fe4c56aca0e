package org.liniya.server.config;

import java.util.regex.Pattern;
import org.liniya.yaml.Place;

/** Which front end rings an operator: each has one. Immutable. */
public sealed interface OperatorTelephone {

  /** Where that is written. */
  Place place();

  /** A softphone that registers with us, over SIP. */
  record OfOurs(Place place) implements OperatorTelephone {}

  /**
   * An endpoint of Asterisk.
   *
   * @param endpoint its technology and name, {@code PJSIP/1001}
   */
  record OfAsterisk(String endpoint, Place place) implements OperatorTelephone {

    /** It becomes an argument of AMI; what would end it there, or mean two, is not in it. */
    private static final Pattern ENDPOINT = Pattern.compile("(PJSIP|SIP)/[A-Za-z0-9_.-]{1,64}");

    static boolean isEndpoint(String text) {
      return ENDPOINT.matcher(text).matches();
    }
  }
}
