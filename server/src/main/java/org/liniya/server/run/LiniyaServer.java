package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.liniya.call.EndCause;
import org.liniya.console.User;
import org.liniya.port.OperatorSecrets;
import org.liniya.server.config.OperatorSettings;
import org.liniya.yaml.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server, from the first part that starts ({@link Wiring}) to the last that ends. Started
 * and closed by the main thread.
 *
 * <p>{@link #close} drains: no new call is taken, calls in progress may end, then everything stops
 * in the order opposite to its start.
 */
public final class LiniyaServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiniyaServer.class);

  /** Calls asked to end have this long for their last words. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(15);

  private final Wiring.Wired wired;
  private final Duration drain;

  private LiniyaServer(Wiring.Wired wired, Duration drain) {
    this.wired = wired;
    this.drain = drain;
  }

  /**
   * What else a start needs.
   *
   * @param data the data folder; made when missing
   * @param passwords the passwords of the telephones of a configuration's operators
   * @param users who may use the HTTP API
   * @param reader reads and checks the configuration anew, for a reload
   * @param drain how long calls in progress may go on after {@link #close}
   */
  public record Surroundings(
      Path data,
      Passwords passwords,
      List<User> users,
      Function<Problems, Optional<Line>> reader,
      Duration drain) {
    public Surroundings {
      users = List.copyOf(users);
    }
  }

  /** Reads the passwords of the operators' telephones, and makes those that are missing. */
  @FunctionalInterface
  public interface Passwords {

    /**
     * Those of these operators.
     *
     * @throws IOException when they cannot be read, or not be written
     */
    OperatorSecrets of(List<OperatorSettings> operators) throws IOException;
  }

  /**
   * Starts the line.
   *
   * @throws IOException when an address, a port or the data folder cannot be had; what was started
   *     is stopped again
   */
  public static LiniyaServer start(Line line, Surroundings surroundings) throws IOException {
    Wiring wiring = new Wiring(line, surroundings);
    try {
      return new LiniyaServer(wiring.run(), surroundings.drain());
    } catch (IOException | RuntimeException e) {
      closeAll(wiring.parts());
      throw e;
    }
  }

  /** The port on which SIP is really spoken. */
  public int sipPort() {
    return wired.sip().port();
  }

  /** The port on which the HTTP API is really served. */
  public int httpPort() {
    return wired.console().port();
  }

  /** Has new calls get what is in the files now, if nothing is wrong with it; the log says. */
  public void reload() {
    wired.editions().reload();
  }

  /** Drains, then stops everything; returns when no thread of ours is left. */
  @Override
  public void close() {
    ActiveCalls active = wired.active();
    wired.admission().drain();
    active.drain();
    try {
      if (!active.awaitNone(drain)) {
        LOG.atWarn().addKeyValue("calls", active.count()).log("calls are asked to end");
        active.endAll(EndCause.UNAVAILABLE);
        active.awaitNone(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll(wired.parts());
    LOG.info("the line is closed");
  }

  private static void closeAll(List<AutoCloseable> parts) {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("a part did not close", e);
      }
    }
  }
}
