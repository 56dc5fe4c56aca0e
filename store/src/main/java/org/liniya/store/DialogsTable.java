package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.liniya.call.Secret;
import org.liniya.port.DialogStore;

/**
 * Connections that are up, in their table. Thread-safe; changes are written by the one thread of a
 * {@link BatchWriter}. A change may be written twice: it gives the same rows.
 *
 * <p>A dialog is full of numbers, and its name has what the other party put into Call-ID: the row
 * goes by a fingerprint of the name, and name and state are sealed.
 */
final class DialogsTable implements DialogStore, AutoCloseable {
  private static final String SEALED = "v1:";

  /** What the fingerprints are of. */
  private static final String NAMES = "dialogs.id";

  private final Sql sql;
  private final MasterKeys keys;
  private final BatchWriter<Change> writer;

  private sealed interface Change {
    record Opened(Entry entry) implements Change {}

    record Closed(String id) implements Change {}
  }

  DialogsTable(Sql sql, StoreSettings settings, MasterKeys keys) {
    this.sql = sql;
    this.keys = keys;
    this.writer =
        new BatchWriter<>(
                "dialogs", new Changes(sql, keys), settings.timeout(), settings.maxWaiting())
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
    return sql.read(
        "list dialogs",
        handle ->
            handle
                .createQuery(
                    "select id, call_id, front_end, state, opened_at from dialogs"
                        + " order by opened_at, id")
                .map((row, _) -> read(row))
                .list());
  }

  private Entry read(ResultSet row) throws SQLException {
    String id = row.getString("id");
    String state = row.getString("state");
    if (state.startsWith(SEALED)) {
      String[] opened = keys.open(state, place(id)).reveal().split("\n", 2);
      id = opened[0];
      state = opened[1];
    } // else it was written by a version that did not seal; it goes with its dialog
    return new Entry(
        id,
        Columns.call(row, "call_id"),
        row.getString("front_end"),
        state,
        Columns.moment(row, "opened_at"));
  }

  /**
   * A row as it is under the newest master key; empty when it was not sealed by an older one.
   *
   * @param id the name of the row
   */
  static Optional<Row> renewed(MasterKeys keys, String id, String state) {
    if (!keys.sealedByOlder(state)) {
      return Optional.empty();
    }
    Secret told = keys.open(state, place(id));
    String name = keys.fingerprint(told.reveal().split("\n", 2)[0], NAMES);
    return Optional.of(new Row(name, keys.seal(told, place(name))));
  }

  /** What of a row depends on the master key. */
  record Row(String id, String state) {}

  private static String place(String fingerprint) {
    return "dialogs.state:" + fingerprint;
  }

  boolean healthy() {
    return writer.healthy();
  }

  @Override
  public void close() {
    writer.close();
  }

  /** Applies changes in order; used by the writer's thread only. */
  private record Changes(Sql sql, MasterKeys keys) implements BatchSink<Change> {
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

    private void open(Handle handle, Entry entry) {
      close(handle, entry.id());
      String name = name(entry.id());
      Secret told = new Secret(entry.id() + "\n" + entry.state());
      handle
          .createUpdate(
              "insert into dialogs (id, call_id, front_end, state, opened_at)"
                  + " values (:id, :call, :frontEnd, :state, :at)")
          .bind("id", name)
          .bind("call", entry.call().value())
          .bind("frontEnd", entry.frontEnd())
          .bind("state", keys.seal(told, place(name)))
          .bind("at", Columns.moment(entry.openedAt()))
          .execute();
    }

    /** By every name: an older version wrote the dialog's own, an older key gave another. */
    private void close(Handle handle, String id) {
      List<String> names = new ArrayList<>(keys.fingerprints(id, NAMES));
      names.add(id);
      handle
          .createUpdate("delete from dialogs where id in (<names>)")
          .bindList("names", names)
          .execute();
    }

    private String name(String id) {
      return keys.fingerprint(id, NAMES);
    }
  }
}
