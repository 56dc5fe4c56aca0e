package org.liniya.server.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.liniya.port.Outbox;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.liniya.port.WebhookDesk;
import org.liniya.server.webhook.WebhookSender.Outcome;
import org.liniya.ticket.NoticeKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of a running server: a virtual thread for each receiver that is active, and one that
 * counts and tidies. Thread-safe.
 */
public final class Webhooks implements WebhookDesk, AutoCloseable {

  /** What has arrived is kept for so long. */
  static final Duration KEEP_DELIVERED = Duration.ofDays(7);

  /** What was given up is kept for so long. */
  static final Duration KEEP_DEAD = Duration.ofDays(30);

  private static final Duration COUNT_EVERY = Duration.ofSeconds(10);
  private static final int REMOVE_AT_ONCE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  private final List<WebhookReceiver> receivers;
  private final Outbox outbox;
  private final Time time;
  private final WebhookSender sender;
  private final DeliveryMetrics metrics;
  private final List<Thread> threads = new ArrayList<>();

  private Webhooks(
      List<WebhookReceiver> receivers, Outbox outbox, Time time, MeterRegistry registry) {
    this.receivers = List.copyOf(receivers);
    this.outbox = outbox;
    this.time = time;
    this.sender = new WebhookSender(WebhookSender.USUAL_TIMEOUT);
    this.metrics =
        new DeliveryMetrics(registry, receivers.stream().map(WebhookReceiver::name).toList());
  }

  /** Starts sending. */
  public static Webhooks start(
      List<WebhookReceiver> receivers, Outbox outbox, Time time, MeterRegistry registry) {
    Webhooks webhooks = new Webhooks(receivers, outbox, time, registry);
    webhooks.thread("webhooks-tidy", webhooks::tidyForEver);
    for (WebhookReceiver receiver : receivers) {
      if (receiver.active()) {
        webhooks.thread(
            "webhook-" + receiver.name(),
            new ReceiverLoop(
                    receiver,
                    outbox,
                    webhooks.sender,
                    webhooks.metrics,
                    time,
                    RandomGenerator.getDefault())
                ::run);
      }
    }
    return webhooks;
  }

  private void thread(String name, Runnable work) {
    threads.add(Thread.ofVirtual().name(name).start(work));
  }

  private void tidyForEver() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        tidy();
      } catch (StoreException e) {
        LOG.atWarn().setCause(e).log("the outbox cannot be tidied; tried again soon");
      }
      try {
        Thread.sleep(COUNT_EVERY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Gives up what waits for receivers that are gone, removes what is old, and counts. */
  void tidy() {
    Instant now = time.now();
    int forgotten =
        outbox.forget(
            receivers.stream().map(WebhookReceiver::name).collect(Collectors.toSet()), now);
    Outbox.Removed removed =
        outbox.remove(now.minus(KEEP_DELIVERED), now.minus(KEEP_DEAD), REMOVE_AT_ONCE);
    if (forgotten > 0) {
      LOG.atWarn()
          .addKeyValue("notices", forgotten)
          .log("notices of receivers that are no longer in webhooks.yaml are given up");
    }
    if (removed.dead() > 0) {
      LOG.atWarn()
          .addKeyValue("notices", removed.dead())
          .log("notices that were given up long ago are removed");
    }
    for (WebhookReceiver receiver : receivers) {
      metrics.counted(receiver.name(), outbox.counts(receiver.name()));
    }
  }

  /** What an administrator should look at; as it was counted last. */
  public List<String> notes() {
    return receivers.stream()
        .map(WebhookReceiver::name)
        .filter(receiver -> metrics.counts(receiver).dead() > 0)
        .map(
            receiver ->
                "webhook "
                    + receiver
                    + ": "
                    + metrics.counts(receiver).dead()
                    + " notices were given up; see 'liniya webhooks'")
        .toList();
  }

  @Override
  public List<View> receivers() {
    return receivers.stream().map(this::view).toList();
  }

  private View view(WebhookReceiver receiver) {
    Outbox.Counts counts = outbox.counts(receiver.name());
    return new View(
        receiver.name(),
        receiver.host(),
        receiver.active(),
        receiver.kinds().stream().sorted().map(NoticeKind::word).toList(),
        counts.waiting(),
        counts.dead());
  }

  @Override
  public Optional<Integer> retry(String name) {
    return named(name).map(receiver -> outbox.retry(receiver.name(), time.now()));
  }

  @Override
  public Optional<Tested> sendTest(String name) {
    return named(name).map(this::test);
  }

  private Tested test(WebhookReceiver receiver) {
    Instant now = time.now();
    try {
      Outcome outcome =
          sender.send(receiver, "msg_" + UUID.randomUUID(), now, WebhookBody.test(now));
      return new Tested(
          switch (outcome) {
            case Outcome.Arrived _ -> Optional.empty();
            case Outcome.Gone gone -> Optional.of(gone.problem());
            case Outcome.Refused refused -> Optional.of(refused.problem());
            case Outcome.Trouble trouble -> Optional.of(trouble.problem());
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Tested(Optional.of("the server is closing"));
    }
  }

  private Optional<WebhookReceiver> named(String name) {
    return receivers.stream().filter(receiver -> receiver.name().equals(name)).findFirst();
  }

  /** Breaks off what is on its way: it is sent again after the next start. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
