package org.liniya.server.run;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.liniya.identity.Masking;

/**
 * A line of the log as its pattern says, without personal numbers: message, keys, thread and
 * exceptions pass {@link Masking}, whoever wrote them, libraries too. Named in {@code logback.xml}.
 * Thread-safe.
 */
public final class MaskedLayout extends PatternLayout {

  @Override
  public String doLayout(ILoggingEvent event) {
    return Masking.of(super.doLayout(event));
  }
}
