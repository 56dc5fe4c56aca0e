package org.liniya.rtp;

import java.util.List;

/** One packet of a compound RTCP packet (RFC 3550 section 6.1), as far as we use it. Immutable. */
sealed interface RtcpPart {

  /**
   * SR (section 6.4.1).
   *
   * @param ntp when it was sent, in NTP's 64 bits
   */
  record SenderReport(int ssrc, long ntp, List<ReportBlock> blocks) implements RtcpPart {
    public SenderReport {
      blocks = List.copyOf(blocks);
    }
  }

  /** RR (section 6.4.2). */
  record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPart {
    public ReceiverReport {
      blocks = List.copyOf(blocks);
    }
  }

  /** BYE (section 6.6); the reason, if any, is not read. */
  record Goodbye(List<Integer> ssrcs) implements RtcpPart {
    public Goodbye {
      ssrcs = List.copyOf(ssrcs);
    }
  }

  /** SDES, APP, feedback and whatever else: skipped, its content never read. */
  record Other(int type) implements RtcpPart {}
}
