package org.liniya.server.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.liniya.acd.AcdEffect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the metrics that an operator was paused for missing calls. Used on the {@code
 * acd} thread.
 */
final class MissedCallsAlert implements Consumer<AcdEffect.TellMissesPaused> {

  private static final Logger LOG = LoggerFactory.getLogger(MissedCallsAlert.class);

  private final MeterRegistry metrics;

  MissedCallsAlert(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void accept(AcdEffect.TellMissesPaused paused) {
    Counter.builder("liniya.operators.paused.for.misses")
        .description("operators paused for missing calls, by the group of the last one")
        .tag("group", paused.group())
        .register(metrics)
        .increment();
    LOG.atWarn()
        .addKeyValue("operator", paused.operator())
        .addKeyValue("group", paused.group())
        .log("paused after {} missed calls in a row; is somebody there?", paused.misses());
  }
}
