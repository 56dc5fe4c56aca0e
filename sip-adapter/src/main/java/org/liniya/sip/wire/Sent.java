package org.liniya.sip.wire;

/** A request of ours that is under way. Thread-safe. */
public interface Sent {

  /**
   * Cancels an INVITE (RFC 3261 section 9.1); only once a provisional answer has come. The final
   * answer (487, or a 2xx that crossed it) still comes.
   *
   * @param reason value of the Reason header (RFC 3326)
   */
  void cancel(String reason);
}
