package org.liniya.server.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.port.Audit;
import org.liniya.port.RecordingRemoval;
import org.liniya.port.Retention;
import org.liniya.port.Time;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One going through all that has been kept long enough. First the database, one ticket or call a
 * transaction, then the audit, then the recordings: what a crash cuts off is finished by {@link
 * #finish}. For one thread at a time.
 */
final class RetentionSweep {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);

  private final Retention retention;
  private final RecordingRemoval recordings;
  private final Audit audit;
  private final RetentionPlan plan;
  private final Time time;

  RetentionSweep(
      Retention retention,
      RecordingRemoval recordings,
      Audit audit,
      RetentionPlan plan,
      Time time) {
    this.retention = retention;
    this.recordings = recordings;
    this.audit = audit;
    this.plan = plan;
    this.time = time;
  }

  /** Deletes all that may go; gives how many tickets and calls went. Ends early on interruption. */
  int run() {
    finish();
    int deleted = 0;
    for (Retention.Kind kind : Retention.Kind.values()) {
      Optional<Retention.Place> next = Optional.empty();
      do {
        Retention.Page page = retention.look(kind, plan, time.now(), next);
        deleted += delete(page);
        next = page.next();
      } while (next.isPresent() && !Thread.currentThread().isInterrupted());
    }
    queueHistory();
    return deleted;
  }

  private void queueHistory() {
    if (!(plan.queueHistory() instanceof RetentionPeriod.Days days)) {
      return;
    }
    Instant before = time.now().minus(Duration.ofDays(days.days()));
    int rows = 0;
    int gone;
    do {
      gone = retention.deleteQueueHistory(before);
      rows += gone;
    } while (gone > 0 && !Thread.currentThread().isInterrupted());
    if (rows > 0) {
      audit.write(
          new Audit.Entry(
              time.now(),
              "server",
              "retention-deleted",
              "queue-history",
              "rule queue-history %dd, before %s: %d rows".formatted(days.days(), before, rows)));
    }
  }

  private int delete(Retention.Page page) {
    int deleted = 0;
    for (Retention.Ripe ripe : page.ripe()) {
      if (Thread.currentThread().isInterrupted()) {
        return deleted;
      }
      if (ripe.decision() instanceof Decision.Delete
          && retention.delete(ripe.subject(), plan, time.now())) {
        deleted++;
        finish();
      }
    }
    return deleted;
  }

  /** What is out of the database goes into the audit and off the disk. Idempotent. */
  void finish() {
    for (Retention.Unfinished each : retention.unfinished()) {
      if (!each.audited()) {
        audit.write(
            new Audit.Entry(time.now(), "server", "retention-deleted", each.id(), each.detail()));
        retention.audited(each.id());
      }
      try {
        for (CallId call : each.recordings()) {
          recordings.remove(call);
        }
        retention.finished(each.id());
      } catch (IOException e) {
        LOG.atError()
            .addKeyValue("deleted", each.id())
            .setCause(e)
            .log("a recording cannot be removed; tried again at the next deletion");
      }
    }
  }

  /**
   * What a {@link #run} now would meet: all whose period is over, with what becomes of each.
   *
   * @param limit so many at most
   */
  List<Retention.Ripe> preview(int limit) {
    List<Retention.Ripe> all = new ArrayList<>();
    for (Retention.Kind kind : Retention.Kind.values()) {
      Optional<Retention.Place> next = Optional.empty();
      do {
        Retention.Page page = retention.look(kind, plan, time.now(), next);
        all.addAll(page.ripe());
        next = page.next();
      } while (next.isPresent() && all.size() < limit);
    }
    return all.stream().limit(limit).toList();
  }
}
