package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.ticket.TicketNumber;

/** Callbacks that callers are owed. Thread-safe; committed when a method returns. */
public interface Callbacks {

  /** Adds a task; does nothing when this call has one already, so that recovery may be repeated. */
  void owe(Task task);

  List<Task> open();

  /**
   * Someone is to be called back.
   *
   * @param rank the place that is kept: when the call joined its queue, or arrived
   */
  record Task(
      CallId call,
      Optional<TicketNumber> ticket,
      PhoneNumber number,
      Language language,
      String group,
      Instant rank,
      Instant owedAt,
      String reason) {}
}
