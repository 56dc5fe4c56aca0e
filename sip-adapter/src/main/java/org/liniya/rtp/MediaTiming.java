package org.liniya.rtp;

import java.time.Duration;

/**
 * Times that tests shorten.
 *
 * @param silent after how long without a packet the listener is told
 * @param relearn after how long without a packet the source may have moved (a NAT that forgot)
 */
record MediaTiming(Duration silent, Duration relearn) {
  static final MediaTiming USUAL = new MediaTiming(Duration.ofSeconds(30), Duration.ofSeconds(5));
}
