package org.liniya.rtp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Learns where the far end really sends from (symmetric RTP, RFC 4961), since behind a NAT that is
 * not what its SDP says. Runs only on the media loop that owns the stream.
 *
 * <p>Packets from the expected address (the SDP's own) are believed at once. Any other source must
 * send five in a row with one SSRC and one payload type, while the expected address is silent: a
 * stranger's packets are neither heard nor answered.
 */
final class Source {

  static final int STEADY_PACKETS = 5;

  /** What became of a packet. */
  enum Verdict {
    STRANGER,
    BELIEVED,
    /** Believed, and from now on the only one: connect the socket. */
    LEARNT
  }

  private InetSocketAddress expected;
  private OptionalInt knownSsrc = OptionalInt.empty();
  private @Nullable InetSocketAddress candidate;
  private int candidateSsrc;
  private int candidateType;
  private int steady;
  private boolean expectedHasSent;

  Source(InetSocketAddress expected) {
    this.expected = expected;
  }

  /** The source that was learnt fell silent: it may have moved, but keeps its host or its SSRC. */
  static Source again(InetSocketAddress lastKnown, int ssrc) {
    Source source = new Source(lastKnown);
    source.knownSsrc = OptionalInt.of(ssrc);
    return source;
  }

  /** Judges an audio packet. */
  Verdict audio(InetSocketAddress from, int ssrc, int payloadType) {
    boolean isExpected = from.equals(expected);
    expectedHasSent |= isExpected;
    if (!isExpected && (expectedHasSent || !isPlausible(from, ssrc))) {
      return Verdict.STRANGER;
    }
    boolean same = from.equals(candidate) && ssrc == candidateSsrc && payloadType == candidateType;
    candidate = from;
    candidateSsrc = ssrc;
    candidateType = payloadType;
    steady = same ? steady + 1 : 1;
    if (steady >= STEADY_PACKETS) {
      return Verdict.LEARNT;
    }
    return isExpected ? Verdict.BELIEVED : Verdict.STRANGER;
  }

  /** Judges any other packet: it teaches nothing. */
  Verdict other(InetSocketAddress from) {
    return from.equals(expected) ? Verdict.BELIEVED : Verdict.STRANGER;
  }

  private boolean isPlausible(InetSocketAddress from, int ssrc) {
    return knownSsrc.isEmpty()
        || knownSsrc.getAsInt() == ssrc
        || from.getAddress().equals(expected.getAddress());
  }
}
