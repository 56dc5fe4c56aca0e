package org.liniya.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.liniya.port.Outbox;
import org.liniya.ticket.TicketNotice;

/**
 * Puts notices into the outbox, in the transaction of the change that they tell of. Whoever writes
 * holds the ticket's row: so the numbers of one ticket's notices grow in the order of its changes.
 * Writes nothing when nobody asked for anything. Thread-safe.
 */
final class OutboxWriter {
  private final List<Outbox.Subscription> subscriptions;
  private final Supplier<Instant> now;

  /**
   * @param now for changes whose callers do not say when they happened
   */
  OutboxWriter(List<Outbox.Subscription> subscriptions, Supplier<Instant> now) {
    this.subscriptions = List.copyOf(subscriptions);
    this.now = now;
  }

  boolean idle() {
    return subscriptions.isEmpty();
  }

  Instant now() {
    return now.get();
  }

  void write(Handle handle, TicketNotice notice) {
    UUID id = UUID.randomUUID();
    subscriptions.stream()
        .filter(subscription -> subscription.kinds().contains(notice.kind()))
        .forEach(subscription -> insert(handle, subscription.receiver(), id, notice));
  }

  private static void insert(Handle handle, String receiver, UUID id, TicketNotice notice) {
    handle
        .createUpdate(
            "insert into outbox (event_id, receiver, status, since, due_at, ticket, kind, at, state,"
                + " category, priority, answer_by, by_whom, department, due, level, rating) values"
                + " (:id, :receiver, 'waiting', :at, :at, :ticket, :kind, :at, :state, :category,"
                + " :priority, :answer, :by, :department, :due, :level, :rating)")
        .bind("id", id)
        .bind("receiver", receiver)
        .bind("at", Columns.moment(notice.at()))
        .bind("ticket", notice.ticket().digits())
        .bind("kind", notice.kind().word())
        .bind("state", notice.state().word())
        .bind("category", notice.category())
        .bind("priority", notice.priority().word())
        .bind("answer", Columns.moment(notice.answerBy()))
        .bind("by", notice.by().word())
        .bind("department", notice.department())
        .bind("due", notice.due())
        .bind("level", notice.level())
        .bind("rating", notice.rating())
        .execute();
  }
}
