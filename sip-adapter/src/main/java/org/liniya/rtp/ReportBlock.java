package org.liniya.rtp;

/**
 * What somebody says about the packets of one source (RFC 3550 section 6.4.1). Immutable.
 *
 * @param ssrc the source that is spoken of
 * @param fractionLost since the last report, in 256ths
 * @param lost since the beginning; negative when packets were doubled
 * @param highest the highest sequence number, extended to 32 bits
 * @param jitterSamples interarrival jitter in units of the timestamp
 * @param lastReport the middle 32 bits of the NTP time of the source's last SR; 0 for none
 * @param sinceThen time from that SR to this report, in 65,536ths of a second
 */
record ReportBlock(
    int ssrc,
    int fractionLost,
    int lost,
    int highest,
    long jitterSamples,
    int lastReport,
    long sinceThen) {

  static final int BYTES = 24;
  static final int LEAST_LOST = -0x80_0000;
  static final int MOST_LOST = 0x7F_FFFF;
}
