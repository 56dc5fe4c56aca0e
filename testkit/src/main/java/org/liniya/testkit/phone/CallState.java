package org.liniya.testkit.phone;

import java.time.Instant;

/**
 * Where a telephone's call stands, as the telephone itself sees it.
 *
 * <pre>
 * Dialled ──▶ Ringing ──▶ Talking ──▶ Closed        outgoing; Ringing may be skipped
 *              Offered ──▶ Talking ──▶ Closed        incoming
 *    any state but Closed ───────────▶ Closed
 * </pre>
 */
public sealed interface CallState {
  /** We dialled; nothing came back yet, or 100 only. */
  record Dialled() implements CallState {}

  /** The other side rings (180), or plays early media (183). */
  record Ringing(Instant since) implements CallState {}

  /** A call came in and was not answered yet. */
  record Offered(Instant since) implements CallState {}

  /** Answered. */
  record Talking(Instant since) implements CallState {}

  /**
   * Over.
   *
   * @param reason baresip's words: {@code Connection reset by peer} is a BYE or CANCEL of the other
   *     side, {@code Connection reset by user} our own, {@code 486 Rejected} and the like a refusal
   */
  record Closed(Instant at, String reason) implements CallState {}
}
