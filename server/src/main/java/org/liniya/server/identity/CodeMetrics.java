package org.liniya.server.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Outcome;

/** The figures of one-time codes. No label is personal. Thread-safe. */
final class CodeMetrics {

  private final MeterRegistry metrics;

  /** Counters are there from the start, for an alarm cannot watch what does not exist yet. */
  CodeMetrics(MeterRegistry metrics, Collection<Channel> channels) {
    this.metrics = metrics;
    for (Channel each : channels) {
      counter(each, "taken");
      counter(each, "refused");
      counter(each, "failed");
    }
  }

  void sent(Channel channel, Outcome outcome) {
    counter(
            channel,
            switch (outcome) {
              case Outcome.Taken _ -> "taken";
              case Outcome.Refused _ -> "refused";
              case Outcome.Failed _ -> "failed";
            })
        .increment();
  }

  private Counter counter(Channel channel, String outcome) {
    return Counter.builder("liniya.codes.sent")
        .description("one-time codes given to a gateway, by what became of them")
        .tag("channel", channel.word())
        .tag("outcome", outcome)
        .register(metrics);
  }
}
