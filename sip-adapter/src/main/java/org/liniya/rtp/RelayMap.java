package org.liniya.rtp;

/**
 * Maps the sequence numbers and timestamps of a relayed stream onto those of ours, so that loss and
 * order stay visible to the far end while our SSRC stays one stream. Runs only on a media loop.
 *
 * <p>Offsets hold until the source changes its SSRC, jumps, or something else was sent in between;
 * then the map is based anew, right behind what was sent last.
 */
final class RelayMap {

  private static final int JUMP_PACKETS = 1000;
  private static final int LONGEST_PACKET = 480;

  /** A pause that is shorter than ours before we fill it with silence. */
  private static final int SLACK_SAMPLES = 800;

  private static final int LATE_PACKETS = 500;

  private boolean broken = true;
  private boolean rebased;
  private int ssrc;
  private int oldestSequence;
  private int highestSequence;
  private int highestTimestamp;
  private int sequenceOffset;
  private int timestampOffset;

  /** Something else was sent, or nothing for a while: base anew with the next packet. */
  void interrupt() {
    broken = true;
  }

  /**
   * Takes a packet of the source.
   *
   * @param nextSequence, nextTimestamp what we would send if it were our own
   * @return false when it must not be sent, being older than the map
   */
  boolean map(RtpPacket in, int nextSequence, int nextTimestamp) {
    int ahead = (short) (in.sequence - highestSequence);
    rebased = broken || in.ssrc != ssrc || Math.abs(ahead) > JUMP_PACKETS || isJump(in, ahead);
    if (rebased) {
      broken = false;
      ssrc = in.ssrc;
      oldestSequence = in.sequence;
      sequenceOffset = nextSequence - in.sequence;
      timestampOffset = nextTimestamp - in.timestamp;
    } else if ((short) (in.sequence - oldestSequence) < 0) {
      return false;
    }
    if (rebased || ahead > 0) {
      highestSequence = in.sequence;
      highestTimestamp = in.timestamp;
    }
    if ((short) (highestSequence - oldestSequence) > JUMP_PACKETS) {
      oldestSequence = (highestSequence - LATE_PACKETS) & 0xFFFF;
    }
    return true;
  }

  /**
   * Whether the timestamp does not go with the number. Later packets have later times, and those in
   * between had 60 ms at most each: a jump that we passed on would leave the far end with a gap, or
   * with sound that belongs to the past.
   */
  private boolean isJump(RtpPacket in, int ahead) {
    int samplesAhead = in.timestamp - highestTimestamp;
    int most = Math.abs(ahead) * LONGEST_PACKET + SLACK_SAMPLES;
    return ahead > 0
        ? samplesAhead <= 0 || samplesAhead > most
        : ahead < 0 ? samplesAhead >= 0 || samplesAhead < -most : samplesAhead != 0;
  }

  /** Whether the packet taken last began a new base: a talkspurt for the far end. */
  boolean rebased() {
    return rebased;
  }

  int sequence(RtpPacket in) {
    return (in.sequence + sequenceOffset) & 0xFFFF;
  }

  int timestamp(RtpPacket in) {
    return in.timestamp + timestampOffset;
  }
}
