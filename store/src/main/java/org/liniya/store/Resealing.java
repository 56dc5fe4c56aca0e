package org.liniya.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Goes once through all that the master key has sealed, page by page, and seals anew what an older
 * key has. Immutable: a page that is rolled back is looked at again.
 *
 * @param column the place in {@link SealedColumns#BY_MASTER}; one behind its end the dialogs, two
 *     behind it nothing
 * @param after the last row of that column that was looked at
 * @param clean whether nothing was under an older key so far
 */
record Resealing(MasterKeys keys, int column, Optional<Object> after, boolean clean) {

  private static final int ROWS = 500;
  private static final int DIALOGS = SealedColumns.BY_MASTER.size();

  Resealing(MasterKeys keys) {
    this(keys, 0, Optional.empty(), true);
  }

  /** What was done, and where it goes on. */
  record Page(int checked, int resealed, Resealing after) {}

  boolean ended() {
    return column > DIALOGS;
  }

  /** The next page, in the caller's transaction. */
  Page next(Handle handle) {
    return column == DIALOGS ? dialogs(handle) : column(handle);
  }

  private Page column(Handle handle) {
    SealedColumn here = SealedColumns.BY_MASTER.get(column);
    List<SealedColumn.Row> rows = here.page(handle, after, ROWS);
    int resealed = 0;
    for (SealedColumn.Row row : rows) {
      resealed += here.renew(handle, keys, row) ? 1 : 0;
    }
    boolean still = clean && resealed == 0;
    Resealing then =
        rows.size() < ROWS
            ? new Resealing(keys, column + 1, Optional.empty(), still)
            : new Resealing(keys, column, Optional.of(rows.getLast().key()), still);
    return new Page(rows.size(), resealed, then);
  }

  /** All at once: there are no more of them than calls that go on. Their rows' names change too. */
  private Page dialogs(Handle handle) {
    List<DialogsTable.Row> rows =
        handle
            .createQuery("select id, state from dialogs")
            .map((row, _) -> new DialogsTable.Row(row.getString("id"), row.getString("state")))
            .list();
    int resealed = 0;
    for (DialogsTable.Row row : rows) {
      Optional<DialogsTable.Row> renewed = DialogsTable.renewed(keys, row.id(), row.state());
      if (renewed.isPresent()) {
        resealed++;
        handle
            .createUpdate("update dialogs set id = :new, state = :state where id = :id")
            .bind("new", renewed.get().id())
            .bind("state", renewed.get().state())
            .bind("id", row.id())
            .execute();
      }
    }
    return new Page(
        rows.size(),
        resealed,
        new Resealing(keys, column + 1, Optional.empty(), clean && resealed == 0));
  }
}
