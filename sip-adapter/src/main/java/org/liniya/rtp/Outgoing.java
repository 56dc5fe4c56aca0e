package org.liniya.rtp;

/**
 * What a stream sends.
 *
 * <pre>
 *            play                    bridge
 *  QUIET ──────────► PLAYING   any ──────────► JOINING ──both on one loop──► BRIDGED
 *    ▲   its end, stop  │       │    mix          │                             │
 *    │                  │       └──────► MIXED    │                             │
 *    └──────────────────┴──────────────────┴──────┴── play, unbridge, close ────┘
 * </pre>
 */
sealed interface Outgoing {

  /** Silence, so that NATs stay open and the far end keeps a continuous stream. */
  record Quiet() implements Outgoing {}

  /** An utterance. */
  record Playing(Playback playback) implements Outgoing {}

  /**
   * Waiting for the other stream to come to the same loop; silence meanwhile.
   *
   * @param number tells this wish from an earlier one of the same two streams
   */
  record Joining(RtpStream first, RtpStream second, long number) implements Outgoing {}

  /** What the other stream receives. */
  record Bridged(Sending peer) implements Outgoing {}

  /**
   * The sum of what others say. What this stream receives meanwhile is said into mixes: who hears
   * it is the others' business.
   */
  record Mixed(MixSum heard) implements Outgoing {}
}
