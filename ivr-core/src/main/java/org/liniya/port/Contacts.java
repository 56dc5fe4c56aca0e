package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.ticket.CallHistory;

/**
 * The calls on tickets, as figures of quality are computed from them. Throws {@link StoreException}
 * when the database does not answer. Thread-safe; blocks while the database works (a bounded time).
 */
public interface Contacts {

  /**
   * The calls on tickets that arrived from {@code from} on and before {@code to}, by ticket; the
   * oldest {@code limit} of them. A call is handled when an operator answered it or the menu served
   * it.
   */
  List<CallHistory> between(Instant from, Instant to, int limit);
}
