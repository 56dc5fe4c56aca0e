package org.liniya.asterisk;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.port.Dialer;

/**
 * The line behind an Asterisk: callers come in by FastAGI, operators are rung by AMI. Thread-safe.
 */
public final class AsteriskFrontEnd implements Dialer, AutoCloseable {

  private volatile Map<String, String> numbers;

  private AsteriskFrontEnd(AsteriskSettings settings) {
    numbers = settings.numbers();
  }

  /**
   * Opens the address for FastAGI and begins to connect to the manager; does not wait for it: an
   * Asterisk that is not there is tried again and again.
   *
   * @throws IOException when an address or port cannot be had, or a shared folder not be written
   */
  public static AsteriskFrontEnd start(AsteriskSettings settings, AsteriskPorts ports)
      throws IOException {
    return new AsteriskFrontEnd(settings);
  }

  /** The port that FastAGI is really listened for on. */
  public int port() {
    return 0;
  }

  /** Whether the manager's connection is up. While it is not, new callers are turned away. */
  public boolean connected() {
    return false;
  }

  /** How many times the manager's connection was lost since the start. */
  public long lost() {
    return 0;
  }

  /** How many channels of Asterisk are served at the moment. */
  public int legs() {
    return 0;
  }

  /** From now on called numbers mean these flows. */
  public void replaceNumbers(Map<String, String> replacing) {
    numbers = Map.copyOf(replacing);
  }

  /** Whom a called number means; package-private until the caller's path is there. */
  Map<String, String> numbers() {
    return numbers;
  }

  @Override
  public Dialling dial(Request request, Consumer<Result> results) {
    results.accept(new Result.Failed(EndCause.UNREACHABLE));
    return () -> {};
  }

  /** Hangs up on everyone and stops; nothing of the front end runs afterwards. */
  @Override
  public void close() {
    // nothing runs yet
  }
}
