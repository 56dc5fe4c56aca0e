package org.liniya.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.liniya.acd.AcdEffect;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.Replay;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.JournalLines.Line;

/**
 * What the queues were told, in its tables. Thread-safe, but told by one thread, in order. It is
 * written by the writer of the journal, in one transaction with the decisions that follow from it.
 */
final class AcdInputsTable implements AcdRecord {

  /** So many events are read at once. */
  private static final int PAGE = 2_000;

  /** More than this is not gone through for one answer: some ten seconds of work. */
  static final long MOST = 500_000;

  /**
   * Events come from many threads, each with its own time: so far they are out of order at most.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(10);

  private final Sql sql;
  private final JournalTable writer;
  private final AtomicLong last = new AtomicLong();
  private volatile String epoch = "";

  AcdInputsTable(Sql sql, JournalTable writer) {
    this.sql = sql;
    this.writer = writer;
  }

  @Override
  public void began(Run run) {
    epoch = run.epoch();
    last.set(0);
    writer.told(new JournalTable.RunBegan(run.epoch(), run.at(), AcdJson.text(run.settings())));
  }

  @Override
  public void told(AcdEvent event) {
    writer.told(
        new JournalTable.Told(epoch, last.incrementAndGet(), event.at(), AcdJson.text(event)));
  }

  private record Kept(long seq, String event) {}

  @Override
  public Replayed replay(CallId call, Instant arrived, Instant until) {
    Optional<Run> found = runAt(arrived);
    if (found.isEmpty()) {
      return new Replayed.NotKept("what the queues were told then is not kept");
    }
    Run run = found.get();
    Replay replay = new Replay(run, call);
    long told = 0;
    while (told < MOST) {
      List<Kept> page = page(run.epoch(), told);
      for (Kept each : page) {
        if (each.seq() != told + 1) {
          return new Replayed.NotKept(
              told == 0
                  ? "the beginning of that run of the server is deleted"
                  : "what the queues were told has a gap after number " + told);
        }
        told = each.seq();
        AcdEvent event = AcdJson.event(each.event());
        if (event.at().isAfter(until.plus(OUT_OF_ORDER))) {
          return decisions(replay, until);
        }
        replay.tell(event);
      }
      if (page.size() < PAGE) {
        return decisions(replay, until);
      }
    }
    return new Replayed.NotKept(
        "the run of the server is too long to go through again: more than " + MOST + " events");
  }

  private static Replayed decisions(Replay replay, Instant until) {
    return new Replayed.Decisions(
        replay.decisions(until).stream().map(AcdInputsTable::line).toList());
  }

  /** As the journal would give it back. */
  private static Line line(AcdEffect.Journal entry) {
    return new Line(
        entry.call(),
        entry.at().truncatedTo(ChronoUnit.MICROS),
        JournalEvent.kind(entry.event().getClass()),
        EventJson.texts(EventJson.fields(entry.event())));
  }

  private Optional<Run> runAt(Instant at) {
    return sql.read(
        "find a run of the queues",
        handle ->
            handle
                .createQuery(
                    "select epoch, began, settings from acd_runs where began <= :at"
                        + " order by began desc limit 1")
                .bind("at", Columns.moment(at))
                .map(
                    (row, _) ->
                        new Run(
                            row.getString("epoch"),
                            AcdJson.settings(row.getString("settings")),
                            Columns.moment(row, "began")))
                .findOne());
  }

  private List<Kept> page(String run, long after) {
    return sql.read(
        "read what the queues were told",
        handle ->
            handle
                .createQuery(
                    "select seq, event from acd_inputs where epoch = :epoch and seq > :after"
                        + " order by epoch, seq limit :limit")
                .bind("epoch", run)
                .bind("after", after)
                .bind("limit", PAGE)
                .map((row, _) -> new Kept(row.getLong("seq"), row.getString("event")))
                .list());
  }
}
