package org.liniya.asterisk;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Channels of ours whose party has hung up, and which Asterisk has not ended. It forgets now and
 * then that a channel was hung up while it took it into a bridge: two such channels stay there,
 * although nobody is at either end. Thread-safe.
 */
final class Stragglers {

  private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);

  private static final long PATIENCE_MS = 2_000;
  private static final int TRIES = 10;

  private final Set<String> channels = ConcurrentHashMap.newKeySet();
  private final Manager manager;
  private final Later timer;

  Stragglers(Manager manager, Later timer) {
    this.manager = manager;
    this.timer = timer;
  }

  /** Its party has hung up: it is to end soon. */
  void leaving(String channel) {
    if (channels.add(channel)) {
      look(channel, TRIES);
    }
  }

  /** It has ended. */
  void gone(String channel) {
    channels.remove(channel);
  }

  private void look(String channel, int tries) {
    timer.after(
        PATIENCE_MS,
        () -> {
          if (tries == 0) {
            channels.remove(channel);
          } else if (channels.contains(channel)) {
            end(channel);
            look(channel, tries - 1);
          }
        });
  }

  private void end(String channel) {
    manager.ask(
        new Manager.Order("Hangup", Map.of("Channel", channel)),
        taken -> {
          if (taken) {
            LOG.atWarn().log("Asterisk has kept a channel whose party hung up; it is ended");
          } else if (manager.connected()) {
            gone(channel); // it is not there any more
          }
        });
  }
}
