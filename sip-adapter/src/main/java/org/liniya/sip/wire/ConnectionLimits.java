package org.liniya.sip.wire;

import java.time.Duration;

/**
 * How many connections others may hold open with us, and how long. Immutable.
 *
 * @param total all of a wire, over TCP and TLS
 * @param unproven those on which nobody has registered or called yet
 * @param unprovenOfSource of these, from one address
 * @param message how long a connection may take for its first message, and for each one begun
 * @param unprovenIdle how long an unproven one may be silent
 * @param provenIdle how long a proven one may be silent: longer than a registration lasts
 * @param handshake how long dialling may take, TLS included
 */
public record ConnectionLimits(
    int total,
    int unproven,
    int unprovenOfSource,
    Duration message,
    Duration unprovenIdle,
    Duration provenIdle,
    Duration handshake) {

  /** What holds unless a test says otherwise. */
  public static final ConnectionLimits STANDARD =
      new ConnectionLimits(
          2_000,
          600,
          150,
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofMinutes(65),
          Duration.ofSeconds(4));
}
