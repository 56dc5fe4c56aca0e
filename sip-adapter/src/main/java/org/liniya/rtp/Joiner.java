package org.liniya.rtp;

/**
 * How a stream gets bridged: the second stream comes to the loop of the first, then both relay
 * without a lock. Runs only on the media loop that owns the stream; each step is an order to one of
 * the two streams, so that it keeps its place among that stream's other orders, and looks first
 * whether something newer was wanted meanwhile.
 *
 * <pre>
 *  first: ask ──► second: come ──(moves)──► first: meet ──► both BRIDGED
 *                     └── closed ──► first: giveUp ◄── a newer wish ──┘
 * </pre>
 */
final class Joiner {

  private final RtpStream stream;
  private long wishes;

  Joiner(RtpStream stream) {
    this.stream = stream;
  }

  /** The first stream: invites the second. */
  void ask(RtpStream peer) {
    if (stream.isClosed() || peer.isClosed()) {
      return;
    }
    Outgoing.Joining joining = new Outgoing.Joining(stream, peer, ++wishes);
    stream.sending().await(joining);
    peer.post(() -> peer.joiner().come(joining));
  }

  /** The second stream: goes to the loop of the first. */
  private void come(Outgoing.Joining joining) {
    RtpStream first = joining.first();
    if (stream.isClosed()) {
      first.post(() -> first.joiner().giveUp(joining));
      return;
    }
    stream.sending().await(joining);
    stream.moveTo(first);
    first.post(() -> first.joiner().meet(joining));
  }

  /** The first stream: both are here now, unless something newer was wanted. */
  private void meet(Outgoing.Joining joining) {
    RtpStream peer = joining.second();
    if (!isWanted(joining)) {
      peer.post(() -> peer.joiner().giveUp(joining));
    } else if (peer.isClosed()) {
      stream.sending().leave();
    } else if (!stream.isBeside(peer)) {
      peer.post(() -> peer.joiner().come(joining)); // this one moved meanwhile
    } else if (!peer.joiner().isWanted(joining)) {
      stream.sending().leave();
    } else {
      stream.sending().bridge(peer.sending());
      peer.sending().bridge(stream.sending());
    }
  }

  private void giveUp(Outgoing.Joining joining) {
    if (isWanted(joining)) {
      stream.sending().leave();
    }
  }

  private boolean isWanted(Outgoing.Joining joining) {
    return stream.sending().outgoing().equals(joining);
  }
}
