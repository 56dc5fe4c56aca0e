package org.liniya.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;

/**
 * The journal in its table. Thread-safe; all lines are written by the one thread of a {@link
 * BatchWriter}.
 *
 * <p>A line gets its number only when it is written, so that an event that was withdrawn or dropped
 * leaves no gap. What an unconfirmed batch may have left behind is deleted by the next one: nobody
 * was told of it.
 */
final class JournalTable implements Journal, AutoCloseable {
  private final Sql sql;
  private final BatchWriter<Row> writer;

  /** What is written, the one after the other. */
  sealed interface Row permits RunBegan, Told, Line {}

  /** A run of the server begins with queues that know nothing. */
  record RunBegan(String epoch, Instant at, String settings) implements Row {}

  /** What the queues were told. */
  record Told(String epoch, long seq, Instant at, String event) implements Row {}

  record Line(CallId call, Instant at, String kind, String fields) implements Row {
    static Line of(CallId call, Instant at, JournalEvent event) {
      // not event.kind(): IdentityChanged has a component of that name
      return new Line(call, at, JournalEvent.kind(event.getClass()), EventJson.fields(event));
    }
  }

  JournalTable(Sql sql, StoreSettings settings) {
    this.sql = sql;
    this.writer =
        new BatchWriter<>("journal", new Lines(sql), settings.timeout(), settings.maxWaiting())
            .heed(sql.breaker())
            .start();
  }

  @Override
  public void commit(CallId call, Instant at, JournalEvent.Durable event) {
    writer.write(Line.of(call, at, event));
  }

  @Override
  public void note(CallId call, Instant at, JournalEvent.Batched event) {
    writer.offer(Line.of(call, at, event));
  }

  @Override
  public void mention(CallId call, Instant at, JournalEvent.Fleeting event) {
    writer.mention(Line.of(call, at, event));
  }

  @Override
  public void commitLater(CallId call, Instant at, JournalEvent.Durable event) {
    writer.offer(Line.of(call, at, event));
  }

  /** Queues it and returns at once; before the decisions that follow from it. */
  void told(RunBegan run) {
    writer.offer(run);
  }

  /** As the other. */
  void told(Told input) {
    writer.offer(input);
  }

  /**
   * @throws StoreException when the database is away
   */
  @Override
  public List<Entry> read(CallId call) {
    return sql.read(
        "read the journal",
        handle ->
            handle
                .createQuery(
                    "select seq, at, kind, fields from journal where call_id = :call order by seq")
                .bind("call", call.value())
                .map(
                    (row, _) ->
                        EventJson.entry(
                            row.getLong("seq"),
                            Columns.moment(row, "at"),
                            row.getString("kind"),
                            row.getString("fields")))
                .list());
  }

  boolean healthy() {
    return writer.healthy();
  }

  long dropped() {
    return writer.dropped();
  }

  @Override
  public void close() {
    writer.close();
  }

  /** Numbers lines and writes them; used by the writer's thread only. */
  private static final class Lines implements BatchSink<Row> {
    private static final int CALLS_REMEMBERED = 10_000;

    private final Sql sql;
    private final LinkedHashMap<CallId, Long> last = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<CallId> unconfirmed = new HashSet<>();
    private Map<CallId, Long> written = Map.of();
    private final ToldRows told = new ToldRows();

    Lines(Sql sql) {
      this.sql = sql;
    }

    @Override
    public void write(List<Row> batch) {
      sql.here(
          "write the journal",
          handle -> {
            takeBack(handle);
            told.write(handle, batch);
            written = insert(handle, lines(batch));
            return written.size();
          });
    }

    @Override
    public void confirmed() {
      last.putAll(written);
      unconfirmed.clear();
      told.confirmed();
      while (last.size() > CALLS_REMEMBERED) {
        last.pollFirstEntry();
      }
    }

    private static List<Line> lines(List<Row> batch) {
      return batch.stream().filter(Line.class::isInstance).map(Line.class::cast).toList();
    }

    private void takeBack(Handle handle) {
      for (CallId call : unconfirmed) {
        handle
            .createUpdate("delete from journal where call_id = :call and seq > :last")
            .bind("call", call.value())
            .bind("last", last.getOrDefault(call, 0L).longValue())
            .execute();
      }
    }

    private Map<CallId, Long> insert(Handle handle, List<Line> lines) {
      Map<CallId, Long> numbers = new HashMap<>();
      if (lines.isEmpty()) {
        return numbers;
      }
      PreparedBatch rows =
          handle.prepareBatch(
              "insert into journal (call_id, seq, at, kind, fields)"
                  + " values (:call, :seq, :at, :kind, :fields)");
      for (Line line : lines) {
        long seq = numbers.computeIfAbsent(line.call(), call -> lastOf(handle, call)) + 1;
        numbers.put(line.call(), seq);
        rows.bind("call", line.call().value())
            .bind("seq", seq)
            .bind("at", Columns.moment(line.at()))
            .bind("kind", line.kind())
            .bind("fields", line.fields())
            .add();
      }
      unconfirmed.addAll(numbers.keySet());
      rows.execute();
      return numbers;
    }

    /** The call's last confirmed number; from the table after a restart. */
    private long lastOf(Handle handle, CallId call) {
      return last.computeIfAbsent(
          call,
          _ ->
              handle
                  .createQuery("select coalesce(max(seq), 0) from journal where call_id = :call")
                  .bind("call", call.value())
                  .mapTo(Long.class)
                  .one());
    }
  }
}
