package org.liniya.rtp;

import java.time.Duration;

/**
 * Times that tests shorten.
 *
 * @param silent after how long without a packet the listener is told
 * @param relearn after how long without a packet the source may have moved (a NAT that forgot)
 * @param report how far apart RTCP reports are, give or take a half (RFC 3550 section 6.2)
 */
record MediaTiming(Duration silent, Duration relearn, Duration report) {
  static final Duration REPORT = Duration.ofSeconds(5);
  static final MediaTiming USUAL = new MediaTiming(Duration.ofSeconds(30), Duration.ofSeconds(5));

  MediaTiming(Duration silent, Duration relearn) {
    this(silent, relearn, REPORT);
  }
}
