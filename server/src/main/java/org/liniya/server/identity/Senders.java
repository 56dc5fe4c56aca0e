package org.liniya.server.identity;

import java.util.Map;
import java.util.function.Consumer;
import org.liniya.port.MessageSender;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;

/** Gives each message to the sender of its channel, and counts what became of it. Thread-safe. */
final class Senders implements MessageSender {

  private final Map<Channel, MessageSender> byChannel;
  private final CodeMetrics metrics;

  Senders(Map<Channel, MessageSender> byChannel, CodeMetrics metrics) {
    this.byChannel = Map.copyOf(byChannel);
    this.metrics = metrics;
  }

  @Override
  public Services.Asking send(Message message, Consumer<Outcome> told) {
    MessageSender sender = byChannel.get(message.channel());
    if (sender == null) {
      told.accept(new Outcome.Failed(Reason.UNKNOWN_SERVICE));
      return () -> {};
    }
    return sender.send(
        message,
        outcome -> {
          metrics.sent(message.channel(), outcome);
          told.accept(outcome);
        });
  }
}
