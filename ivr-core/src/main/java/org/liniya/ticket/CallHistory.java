package org.liniya.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;

/**
 * The calls on one ticket, as first-call resolution is computed from them. Immutable.
 *
 * @param person who called, as a keyed hash and never as a number or name; empty when unknown
 * @param contacts in any order
 */
public record CallHistory(
    TicketNumber ticket, String category, Optional<String> person, List<Contact> contacts) {

  public CallHistory {
    contacts = List.copyOf(contacts);
  }

  /**
   * One call.
   *
   * @param handled it was answered by an operator or served by the menu, not given up before
   */
  public record Contact(CallId call, Instant at, boolean handled) {}
}
