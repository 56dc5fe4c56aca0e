package org.liniya.call;

import java.util.Optional;

/**
 * The caller's number together with how far it can be trusted (DESIGN: the caller's number).
 * Immutable.
 */
public sealed interface CallerNumber {

  /** Asserted by a trusted trunk (RFC 3325 P-Asserted-Identity). */
  record Network(PhoneNumber value) implements CallerNumber {}

  /** What the caller's own equipment wrote into From: good for display, never a key. */
  record Claimed(PhoneNumber value) implements CallerNumber {}

  /** The caller did not want it shown, or there was none. Never a key. */
  record Withheld() implements CallerNumber {}

  /** There was one; it went with the data of its person. Never a key. */
  record Erased() implements CallerNumber {}

  default Optional<PhoneNumber> number() {
    return switch (this) {
      case Network network -> Optional.of(network.value());
      case Claimed claimed -> Optional.of(claimed.value());
      case Withheld _, Erased _ -> Optional.empty();
    };
  }

  /** {@code network}, {@code claimed}, {@code withheld} or {@code erased}. */
  default String trust() {
    return switch (this) {
      case Network _ -> "network";
      case Claimed _ -> "claimed";
      case Withheld _ -> "withheld";
      case Erased _ -> "erased";
    };
  }

  /** The number as anyone may see it. */
  default String masked() {
    return number().map(PhoneNumber::masked).orElseGet(this::trust);
  }
}
