package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.call.CallId;

/**
 * The connections that were up, remembered so that after a crash each other party can be told that
 * it is over. Thread-safe; may be lost for up to 200 ms. Never blocks and never throws, but for
 * {@link #all}.
 */
public interface DialogStore {

  void opened(Entry entry);

  void closed(String id);

  List<Entry> all();

  /**
   * What a goodbye needs.
   *
   * @param id unique; the front end's choice
   * @param state opaque to all but the front end that wrote it
   */
  record Entry(String id, CallId call, String frontEnd, String state, Instant openedAt) {}
}
