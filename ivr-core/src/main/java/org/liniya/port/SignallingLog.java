package org.liniya.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;

/**
 * The switch of the full log of a front end's messages. Off by default; switched on for one call or
 * one number, for a bounded time. What is personal is masked in the log all the same. Thread-safe;
 * never blocks.
 */
public interface SignallingLog {

  /** Logs what is said about this call from now on. */
  void watch(CallId call, Duration length);

  /** Logs every call, from now on, that comes from this number or goes to it. */
  void watch(PhoneNumber number, Duration length);

  void off();

  List<Watched> watched();

  /**
   * What is being logged.
   *
   * @param masked a call's identifier, or a number as anyone may see it
   */
  record Watched(String masked, Instant until) {}
}
