package org.liniya.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.liniya.port.DialogStore;

/**
 * Connections that are up, in their table. Thread-safe; changes are written by the one thread of a
 * {@link BatchWriter}. A change may be written twice: it gives the same rows.
 */
final class DialogsTable implements DialogStore, AutoCloseable {
  private final Sql sql;
  private final BatchWriter<Change> writer;

  private sealed interface Change {
    record Opened(Entry entry) implements Change {}

    record Closed(String id) implements Change {}
  }

  DialogsTable(Sql sql, StoreSettings settings) {
    this.sql = sql;
    this.writer =
        new BatchWriter<>("dialogs", new Changes(sql), settings.timeout(), settings.maxWaiting())
            .start();
  }

  @Override
  public void opened(Entry entry) {
    writer.offer(new Change.Opened(entry));
  }

  @Override
  public void closed(String id) {
    writer.offer(new Change.Closed(id));
  }

  @Override
  public List<Entry> all() {
    return sql.run(
        "list dialogs",
        handle ->
            handle
                .createQuery(
                    "select id, call_id, front_end, state, opened_at from dialogs"
                        + " order by opened_at, id")
                .map(
                    (row, _) ->
                        new Entry(
                            row.getString("id"),
                            Columns.call(row, "call_id"),
                            row.getString("front_end"),
                            row.getString("state"),
                            Columns.moment(row, "opened_at")))
                .list());
  }

  boolean healthy() {
    return writer.healthy();
  }

  @Override
  public void close() {
    writer.close();
  }

  /** Applies changes in order; used by the writer's thread only. */
  private record Changes(Sql sql) implements BatchSink<Change> {
    @Override
    public void write(List<Change> batch) {
      sql.here(
          "write dialogs",
          handle -> {
            for (Change change : batch) {
              switch (change) {
                case Change.Opened(var entry) -> open(handle, entry);
                case Change.Closed(var id) -> close(handle, id);
              }
            }
            return batch.size();
          });
    }

    @Override
    public void confirmed() {}

    private static void open(Handle handle, Entry entry) {
      close(handle, entry.id());
      handle
          .createUpdate(
              "insert into dialogs (id, call_id, front_end, state, opened_at)"
                  + " values (:id, :call, :frontEnd, :state, :at)")
          .bind("id", entry.id())
          .bind("call", entry.call().value())
          .bind("frontEnd", entry.frontEnd())
          .bind("state", entry.state())
          .bind("at", Columns.moment(entry.openedAt()))
          .execute();
    }

    private static void close(Handle handle, String id) {
      handle.createUpdate("delete from dialogs where id = :id").bind("id", id).execute();
    }
  }
}
