package org.liniya.port;

import org.liniya.call.CallId;

/**
 * Takes what could not be stored and has it tried again until it is, or the server stops: then the
 * next start settles the call. Thread-safe; never blocks and never throws.
 */
public interface Retries {

  /**
   * Keeps {@code write}; what was kept earlier is tried earlier.
   *
   * @param call for the log
   * @param write throws {@link StoreException} while it cannot be done, and may be run again then;
   *     runs on another thread, never twice at once
   */
  void keep(CallId call, Runnable write);
}
