package org.liniya.sdp;

/** What comes of an offer and an answer. */
public sealed interface Negotiated {

  /**
   * They agree.
   *
   * @param local our description: the answer to send, or the offer that was answered
   */
  record Agreed(SessionDescription local, NegotiatedMedia media) implements Negotiated {}

  /** No line of audio that both can speak: 488 Not Acceptable Here. */
  record NoCommonCodec() implements Negotiated {}

  /** The other side's description cannot be used: 488 too, and the reason for the log. */
  record Broken(String reason) implements Negotiated {}
}
