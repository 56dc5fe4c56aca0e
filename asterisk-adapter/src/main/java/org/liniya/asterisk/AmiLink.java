package org.liniya.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to the manager, kept up: made again when it is lost or was never there, asked
 * for a sign of life every few seconds. Thread-safe; news come on the library's one thread for
 * events, in their order.
 */
final class AmiLink implements Manager, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AmiLink.class);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
  private static final int MOST_ASKED = 10_000;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final AsteriskSettings.Ami settings;
  private final Listener listener;
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch firstUp = new CountDownLatch(1);
  private final AmiConnection connection;
  private final Thread keeper;
  private final Thread sender;

  /** Who asks must not wait for a socket whose other end does not read. */
  private final BlockingQueue<Asked> asked = new ArrayBlockingQueue<>(MOST_ASKED);

  private record Asked(Order order, Consumer<Boolean> done) {}

  private volatile boolean closed;

  /** Told what comes of the connection and over it; must not block. */
  interface Listener extends Consumer<AmiNews> {
    /** It is up; whatever happened before may have been missed. */
    void connected();

    /** It is down: nothing is told until it is up again. */
    void lost();
  }

  AmiLink(AsteriskSettings.Ami settings, Listener listener) {
    this.settings = settings;
    this.listener = listener;
    connection = new AmiConnection(settings);
    connection.addEventListener(this::told);
    keeper = Thread.ofVirtual().name("ami-keeper").unstarted(this::keep);
    sender = Thread.ofVirtual().name("ami-sender").unstarted(this::send);
  }

  /** Begins to connect; returns at once. */
  void start() {
    keeper.start();
    sender.start();
  }

  @Override
  public boolean connected() {
    return connection.getState() == ManagerConnectionState.CONNECTED;
  }

  /**
   * Waits until it has been up for the first time.
   *
   * @return false when it was not in that time
   */
  boolean awaitFirst(Duration atMost) throws InterruptedException {
    return firstUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many times it was lost. */
  long lostTimes() {
    return lost.get();
  }

  @Override
  public void ask(Order order, Consumer<Boolean> done) {
    if (!connected() || !asked.offer(new Asked(order, done))) {
      done.accept(false);
    }
  }

  private void send() {
    try {
      while (!closed) {
        Asked next = asked.take();
        send(next.order(), next.done());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Order order, Consumer<Boolean> done) {
    try {
      OrderAction action = new OrderAction(order);
      action.setActionId(order.fields().get("ChannelId")); // comes back where no channel is told
      connection.sendAction(
          action,
          response -> {
            boolean taken = !(response instanceof ManagerError);
            if (!taken) {
              LOG.atDebug().log("{} was refused: {}", order.name(), response.getMessage());
            }
            done.accept(taken);
          });
    } catch (IOException | IllegalStateException e) {
      done.accept(false); // the keeper hears of it by itself
    }
  }

  private void told(ManagerEvent event) {
    switch (event) {
      case ConnectEvent _ -> {
        LOG.atInfo().log("the manager of Asterisk is there");
        listener.connected();
        firstUp.countDown();
      }
      case DisconnectEvent _ -> {
        if (!closed) {
          lost.incrementAndGet();
          LOG.atWarn().log("the manager of Asterisk is lost; trying again");
        }
        listener.lost();
      }
      default -> AmiNews.of(event).ifPresent(listener);
    }
  }

  private void keep() {
    try {
      Duration pause = SHORTEST_PAUSE;
      while (!closed && !loggedIn()) {
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
      while (!closed) { // from here on the library makes it again by itself
        Thread.sleep(SIGN_OF_LIFE);
        askForLife();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean loggedIn() {
    try {
      connection.login();
      return true;
    } catch (AuthenticationFailedException e) {
      LOG.atError()
          .log(
              "the manager of Asterisk at {}:{} refuses user {}: {}. Look at manager.conf",
              settings.host(),
              settings.port(),
              settings.user(),
              e.getMessage());
    } catch (IOException | TimeoutException e) {
      LOG.atWarn()
          .log(
              "the manager of Asterisk at {}:{} cannot be reached ({}); trying again",
              settings.host(),
              settings.port(),
              e.getMessage());
    }
    return false;
  }

  /** A connection whose other end is gone without a word is given up. */
  private void askForLife() {
    if (!connected()) {
      return;
    }
    try {
      connection.sendAction(new OrderAction(new Order("Ping", Map.of())), ANSWER.toMillis());
    } catch (IOException | TimeoutException | IllegalStateException e) {
      LOG.atWarn().log("the manager of Asterisk gives no sign of life");
      connection.giveUp();
    }
  }

  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    sender.interrupt();
    connection.end();
    try {
      keeper.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
