package org.liniya.server.service;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.liniya.call.Secret;

/**
 * A system that calls may ask. Immutable.
 *
 * @param name small letters, digits and dashes
 * @param base without query and fragment; a request's path is put behind it
 * @param headers sent with each request, as a token
 * @param timeout from the beginning of an asking to the last byte of its answer; at most {@link
 *     #LONGEST}
 * @param atOnce how many askings may be under way
 * @param allowsPersonal whether flows may send it personal data
 */
public record Service(
    String name,
    URI base,
    Map<String, Secret> headers,
    Duration timeout,
    int atOnce,
    boolean allowsPersonal) {

  /** A caller who hears nothing for longer hangs up. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  public Service {
    headers = Map.copyOf(headers);
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the time-out of " + name + " is not within 10 s");
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException(name + " may be asked by nobody");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("the address of " + name + " has a query or fragment");
    }
  }
}
