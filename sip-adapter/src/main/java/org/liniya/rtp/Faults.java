package org.liniya.rtp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one stream's faults. Used only on the media loop that owns the stream. */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final int port;
  private int count;

  Faults(int port) {
    this.port = port;
  }

  /** Logs the first fault and then ever more rarely: a fault may come with every packet. */
  void log(String doing, Throwable fault) {
    count++;
    if (Integer.bitCount(count) == 1) {
      LOG.atWarn()
          .addKeyValue("port", port)
          .addKeyValue("times", count)
          .setCause(fault)
          .log("media fault while handling: {}", doing);
    }
  }
}
