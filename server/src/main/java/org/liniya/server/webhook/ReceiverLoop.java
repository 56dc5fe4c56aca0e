package org.liniya.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.liniya.port.Outbox;
import org.liniya.port.Outbox.Item;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.liniya.server.webhook.WebhookSender.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one receiver what waits for it, and writes down what became of it. What was sent but not
 * yet written down when the server dies is sent again: twice, never not at all. Runs on one thread
 * of its own, so that a receiver that is slow holds up nobody else.
 */
final class ReceiverLoop {

  /** How often is looked for something new. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  /** So many are read from the database at once. */
  static final int BATCH = 50;

  private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(ReceiverLoop.class);

  private final WebhookReceiver receiver;
  private final Outbox outbox;
  private final WebhookSender sender;
  private final DeliveryMetrics metrics;
  private final Time time;
  private final RandomGenerator random;

  /** One after the other, until something arrives. */
  private int troubles;

  ReceiverLoop(
      WebhookReceiver receiver,
      Outbox outbox,
      WebhookSender sender,
      DeliveryMetrics metrics,
      Time time,
      RandomGenerator random) {
    this.receiver = receiver;
    this.outbox = outbox;
    this.sender = sender;
    this.metrics = metrics;
    this.time = time;
    this.random = random;
  }

  /** Runs until it is interrupted. */
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends; what was not sent waits in the outbox
    }
  }

  private Duration next() throws InterruptedException {
    try {
      return round();
    } catch (StoreException e) {
      LOG.atWarn()
          .addKeyValue("receiver", receiver.name())
          .setCause(e)
          .log("the outbox cannot be read or written; tried again soon");
      return DATABASE_AWAY;
    }
  }

  /** Sends what is due, at most a batch; gives how long to wait until the next round. */
  Duration round() throws InterruptedException {
    List<Item> due = outbox.due(receiver.name(), time.now(), BATCH);
    for (Item item : due) {
      Outcome outcome =
          sender.send(receiver, "msg_" + item.id(), time.now(), WebhookBody.of(item.notice()));
      switch (outcome) {
        case Outcome.Arrived _ -> arrived(item);
        case Outcome.Gone gone -> dead(item, gone.problem());
        case Outcome.Refused refused -> failed(item, refused.problem(), Duration.ZERO);
        case Outcome.Trouble trouble -> {
          Duration wish = trouble.wish().orElse(Duration.ZERO);
          failed(item, trouble.problem(), wish);
          troubles++;
          return longer(RetryRule.pause(troubles, random), wish);
        }
      }
    }
    return due.isEmpty() ? PERIOD : Duration.ZERO;
  }

  private void arrived(Item item) {
    outbox.delivered(item.seq(), time.now());
    troubles = 0;
    metrics.delivered(receiver.name());
  }

  private void dead(Item item, String problem) {
    outbox.dead(item.seq(), time.now(), problem);
    metrics.failed(receiver.name());
    LOG.atWarn()
        .addKeyValue("receiver", receiver.name())
        .addKeyValue("ticket", item.notice().ticket().digits())
        .addKeyValue("problem", problem)
        .log("a notice is given up");
  }

  private void failed(Item item, String problem, Duration atLeast) {
    Instant now = time.now();
    Duration delay = longer(RetryRule.delay(item.attempts() + 1, random), atLeast);
    outbox.failed(item.seq(), now.plus(delay), problem);
    metrics.failed(receiver.name());
    LOG.atInfo()
        .addKeyValue("receiver", receiver.name())
        .addKeyValue("ticket", item.notice().ticket().digits())
        .addKeyValue("attempts", item.attempts() + 1)
        .addKeyValue("problem", problem)
        .log("a notice did not arrive; it is sent again");
    int givenUp = outbox.giveUp(receiver.name(), now.minus(RetryRule.GIVE_UP), now);
    if (givenUp > 0) {
      LOG.atWarn()
          .addKeyValue("receiver", receiver.name())
          .addKeyValue("notices", givenUp)
          .log("notices that waited too long are given up");
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
